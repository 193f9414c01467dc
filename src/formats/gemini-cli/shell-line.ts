import { withTree } from "../../model/syntax.ts";
import type { SyntaxNode } from "../../model/syntax.ts";
import { keptLine } from "../kept-line.ts";
import { quotedWords } from "./quoted-words.ts";

/** A line as Gemini CLI takes it apart. Source: `utils/shell-utils.ts` (0.61.0). */
export interface ShellLine {
  /** The grammar did not understand it, or it holds nothing that runs. */
  readonly failed: boolean;
  /** Each command with all that belongs to it, also those inside of others, in their order. */
  readonly commands: readonly { readonly text: string; readonly start: number }[];
  readonly redirected: boolean;
}

/** Longer lines fail. UTF-16 code units. */
const LONGEST = 256 * 1024;

/** Takes a line apart. */
export const shellLine = keptLine((source, grammars): ShellLine => {
  if (source.length > LONGEST || source.includes("\0") || source.trim() === "")
    return { failed: true, commands: [], redirected: false };
  return withTree({ grammars, dialect: "bash", source }, (root) => {
    const commands: { text: string; start: number }[] = [];
    let counted = 0;
    let redirected = false;
    let prompts = false;
    const open: SyntaxNode[] = [root];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (REDIRECTS.has(node.type)) redirected = true;
      if (COUNTED.has(node.type)) counted++;
      if (node.type === "expansion" && runsPrompt(node)) prompts = true;
      if (COMMANDS.has(node.type) && (node.type !== "command" || isNamed(node))) {
        const text = source.slice(node.startIndex, node.endIndex).trim();
        commands.push({ text, start: node.startIndex });
        counted++;
      }
      const children = node.children.flatMap((child) => child ?? []);
      for (const child of children.toReversed()) open.push(child);
    }
    commands.sort((a, b) => a.start - b.start);
    return { failed: root.hasError || counted === 0 || prompts, commands, redirected };
  });
});

/** `${X@P}` reads a value as a prompt, and runs what stands in it. */
function runsPrompt({ children }: SyntaxNode): boolean {
  return children.some(
    (child, at) => child?.text === "@" && children[at + 1]?.text.toLowerCase() === "p",
  );
}

function isNamed(command: SyntaxNode): boolean {
  const name = command.childForFieldName("name")?.text.trim() ?? "";
  return name !== "" && name !== '""' && name !== "''";
}

const COMMANDS: ReadonlySet<string> = new Set([
  "command",
  "declaration_command",
  "unset_command",
  "test_command",
]);
const COUNTED: ReadonlySet<string> = new Set([
  "file_redirect",
  "heredoc_redirect",
  "herestring_redirect",
  "command_substitution",
  "process_substitution",
  "subshell",
]);
const REDIRECTS: ReadonlySet<string> = new Set([
  "redirected_statement",
  "file_redirect",
  "heredoc_redirect",
  "herestring_redirect",
]);

const WRAPPER =
  /^\s*(?:(?:\S+\/)?(?:sh|bash|zsh)\s+-c|cmd\.exe\s+\/c|(?:powershell|pwsh)(?:\.exe)?\s+(?:-NoProfile\s+)?-Command)\s+/i;

/** The script of a shell that a command starts, without its quotes; the trimmed command where it starts none. Source: `stripShellWrapper` (0.61.0). */
export function unwrapped(command: string): string {
  const wrapper = WRAPPER.exec(command)?.[0];
  if (wrapper === undefined) return command.trim();
  const script = command.slice(wrapper.length).trim();
  const [first] = script;
  if (script.length < 2 || (first !== '"' && first !== "'") || !script.endsWith(first))
    return script;
  if (first === '"' && wrapper.trim().endsWith("-c") && !script.includes("$")) {
    const words = quotedWords(script);
    const [only] = words ?? [];
    if (words?.length === 1 && only !== undefined && !/[*?]/.test(script)) return only;
  }
  return script.slice(1, -1);
}
