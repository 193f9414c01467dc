import { failed } from "../model/problem.ts";
import type { Redact } from "../model/redact.ts";
import { shown, shownShort } from "../model/shown.ts";
import { applyOffer, offersOf } from "../sandbox/apply.ts";
import type { Offer } from "../sandbox/apply.ts";
import type { World } from "../sandbox/world.ts";
import type { Terminal } from "./terminal.ts";

/** More lines of a difference are not shown. */
const MOST_LINES = 40;

/** Offers a person each change of a run, with its text but for secrets, to take over into the workspace; nothing is without a yes. */
export async function applyChanges(world: World, person: Terminal, redact: Redact): Promise<void> {
  for (const one of await offersOf(world)) {
    if ("why" in one) {
      process.stderr.write(`not offered: ${shown(redact(one.path))}: ${shown(one.why)}\n`);
      continue;
    }
    process.stderr.write(`${offerLines(one).map(redact).join("\n")}\n`);
    if (!(await person.confirm("apply it to the workspace?"))) continue;
    const done = await applyOffer(one, world.workspace);
    if (failed(done)) process.stderr.write(`not applied: ${shown(done.error)}\n`);
  }
}

function offerLines({ path, before, after, warning }: Offer): readonly string[] {
  const what = before === undefined ? "new" : after === undefined ? "gone" : "changed";
  const difference = differenceOf(before ?? "", after ?? "");
  const more = difference.length - MOST_LINES;
  return [
    `${what}: ${shown(path)}`,
    ...difference.slice(0, MOST_LINES).map((line) => `  ${shownShort(line, 200)}`),
    ...(more > 0 ? [`  … ${more} more lines`] : []),
    ...(warning === undefined ? [] : [`  ! ${warning}`]),
  ];
}

/** What lies between the lines that both begin and end with. */
function differenceOf(before: string, after: string): readonly string[] {
  const [was, is] = [linesOf(before), linesOf(after)];
  const shorter = Math.min(was.length, is.length);
  let head = 0;
  while (head < shorter && was[head] === is[head]) head++;
  let tail = 0;
  while (tail < shorter - head && was.at(-1 - tail) === is.at(-1 - tail)) tail++;
  return [
    ...was.slice(head, was.length - tail).map((line) => `- ${line}`),
    ...is.slice(head, is.length - tail).map((line) => `+ ${line}`),
  ];
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}
