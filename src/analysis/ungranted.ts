import type { Desk } from "./desk.ts";
import type { CallSet } from "./call-set.ts";
import { readerOf } from "./sequences.ts";
import { commandSets } from "./sets.ts";

/** May a command of the set be allowed without a rule that matches it: free, or transparent (language, section 3)? */
export function needsNoGrant(set: CallSet, desk: Desk): boolean {
  const isShell = set.tools.some(
    (one) => one.kind === "any" || (one.kind === "exact" && one.tool === "shell"),
  );
  if (!isShell) return false;
  const readers = commandSets([set], "outer", desk).map((one) => readerOf(one));
  return NAMES.some((text) =>
    readers.every((reader) => reader.after(reader.start, { text }).length > 0),
  );
}

const FREE =
  ": true false pwd echo sleep wait exit (( time test [ [[ printf cd cat head tail wc sort uniq cut tr grep jq column nl".split(
    " ",
  );
const TRANSPARENT = "timeout time nice nohup command stdbuf bash sh zsh".split(" ");

/** Both are known by the bare name, and in the folders of the system. */
const NAMES = [...FREE, ...TRANSPARENT].flatMap((name) => [
  name,
  `/bin/${name}`,
  `/usr/bin/${name}`,
]);
