/** What matching a constraint gives (8.1). `soft` is the one special case of 8.8: a searched tree nobody can look into, which turns a deny into an ask. */
export type Truth = "yes" | "no" | "unknown" | "soft";

/** Kleene's `and`: the least. `soft` is weaker than a match, but never more than what the others say. */
export function all(values: readonly Truth[]): Truth {
  if (values.includes("no")) return "no";
  if (values.includes("soft")) return "soft";
  return values.includes("unknown") ? "unknown" : "yes";
}

/** Kleene's `or`: the greatest. */
export function some(values: readonly Truth[]): Truth {
  if (values.includes("yes")) return "yes";
  if (values.includes("unknown")) return "unknown";
  return values.includes("soft") ? "soft" : "no";
}

export function not(value: Truth): Truth {
  if (value === "yes") return "no";
  return value === "no" ? "yes" : value;
}

export function truth(value: boolean): Truth {
  return value ? "yes" : "no";
}

/** Which way a rule is read. */
export type Reading = "narrow" | "wide";

/** Does `*` (any characters) in `pattern` reach all of `text`? Every other character is itself. */
export function glob(pattern: string, text: string): boolean {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === text;
  if (!text.startsWith(pattern.slice(0, star))) return false;
  const rest = pattern.slice(star + 1);
  for (let i = star; i <= text.length; i++) if (glob(rest, text.slice(i))) return true;
  return false;
}

/** Every spelling of a pattern with choices `{a,b}`, which do not nest. A brace without a comma and a closing brace is itself. */
export function choices(pattern: string): string[] {
  const found = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (!found) return [pattern];
  const before = pattern.slice(0, found.index);
  const after = choices(pattern.slice(found.index + found[0].length));
  return (found[1] ?? "").split(",").flatMap((choice) => after.map((end) => before + choice + end));
}

/** Case folding as the language has it: upper, then lower. */
export const fold = remembered((text) =>
  text.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC"),
);

/** A function of one text that keeps what it gave: generated cases repeat a few texts very often. */
export function remembered<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (text) => {
    const found = known.get(text);
    if (found) return found.value;
    const value = compute(text);
    if (known.size > 10_000) known.clear();
    known.set(text, { value });
    return value;
  };
}
