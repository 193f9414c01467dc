import { grantsOf } from "../lint/grants.ts";
import { anchored, openEnds } from "../lint/anchors.ts";
import { defineRule } from "../lint/rule.ts";
import { shownShort } from "../model/shown.ts";
import type { ValueTest } from "../model/value-test.ts";

export const unanchoredPattern = defineRule({
  id: "unanchored-pattern",
  summary: "A `pattern` of a grant is not tied to both ends of the text",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  about: "policies",
  *check({ subject }) {
    // A `deny` is to match wherever it can, and who is asked sees the whole text.
    for (const { where, at } of grantsOf(subject)) {
      for (const { name, optional, test } of where.args?.named ?? []) {
        const open = patternsIn(test).find((pattern) => endOf(pattern) !== undefined);
        if (open === undefined) continue;
        const key = optional ? `${name}?` : name;
        const missing = endOf(open) ?? "";
        const place = { path: [...at, "args", key, "pattern"] };
        const value = JSON.stringify(anchored(open));
        yield {
          at: { path: [...at, "args", key] },
          // One of a list, or below it, is for a person to find.
          ...(test.pattern === open
            ? {
                fixes: [
                  {
                    title: `Write \`${shownShort(anchored(open), 60)}\``,
                    safe: true,
                    edits: [{ kind: "replace", at: place, value }],
                  },
                ],
              }
            : {}),
          message: `\`${shownShort(open, 60)}\` matches anywhere in \`${shownShort(name, 40)}\`: other text may stand ${missing}; write \`^\` first and \`$\` last`,
        };
      }
    }
  },
});

/** The patterns that the value, or each element of it, must match; under `not` a loose one is the strict one. */
function patternsIn({ pattern, items, properties, anyOf }: ValueTest): readonly string[] {
  const inner = [items, ...(anyOf ?? []), ...(properties ?? []).map(({ test }) => test)];
  return [
    ...(pattern === undefined ? [] : [pattern]),
    ...inner.flatMap((test) => (test === undefined ? [] : patternsIn(test))),
  ];
}

/** Where other text may stand. A final `.*` says that it is meant. */
function endOf(pattern: string): string | undefined {
  const [start, end] = openEnds(pattern).map((isOpen) => !isOpen);
  const split =
    /^\^?[^()]*\|[^()]*\$?$/.test(pattern.replace(/\[[^\]]*\]/g, "")) && pattern.includes("|");
  if (start && end)
    return split
      ? "beside one of its choices, as `^` and `$` hold for the first and the last only"
      : undefined;
  if (!start && !end) return "before and after it";
  return start ? "after it" : "before it";
}
