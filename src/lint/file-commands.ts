import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import type { CommandPattern } from "../model/command-pattern.ts";
import { globMatches } from "../model/glob.ts";
import { shownShort } from "../model/shown.ts";
import type { RuleContext } from "./rule.ts";
import { shellCall, takesWords } from "./shell-grants.ts";
import { PATH } from "./tables/file-programs.ts";

/** For a path, the calls that do to it what the templates say, as far as the clause takes them; nothing where it takes none of their programs. */
export function fileCommands(
  clause: Clause,
  templates: readonly (readonly string[])[],
): ((path: string) => readonly ToolCall[]) | undefined {
  const patterns = clause.where.command ?? [];
  const possible = patterns.flatMap((pattern) =>
    templates
      .filter((words) => mayRun(pattern, words[0] ?? ""))
      .map((words) => ({ pattern, words })),
  );
  if (possible.length === 0) return undefined;
  return (path) =>
    possible
      .map(({ pattern, words }) => ({
        pattern,
        words: words.map((word) => word.replace(PATH, path)),
      }))
      .filter(({ pattern, words }) => takesWords(pattern, words))
      .map(({ words }) => shellCall(clause, words));
}

/** What lifts the rules about files for the commands of a clause, as its document has it. */
export function anyFiles({ subject }: RuleContext, { id }: Clause): string {
  return subject.format === "ambit" ? "`files: any`" : `\`${shownShort(id, 60)}\``;
}

function mayRun({ choices }: CommandPattern, program: string): boolean {
  return choices.some(({ words: [first], rest }) =>
    first === undefined ? rest : !first.home && globMatches(first.glob, program),
  );
}
