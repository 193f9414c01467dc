import type { Folder, ShellContext } from "../../model/command.ts";
import type { ShellWord } from "./tree.ts";
import { join } from "./scene.ts";

/** Where the shell stands after a command: when it succeeded and when it failed. */
export interface After {
  readonly ok: readonly Folder[];
  readonly failed: readonly Folder[];
}

/** A command that goes nowhere. */
export function staying(folders: readonly Folder[]): After {
  return { ok: folders, failed: folders };
}

/** What a command may do to the folder: `cd` exactly, or nobody knows. */
export function afterCommand(
  words: readonly ShellWord[],
  folders: readonly Folder[],
  context: ShellContext,
): After {
  const program = words[0];
  if (program?.text !== "cd" || !program.known) {
    return staying(wanders(words) ? union(folders, [undefined]) : folders);
  }
  const target = targetOf(words, context);
  if (target === undefined) return { ok: [undefined], failed: folders };
  const reached = folders.map((folder) => lexical(join(folder, target)));
  const known = reached.every((folder) => folder === undefined || folder.length <= LONGEST);
  return { ok: known ? union(reached) : [undefined], failed: folders };
}

/** Does it need no grant: `cd DIR` with a literal folder in the workspace? */
export function isFreeMove(
  words: readonly ShellWord[],
  folders: readonly Folder[],
  context: ShellContext,
): boolean {
  if (words.length !== 2 || words[0]?.text !== "cd" || context.workspace === undefined)
    return false;
  const target = words[1];
  if (target?.known !== true || target.text === "" || target.text.startsWith("-")) return false;
  const root = lexical(context.workspace);
  return folders.every((folder) => {
    const path = lexical(join(folder, target.text));
    return (
      path !== undefined &&
      root !== undefined &&
      (path === root || path.startsWith(root === "/" ? "/" : `${root}/`))
    );
  });
}

const NOWHERE: readonly Folder[] = [];

/** Folders without repetition. */
export function union(...lists: readonly (readonly Folder[])[]): readonly Folder[] {
  // Most commands stay where they are.
  const [first = NOWHERE] = lists;
  if (first.length === 1 && lists.every((list) => list.length === 1 && list[0] === first[0]))
    return first;
  const all = new Set(lists.flat());
  // Each `cd` that may have failed doubles them.
  return all.size > MOST_FOLDERS ? [undefined] : [...all];
}

/** Of more folders than this, or of a longer one, nobody keeps track: then the folder is not known. */
const MOST_FOLDERS = 16;
const LONGEST = 1024;

/** May the command, which is no plain `cd`, take this very shell to another folder? */
export function wanders(words: readonly ShellWord[]): boolean {
  const [program, next, ...rest] = words;
  if (program === undefined) return false;
  if (!program.known) return true;
  if (program.text !== "command" && program.text !== "builtin") return MOVING.has(program.text);
  if (next === undefined || (next.known && /^-[vV]+$/.test(next.text))) return false;
  if (next.text.startsWith("-")) return true;
  return next.text === "cd" || wanders([next, ...rest]);
}

/** Programs that may run `cd` in this very shell. */
const MOVING = new Set(["pushd", "popd", "chdir", "eval", "source", ".", "trap", "fg", "exec"]);

function targetOf(words: readonly ShellWord[], context: ShellContext): string | undefined {
  const rest = words
    .slice(1)
    .filter((word, index) => !(index === 0 && word.known && word.text === "--"));
  const target = rest[0];
  if (target === undefined) return context.home;
  return rest.length === 1 && target.known && target.text !== "" && !target.text.startsWith("-")
    ? target.text
    : undefined;
}

/** The shell itself removes `..` from the text when it moves. */
function lexical(path: string | undefined): string | undefined {
  if (path?.startsWith("/") !== true) return path;
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  return `/${kept.join("/")}`;
}
