import { plainName } from "../../engine/shell/powershell-names.ts";
import type { Glob } from "../../model/glob.ts";
import { withTree } from "../../model/syntax.ts";
import type { ShellGrammars, SyntaxNode } from "../../model/syntax.ts";
import type { LineRedirect } from "../bash-line.ts";
import type { ClaudeCommand } from "./claude-command.ts";

/** Commands and redirections of a line of PowerShell. */
export interface PowerShellLine {
  readonly commands: readonly ClaudeCommand[];
  readonly redirects: readonly LineRedirect[];
  /** The grammar did not understand all of it. */
  readonly hasError: boolean;
}

/**
 * Takes a line of the tool `PowerShell` apart, by its grammar. Rules are held against commands without regard to case, and an alias is the cmdlet that it stands for.
 * Source: permissions, "PowerShell" (2026-08-22); which aliases are meant is not listed there: those that Windows PowerShell brings along.
 */
export function readPowerShell(source: string, grammars: ShellGrammars): PowerShellLine {
  return withTree({ grammars, dialect: "powershell", source }, (root) => {
    const found = (type: string): readonly SyntaxNode[] =>
      root.descendantsOfType([type]).flatMap((node) => node ?? []);
    const textOf = ({ startIndex, endIndex }: SyntaxNode): string =>
      source.slice(startIndex, endIndex).trim();
    return {
      commands: found("command").map((node) => commandOf(textOf(node))),
      redirects: found("redirected_file_name").map((node) => ({
        operator: ">",
        target: textOf(node),
        start: node.startIndex,
        end: node.endIndex,
      })),
      hasError: root.hasError,
    };
  });
}

function commandOf(text: string): ClaudeCommand {
  const plain = spelled(text);
  return { text, plain, forms: [plain], words: plain.split(" "), exactOnly: false };
}

/** The glob of a rule of `PowerShell`, as commands are compared with it. */
export function spelledGlob(glob: Glob): Glob {
  const [front = "", ...more] = glob;
  // A star in the first word stands for more than a name.
  const first = more.length === 0 || front.includes(" ") ? spelled(front) : front.toLowerCase();
  return [first, ...more.map((piece) => piece.toLowerCase())];
}

/** Lower case, one blank between words, and the cmdlet for its alias. A final blank stays. */
export function spelled(text: string): string {
  const [name = "", ...words] = text.toLowerCase().replaceAll(/\s+/g, " ").split(" ");
  return [plainName(name), ...words].join(" ");
}
