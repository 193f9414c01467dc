import { grantsOf } from "../lint/grants.ts";
import { isOpenTree } from "../lint/open-trees.ts";
import { defineRule } from "../lint/rule.ts";
import { leavesProgramOpen } from "../lint/shell-grants.ts";
import type { Clause } from "../model/clause.ts";
import { hasStar } from "../model/glob.ts";
import { shownShort } from "../model/shown.ts";

export const unexplainedGrant = defineRule({
  id: "unexplained-grant",
  summary: "A wide grant says neither why it is there nor until when",
  severity: "info",
  confidence: "high",
  persona: "auditor",
  about: "policies",
  *check({ subject }) {
    for (const clause of grantsOf(subject)) {
      const { because, expires, at, id } = clause;
      if (!isWide(clause) || (because ?? "").trim() !== "" || expires !== undefined) continue;
      yield {
        at: { path: [...at, "id"] },
        message: `\`${shownShort(id, 40)}\` grants much, and whoever reviews it cannot tell why or for how long; say it with \`because\`, or end it with \`expires\``,
      };
    }
  },
});

/** Any program behind a name, any file, any host, or tools by a star. */
function isWide({ where, tools }: Clause): boolean {
  const { path, command, host, args } = where;
  if (where.files === "any") return true;
  if (path !== undefined) return path.some(({ choices }) => choices.some(isOpenTree));
  if (command !== undefined)
    return command.some(
      (one) =>
        leavesProgramOpen(one) || one.choices.some(({ words, rest }) => rest && words.length < 2),
    );
  if (host !== undefined)
    return host.some((one) => one.kind === "any" || (one.kind === "name" && one.below));
  return args === undefined && tools.some((tool) => tool.kind === "mcp" && hasStar(tool.tool));
}
