import { filesRunBy } from "../lint/files-run.ts";
import { hasHit } from "../lint/command-hits.ts";
import { firstPermitted } from "../lint/grants.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import { commandGrants, leavesProgramOpen, shellCall } from "../lint/shell-grants.ts";
import { writerOf } from "../lint/writers.ts";
import { shownShort } from "../model/shown.ts";

export const runsWrittenFile = defineRule({
  id: "runs-written-file",
  summary: "A grant runs a file that another grant lets the agent write",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  *check(context) {
    const { subject } = context;
    for (const { clause, pattern } of commandGrants(subject)) {
      if (leavesProgramOpen(pattern) || hasHit(context, pattern)) continue;
      for (const choice of pattern.choices) {
        const written = writerOf(context, filesRunBy(choice));
        // A grant to write everything is a finding of its own.
        if (written === undefined || written.isOpen) continue;
        const words = choice.words.map(({ glob }) => glob.join("example"));
        const witness = firstPermitted(context, clause, [shellCall(clause, words)]);
        if (witness === undefined) continue;
        const file = shownShort(written.path, 60);
        yield {
          at: placeOf(subject, clause, "command", pattern.source),
          message: `\`${shownShort(pattern.source, 60)}\` runs \`${file}\`, which the agent may write: together they let it run any command; leave the file out of what it may write, or \`ask\` for one of the two`,
          witness,
          related: [written.related],
        };
        break;
      }
    }
  },
});
