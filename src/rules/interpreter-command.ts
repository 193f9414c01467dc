import { firstPermitted } from "../lint/grants.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import {
  bareName,
  commandGrants,
  leavesProgramOpen,
  programsOf,
  shellCall,
  takesWords,
} from "../lint/shell-grants.ts";
import { INTERPRETER_BY_NAME, INTERPRETER_NAMES } from "../lint/tables/interpreters.ts";
import type { Interpreter } from "../lint/tables/interpreters.ts";
import type { CommandPattern } from "../model/command-pattern.ts";
import { shownShort } from "../model/shown.ts";

export const interpreterCommand = defineRule({
  id: "interpreter-command",
  summary: "A grant lets the agent run an interpreter with any code",
  severity: "error",
  confidence: "high",
  persona: "regular",
  *check(context) {
    const { subject } = context;
    for (const { clause, pattern } of commandGrants(subject)) {
      if (leavesProgramOpen(pattern)) continue;
      for (const program of programsOf(pattern, INTERPRETER_NAMES)) {
        const interpreter = INTERPRETER_BY_NAME.get(bareName(program).toLowerCase());
        if (interpreter === undefined) continue;
        const runs = codeLines(program, interpreter, pattern).filter((words) =>
          takesWords(pattern, words),
        );
        const calls = runs.map((words) => shellCall(clause, words));
        const witness = firstPermitted(context, clause, calls);
        if (witness === undefined) continue;
        const at = placeOf(subject, clause, "command", pattern.source);
        yield { at, message: messageFor(program, interpreter, pattern), witness };
        break;
      }
    }
  },
});

function messageFor(program: string, { pinned }: Interpreter, { source }: CommandPattern): string {
  const name = shownShort(program, 40);
  return (
    `\`${shownShort(source, 60)}\` lets the agent run any code: \`${name}\` takes it on the command line, and no rule sees ` +
    `what that code does; name the scripts it needs, as in \`${name} ${pinned}\``
  );
}

/** Command lines that give the interpreter code, also behind the harmless options that the pattern begins with. */
function codeLines(
  program: string,
  { runs, flags }: Interpreter,
  { choices }: CommandPattern,
): readonly (readonly string[])[] {
  const fronts = choices.map(({ words: [, ...further] }) => {
    const front: string[] = [];
    for (const { glob } of further) {
      const [text, star] = glob;
      if (text === undefined || star !== undefined || !flags.includes(text)) break;
      front.push(text);
    }
    return front;
  });
  return [[], ...fronts.filter((front) => front.length > 0)].flatMap((front) =>
    runs.map((run) => [program, ...front, ...run]),
  );
}
