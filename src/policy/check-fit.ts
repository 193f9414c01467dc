import { CONSTRAINTS } from "../model/clause.ts";
import type { ConstraintName, Constraints } from "../model/clause.ts";
import type { Range } from "../model/place.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import type { Report } from "./report.ts";
import type { Spot } from "./spot.ts";

/** Reports each constraint that does not fit every tool. */
export function checkFit(
  fields: ReadonlyMap<string, Spot>,
  tools: readonly ToolPattern[],
  report: Report,
): void {
  for (const name of CONSTRAINTS) {
    const spot = fields.get(name);
    const odd = spot === undefined ? undefined : tools.find((tool) => !fits(name, tool));
    if (spot === undefined || odd === undefined) continue;
    const message = `\`${name}\` does not fit \`${odd.source}\`: it is for ${FITS[name]}; ${ADVICE[name]}`;
    report.error("constraint-mismatch", spot.keyRange ?? spot.range, message);
  }
}

/** Reports an `allow` of files, commands or the web that does not say which. */
export function checkScoped(
  where: Constraints,
  fields: ReadonlyMap<string, Spot>,
  tools: readonly ToolPattern[],
  range: Range,
  report: Report,
): void {
  for (const [name, argument, everything] of SCOPES) {
    const tool = tools.find((one) => one.kind === "exact" && fits(name, one));
    const named = where.args?.named.some((test) => test.name === argument && !test.optional);
    if (tool === undefined || fields.has(name) || named === true) continue;
    const message = `an \`allow\` of \`${tool.source}\` says with \`${name}\` what it allows; for everything write \`${name}: "${everything}"\``;
    report.error("missing-constraint", range, message);
  }
}

const SCOPES = [
  ["path", "path", "/**"],
  ["command", "command", "**"],
  ["host", "url", "*"],
] as const;

/** Is a constraint one for this tool? */
export function fits(name: ConstraintName, tool: ToolPattern): boolean {
  switch (name) {
    case "args":
      return true;
    case "path":
      return tool.kind === "files" || isTool(tool, "file.read") || isTool(tool, "file.write");
    case "host":
    case "method":
      return isTool(tool, "web.fetch");
    case "command":
    case "cwd":
    case "env":
    case "files":
      return isTool(tool, "shell");
  }
}

function isTool(pattern: ToolPattern, tool: string): boolean {
  return pattern.kind === "exact" && pattern.tool === tool;
}

const FITS: Readonly<Record<ConstraintName, string>> = {
  path: "`file.read` and `file.write`",
  command: "`shell`",
  cwd: "`shell`",
  env: "`shell`",
  files: "`shell`",
  host: "`web.fetch`",
  method: "`web.fetch`",
  args: "any tool",
};

const SPLIT = "write a rule of its own for the other tools";
const ADVICE: Readonly<Record<ConstraintName, string>> = {
  path: "constrain another tool's argument with `args`, or write a rule of its own",
  command: SPLIT,
  cwd: SPLIT,
  env: SPLIT,
  files: SPLIT,
  host: SPLIT,
  method: SPLIT,
  args: SPLIT,
};
