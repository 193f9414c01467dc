import { defineRule } from "../lint/rule.ts";
import { shownShort } from "../model/shown.ts";

export const idleWhen = defineRule({
  id: "idle-when",
  summary: "A `when` waits for a label that no tool brings, so that its rule never holds",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  about: "policies",
  *check({ subject, labels }) {
    for (const clause of subject.stages.flatMap((stage) => stage.clauses)) {
      const { seen, faulty, at, id } = clause;
      if (faulty || seen === undefined || seen.some((label) => labels.has(label))) continue;
      const names = seen.map((label) => `\`${shownShort(label, 40)}\``).join(", ");
      yield {
        at: { path: [...at, "when"] },
        message: `\`${shownShort(id, 40)}\` never holds: nothing that is known of the tools reads ${names}; say under \`tools\` which of them do, with \`reads\``,
      };
    }
  },
});
