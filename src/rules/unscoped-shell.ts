import { firstPermitted, grantsFor } from "../lint/grants.ts";
import { narrowingFixes } from "../lint/narrow.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import type { Report, RuleContext } from "../lint/rule.ts";
import { leavesProgramOpen, shellCall, takesWords } from "../lint/shell-grants.ts";
import type { Clause } from "../model/clause.ts";
import { shownShort } from "../model/shown.ts";

export const unscopedShell = defineRule({
  id: "unscoped-shell",
  summary: "A grant lets the agent run any command",
  severity: "error",
  confidence: "high",
  persona: "regular",
  *check(context) {
    for (const clause of grantsFor(context.subject, "shell")) {
      if (clause.where.command === undefined) yield* byArguments(context, clause);
      else yield* byPatterns(context, clause);
    }
  },
});

/** Commands of different programs that an agent should not run unasked; several, as a deny may cover some. None touches a file by its arguments. */
const COMMANDS: readonly (readonly string[])[] = [
  ["git", "push", "--force"],
  ["npm", "publish"],
  ["kubectl", "delete", "namespace", "production"],
  ["terraform", "destroy", "-auto-approve"],
  ["docker", "system", "prune"],
  ["pip", "install", "requests"],
  ["reboot"],
];

const ADVICE = "name the programs and subcommands it needs, such as `npm test`";

function* byPatterns(context: RuleContext, clause: Clause): Iterable<Report> {
  for (const pattern of clause.where.command ?? []) {
    if (!leavesProgramOpen(pattern)) continue;
    const calls = COMMANDS.filter((words) => takesWords(pattern, words)).map((words) =>
      shellCall(clause, words),
    );
    const witness = firstPermitted(context, clause, calls);
    if (witness === undefined) continue;
    const source = shownShort(pattern.source, 60);
    const message = `\`${source}\` lets the agent run any command, so whatever a page or an issue talks it into is run unasked; ${ADVICE}`;
    const at = placeOf(context.subject, clause, "command", pattern.source);
    const fixes = narrowingFixes(context, { clause, list: "command", pattern, at });
    yield { at, message, witness, fixes };
  }
}

/** Without `command` the grant speaks of the command line through `args`; it is open when unlike commands pass. */
function* byArguments(context: RuleContext, clause: Clause): Iterable<Report> {
  const [first, second] = COMMANDS.map((words) => shellCall(clause, words)).filter(
    (call) => firstPermitted(context, clause, [call]) !== undefined,
  );
  if (first === undefined || second === undefined) return;
  const message = `this lets the agent run any command: \`args\` leaves the command line open; use \`command\` and ${ADVICE}`;
  yield { at: { path: [...clause.at, "args"], on: "key" }, message, witness: first };
}
