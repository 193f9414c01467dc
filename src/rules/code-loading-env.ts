import { firstPermitted, grantsFor } from "../lint/grants.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import { commandLine } from "../lint/samples.ts";
import { shellCall } from "../lint/shell-grants.ts";
import { LOADING_NAMES } from "../lint/tables/loading-names.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import { shownShort } from "../model/shown.ts";

export const codeLoadingEnv = defineRule({
  id: "code-loading-env",
  summary: "A grant lets the agent set a variable by which a program loads or runs something else",
  severity: "error",
  confidence: "high",
  persona: "regular",
  *check(context) {
    for (const clause of grantsFor(context.subject, "shell")) {
      for (const name of clause.where.env ?? []) {
        const what = WHAT.get(name);
        if (what === undefined) continue;
        const witness = firstPermitted(context, clause, withVariable(clause, name));
        if (witness === undefined) continue;
        const at = placeOf(context.subject, clause, "env", name);
        const message = `\`${shownShort(name, 40)}\` decides ${what}, and the agent may set it to anything: the commands of the rule then run what it likes; leave it out, or write the whole command into a script`;
        yield { at, message, witness };
      }
    }
  },
});

const WHAT = new Map(
  LOADING_NAMES.flatMap(([names, what]) => names.map((name) => [name, what] as const)),
);

/** Each command of the rule behind the variable, as far as words that stand for stars are taken. */
function withVariable(clause: Clause, name: string): readonly ToolCall[] {
  return (clause.where.command ?? []).slice(0, 8).map(({ choices: [choice] }) => {
    const words = choice?.words.map(({ glob }) => glob.join("example")) ?? [];
    const plain = words.length === 0 ? ["npm", "test"] : words;
    const { tool, args } = shellCall(clause, plain);
    return { tool, args: { ...args, command: `${name}=./evil ${commandLine(plain)}` } };
  });
}
