import { withTree } from "../../../model/syntax.ts";
import type { ShellGrammars, SyntaxNode } from "../../../model/syntax.ts";
import { keptLine } from "../../kept-line.ts";
import type { Shell } from "./key.ts";

/** A command line as VS Code takes it apart. */
export interface TerminalLine {
  /** Each as written, with assignments before it, without redirections. */
  readonly subCommands: readonly string[];
  /** Assignments and declarations that stand alone, or a PowerShell line that the grammar does not understand: never approved. */
  readonly isUnanalyzable: boolean;
  /** Targets of redirections, as written; also those that are read from. */
  readonly redirects: readonly string[];
}

/** Longer lines are not read. UTF-16 code units. */
const LONGEST = 256 * 1024;

/**
 * Takes a line apart with the grammars of tree-sitter, also for `$(…)`: bash stands for zsh and fish too. `undefined` where it is too long.
 *
 * Source: microsoft/vscode, `chatAgentTools/browser/treeSitterCommandParser.ts` at 0bc0a3da (MIT).
 */
export function readTerminalLine(
  line: string,
  shell: Shell,
  grammars: ShellGrammars,
): TerminalLine | undefined {
  return (shell === "powershell" ? powerShellLine : bashLine)(line, grammars);
}

const bashLine = keptLine((line, grammars) => takeApart(line, "bash", grammars));
const powerShellLine = keptLine((line, grammars) => takeApart(line, "powershell", grammars));

function takeApart(line: string, shell: Shell, grammars: ShellGrammars): TerminalLine | undefined {
  if (line.length > LONGEST || line.includes("\0")) return undefined;
  // The grammar takes `--flag=value` for an assignment; the masked text has the same length.
  const masked = shell === "powershell" ? line.replace(/(^|\s)(-{1,2}[\w-]+)=/g, "$1$2 ") : line;
  return withTree({ grammars, dialect: shell, source: masked }, (root) => {
    const found = (types: string[]): readonly SyntaxNode[] =>
      root.descendantsOfType(types).flatMap((node) => node ?? []);
    const text = ({ startIndex, endIndex }: SyntaxNode): string => line.slice(startIndex, endIndex);
    const subCommands = found(["command"]).map(text);
    if (shell === "powershell") {
      const isUnanalyzable =
        root.hasError || found(["assignment_expression", "invokation_expression"]).length > 0;
      const redirects = found(["redirected_file_name"]).map((node) => text(node).trim());
      return { subCommands, isUnanalyzable, redirects };
    }
    const prefixes = found(["command"]).flatMap(({ children }) =>
      children.flatMap((child) =>
        child?.type === "variable_assignment" ? [child.startIndex] : [],
      ),
    );
    const isUnanalyzable =
      found(["declaration_command"]).length > 0 ||
      found(["variable_assignment"]).some(({ startIndex }) => !prefixes.includes(startIndex));
    return { subCommands, isUnanalyzable, redirects: found(["file_redirect"]).flatMap(targetOf) };
  });

  function targetOf(redirect: SyntaxNode): readonly string[] {
    const target = redirect.childForFieldName("destination");
    return target === null ? [] : [line.slice(target.startIndex, target.endIndex)];
  }
}
