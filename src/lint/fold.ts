import type { Finding } from "./finding.ts";

/** More findings of one rule in one file than this become one. */
const MOST = 5;
/** The message of another place is cut to this: the whole one stands at the first. */
const LONGEST = 100;

/**
 * Of many findings of one rule and severity the first, which names the places of the others. The files of agents grow by the entry, and with them what is found.
 */
export function foldFindings(all: readonly Finding[]): readonly Finding[] {
  const findings = once(all);
  const groups = new Map<string, Finding[]>();
  const keys = findings.map(({ code, severity }) => `${code} ${severity}`);
  for (const [at, one] of findings.entries()) {
    const key = keys[at] ?? "";
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return findings.flatMap((one, at) => {
    const group = groups.get(keys[at] ?? "") ?? [];
    if (group.length <= MOST) return [one];
    return one === group[0] ? [withOthers(one, group.slice(1))] : [];
  });
}

/** What an entry grants may be several patterns, of which a rule says the same. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const known = new Set<string>();
  return findings.filter(({ code, range, message }) => {
    const key = `${code} ${range.start} ${range.end} ${message}`;
    return known.size < known.add(key).size;
  });
}

function withOthers(first: Finding, others: readonly Finding[]): Finding {
  const related = others.map(({ file, range, message }) => ({
    file,
    range,
    message: message.length > LONGEST ? `${message.slice(0, LONGEST - 1)}…` : message,
  }));
  const places = others.map(({ at, range, suggestion }) => ({
    range,
    ...(at === undefined ? {} : { at }),
    ...(suggestion === undefined ? {} : { suggestion }),
  }));
  return {
    ...first,
    message: `${first.message} (and ${others.length} more of this kind in the file)`,
    related: [...first.related, ...related],
    others: places,
  };
}
