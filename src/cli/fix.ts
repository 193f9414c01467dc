import { basename, dirname } from "node:path";

import { writeFileInside } from "../host/write.ts";
import { shown } from "../model/shown.ts";
import { Mender } from "../workspace/mend.ts";
import type { Proposal, Wanted } from "../workspace/mend.ts";
import type { Ports } from "../workspace/ports.ts";
import { callWords, count } from "../workspace/words.ts";
import type { Terminal } from "./terminal.ts";

/** Which fixes are made: those that surely widen no decision, or also others, each of which a person looks at. */
export type FixMode = "safe" | "review";

/** What `--fix` needs. */
export interface FixOptions {
  readonly ports: Ports;
  readonly mode: FixMode;
  /** Who is asked about each fix that is not safe. */
  readonly person: Terminal | undefined;
  readonly wanted: Wanted;
}

/** Mends a policy on the disk and says on standard error what was done; answers with why it could not be written, if so. */
export async function fixPolicy(
  path: string,
  name: string,
  options: FixOptions,
): Promise<string | undefined> {
  const { ports, mode, person, wanted } = options;
  const file = await ports.files.read(path);
  if (!("text" in file)) return undefined;
  const mender = new Mender(ports, path);
  const { text: safe, applied: done } = await mender.mendSafely(file.text, wanted);
  const text =
    mode === "review" && person !== undefined
      ? await reviewed(safe, name, mender, { person, wanted })
      : safe;
  if (text === file.text) return undefined;
  try {
    const names = [basename(path)] as const;
    await writeFileInside({ folder: dirname(path), names, text, before: file.text });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  for (const one of done) process.stderr.write(`fixed ${shown(name)}: ${told(one)}\n`);
  return undefined;
}

/** The text after all that the person agrees to, one by one. */
async function reviewed(
  text: string,
  name: string,
  mender: Mender,
  { person, wanted }: { readonly person: Terminal } & Pick<FixOptions, "wanted">,
): Promise<string> {
  const declined = new Set<string>();
  let now = text;
  for (;;) {
    const offers = await mender.proposals(now, wanted, "all");
    const next = offers.find((offer) => !declined.has(keyOf(offer)));
    if (next === undefined) return now;
    const question = `${shown(name)}: ${told(next)}\n  apply it?`;
    if (await person.confirm(question)) now = next.text;
    else declined.add(keyOf(next));
  }
}

/** What a person has declined is not offered again, wherever it stands by then. */
function keyOf({ code, title, changes }: Proposal): string {
  return JSON.stringify([code, title, changes.map(({ call }) => call)]);
}

function told({ title, code, safe, changes }: Proposal): string {
  const head = `${shown(title)} [${code}]`;
  const lines = changes
    .slice(0, MOST_SHOWN)
    .map(({ call, before, after }) => `\n  ${before} → ${after}: ${callWords(call)}`);
  const more = changes.length - MOST_SHOWN;
  const rest = more > 0 ? `\n  and ${count(more, "call")} more` : "";
  if (changes.length > 0) return `${head}${lines.join("")}${rest}`;
  return safe
    ? `${head}: no decision widens`
    : `${head}: no call that was tried is decided otherwise`;
}

const MOST_SHOWN = 8;
