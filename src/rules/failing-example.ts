import { defineRule } from "../lint/rule.ts";
import { shownShort } from "../model/shown.ts";

export const failingExample = defineRule({
  id: "failing-example",
  summary: "An example beside a rule does not hold",
  severity: "error",
  confidence: "high",
  persona: "regular",
  about: "policies",
  *check({ subject, consider }) {
    for (const { clause, call, expected, text, at } of subject.examples) {
      if (clause.faulty || call === undefined) continue;
      const seen = clause.seen === undefined ? {} : { session: { seen: clause.seen } };
      const { matched, why } = consider(clause, { ...seen, ...call });
      if (matched === (expected === "match")) continue;
      const example = `\`${shownShort(text, 60)}\``;
      const message = matched
        ? `${example} is to be left alone by this rule, and ${why()}; narrow the rule, or move the example to \`match\``
        : `${example} is to match this rule, and does not: ${why()}; widen the rule, or move the example to \`no-match\``;
      yield { at: { path: at }, message };
    }
  },
});
