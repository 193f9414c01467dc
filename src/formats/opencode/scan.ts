import { withTree } from "../../model/syntax.ts";
import type { ShellGrammars, SyntaxNode } from "../../model/syntax.ts";
import { keptLine } from "../kept-line.ts";
import { holdsPath, parentPath, resolvePath } from "./paths.ts";

/** What opencode sees in a line of bash. */
export interface Scan {
  /** The texts that the rules for `bash` are matched against. */
  readonly commands: readonly string[];
  /** Folders outside of the project that the line names, absolute. */
  readonly folders: readonly string[];
}

/** Where a line runs. */
export interface ScanGround {
  /** The folder that it starts in. */
  readonly cwd: string;
  readonly home: string | undefined;
  isFolder(path: string): boolean;
  isInside(path: string): boolean;
}

/** Longer lines are not read. UTF-16 code units. */
const LONGEST = 256 * 1024;

/**
 * Takes a line apart as opencode does: every simple command, wherever it stands, by its text as written. `cd` and its like are no commands to it,
 * nor are `export`, `unset` and `[ … ]`, and lines of assignments only. `undefined`: it cannot be read. Source: `packages/opencode/src/tool/shell.ts` of anomalyco/opencode;
 * recorded from 1.18.33.
 */
export function scanLine(
  line: string,
  ground: ScanGround,
  grammars: ShellGrammars,
): Scan | undefined {
  const simple = simpleCommands(line, grammars);
  if (simple === undefined) return undefined;
  const commands = new Set<string>();
  const folders = new Set<string>();
  for (const { text, words } of simple) {
    const [name] = words;
    if (name === undefined) continue;
    if (READS_PATHS.has(name))
      for (const path of outsidePaths(words, ground))
        folders.add(ground.isFolder(path) ? path : parentPath(path));
    if (!MOVES.has(name)) commands.add(text);
  }
  return { commands: [...commands], folders: [...folders] };
}

/** Programs that only change the folder: no rule is asked for them. */
const MOVES: ReadonlySet<string> = new Set([
  ...["cd", "chdir", "popd", "pushd"],
  ...["push-location", "set-location"],
]);

/** Programs whose arguments count as paths. */
const READS_PATHS: ReadonlySet<string> = new Set([
  ...MOVES,
  ...["rm", "cp", "mv", "mkdir", "touch", "chmod", "chown", "cat"],
  ...["get-content", "set-content", "add-content", "copy-item", "move-item", "remove-item"],
  ...["new-item", "rename-item"],
]);

interface Simple {
  readonly text: string;
  readonly words: readonly string[];
}

const simpleCommands = keptLine((line, grammars): readonly Simple[] | undefined => {
  if (line.length > LONGEST || line.includes("\0")) return undefined;
  return withTree({ grammars, dialect: "bash", source: line }, commandsBelow);
});

/** With a stack of our own: a line may be nested deeper than calls can be. */
function commandsBelow(root: SyntaxNode): readonly Simple[] {
  const found: Simple[] = [];
  const open: (readonly [node: SyntaxNode, parent: SyntaxNode])[] = [[root, root]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, parent] = next;
    const children = node.children.flatMap((child) => child ?? []);
    if (node.type === "command") {
      const whole = parent.type === "redirected_statement" ? parent : node;
      const words = children.filter(({ type }) => WORDS.has(type)).map(({ text }) => text);
      found.push({ text: whole.text.trim(), words });
    }
    for (const child of children.toReversed()) open.push([child, node]);
  }
  return found;
}

const WORDS: ReadonlySet<string> = new Set([
  ...["command_name", "word", "string", "raw_string", "concatenation"],
]);

function outsidePaths(words: readonly string[], ground: ScanGround): readonly string[] {
  return words.slice(1).flatMap((word) => {
    if (word.startsWith("-") || (words[0] === "chmod" && word.startsWith("+"))) return [];
    const path = pathOf(word, ground);
    return path === undefined || ground.isInside(path) ? [] : [path];
  });
}

/** The path that an argument names up to its first wildcard; nothing where the shell has to expand it. */
function pathOf(word: string, { cwd, home }: ScanGround): string | undefined {
  const bare = /^(["']).*\1$/s.test(word) && word.length > 1 ? word.slice(1, -1) : word;
  const whole =
    home !== undefined && (bare === "~" || bare.startsWith("~/")) ? home + bare.slice(1) : bare;
  const star = whole.search(/[?*[]/);
  const text = star < 0 ? whole : whole.slice(0, star);
  if (text === "" || text.startsWith("(") || /[$`]/.test(text)) return undefined;
  return resolvePath(cwd, text);
}

/** Is the path in the folder that the agent was started in, or in its repository (`/`: there is none)? */
export function isInside(path: string, folder: string, repository: string): boolean {
  return holdsPath(folder, path) || (repository !== "/" && holdsPath(repository, path));
}
