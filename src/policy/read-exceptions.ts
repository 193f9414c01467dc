import { CONSTRAINTS } from "../model/clause.ts";
import type { Exception } from "../model/clause.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import { checkFit } from "./check-fit.ts";
import { isEmptyMap, oneOrMany, readFields } from "./fields.ts";
import { readConstraints } from "./read-constraints.ts";
import { readTools } from "./read-tools.ts";
import type { Reading } from "./reading.ts";
import type { Spot } from "./spot.ts";

const KEYS = ["tool", ...CONSTRAINTS.filter((name) => name !== "files")];

/** Reads `except`: a mapping of constraints, or a list of them. `tools` are those of the rule. */
export function readExceptions(
  spot: Spot | undefined,
  tools: readonly ToolPattern[],
  reading: Reading,
): readonly Exception[] {
  if (spot === undefined) return [];
  return oneOrMany(spot, reading.report).flatMap(
    (item) => readException(item, tools, reading) ?? [],
  );
}

function readException(
  spot: Spot,
  ruleTools: readonly ToolPattern[],
  reading: Reading,
): Exception | undefined {
  const fields = readFields(spot, KEYS, "an exception", reading.report);
  if (fields === undefined) return undefined;
  if (isEmptyMap(spot)) {
    const message = "an empty exception would leave out everything; say what it leaves out";
    reading.report.error("empty-list", spot.range, message);
  }
  const tool = fields.get("tool");
  const tools = tool === undefined ? undefined : readTools(tool, reading);
  checkFit(fields, tools ?? ruleTools, reading.report);
  const where = readConstraints(fields, reading);
  return tools === undefined ? { where } : { tools, where };
}
