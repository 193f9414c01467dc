import { firstPermitted, grantsFor } from "../lint/grants.ts";
import { isOpenTree } from "../lint/open-trees.ts";
import { narrowingFixes } from "../lint/narrow.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import { samplePath } from "../lint/samples.ts";
import { isStartup } from "../lint/tables/startup-files.ts";
import type { PathChoice } from "../model/path-pattern.ts";
import { shownShort } from "../model/shown.ts";

export const writeOutsideWorkspace = defineRule({
  id: "write-outside-workspace",
  summary: "A grant lets the agent write files outside of the workspace",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  *check(context) {
    const { subject } = context;
    for (const clause of grantsFor(subject, "file.write")) {
      for (const pattern of clause.where.path ?? []) {
        const paths = pattern.choices
          .filter((choice) => isOutside(choice) && !isOpenTree(choice))
          .map((choice) => samplePath(choice))
          .filter((path) => !isStartup(path));
        const calls = paths.map((path) => ({ tool: "file.write", args: { path } }));
        const witness = firstPermitted(context, clause, calls);
        if (witness === undefined) continue;
        const at = placeOf(subject, clause, "path", pattern.source);
        const message = `\`${shownShort(pattern.source, 60)}\` lets the agent write outside of the workspace, where no version control brings back what was there and other projects and programs read it; keep to folders of the workspace, or \`ask\` for it`;
        const fixes = narrowingFixes(context, { clause, list: "path", pattern, at });
        yield { at, message, witness, fixes };
      }
    }
  },
});

/** Outside, and not a folder that is emptied anyway. */
function isOutside({ anchor, up, segments }: PathChoice): boolean {
  if (anchor === "workspace") return up > 0;
  if (anchor === "home") return true;
  const names = segments.slice(0, 2).map((one) => (one === "**" ? "**" : one.join("*")));
  return !TEMPORARY.some((folder) => folder.every((name, at) => names[at] === name));
}

/** The Filesystem Hierarchy Standard 3.0; macOS keeps them below `/private`. `/dev` holds devices, of which `/dev/null` is the usual one. */
const TEMPORARY = [
  ["tmp"],
  ["var", "tmp"],
  ["private", "tmp"],
  ["private", "var"],
  ["dev", "null"],
];
