import { defineRule } from "../lint/rule.ts";
import { UNREADABLE_DATE } from "../model/clause.ts";
import { shownShort } from "../model/shown.ts";

const DAY = 86_400_000;

export const expiredGrant = defineRule({
  id: "expired-grant",
  summary: "A rule is past its `expires`",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  about: "policies",
  *check({ subject, now }) {
    const instant = Date.parse(now);
    for (const { at, id, effect, expires, faulty } of subject.stages.flatMap(
      (stage) => stage.clauses,
    )) {
      if (faulty || expires === undefined || expires === UNREADABLE_DATE) continue;
      // The day itself still counts.
      if (!(instant >= Date.parse(expires) + DAY)) continue;
      const name = shownShort(id, 40);
      const since =
        effect === "allow"
          ? `\`${name}\` has granted nothing since ${expires}, and whoever reads it takes it for a right that holds; remove it, or give it a new date`
          : `\`${name}\` has denied what it matches since ${expires}, as an \`ask\` past its date does; remove it, or give it a new date`;
      yield {
        at: { path: [...at, "expires"] },
        message: since,
        fixes: [
          {
            title: "Remove the rule",
            // Without the `ask`, a wider `allow` beside it would count again.
            safe: effect === "allow",
            edits: [{ kind: "remove", at: { path: at } }],
          },
        ],
      };
    }
  },
});
