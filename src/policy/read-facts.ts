import type { FactView, ToolFact } from "../model/facts.ts";
import { isEmptyList, oneOrMany, readEntries, readFields, readText, readWord } from "./fields.ts";
import { readTool } from "./read-tools.ts";
import type { Reading } from "./reading.ts";
import type { Spot } from "./spot.ts";

/** Reads `tools`: what is known of them. */
export function readFacts(spot: Spot | undefined, reading: Reading): readonly ToolFact[] {
  if (spot === undefined) return [];
  const entries = [...(readEntries(spot, "`tools`", reading.report) ?? [])];
  return entries.map(([name, value]) => readFact(name, value, reading));
}

function readFact(name: string, spot: Spot, reading: Reading): ToolFact {
  const { report } = reading;
  const tools = readTool(name, { ...spot, range: spot.keyRange ?? spot.range }, reading);
  const fields = readFields(spot, ["reads", "views"], "a fact", report);
  const reads = fields?.get("reads");
  const views = fields?.get("views");
  const noViews = views?.node.kind === "scalar" && views.node.value === "none";
  return {
    tools,
    file: reading.file,
    reads: reads === undefined ? undefined : readLabels(reads, reading),
    views: views === undefined || noViews ? [] : readViews(views, reading),
    noViews,
    at: spot.path,
  };
}

/** An empty list says that the tool reads nothing that has a label. */
function readLabels(spot: Spot, { report }: Reading): readonly string[] {
  if (isEmptyList(spot)) return [];
  return oneOrMany(spot, report).flatMap((item) => readText(item, "a label", report) ?? []);
}

function readViews(spot: Spot, reading: Reading): readonly FactView[] {
  return oneOrMany(spot, reading.report).flatMap((item) => readView(item, reading) ?? []);
}

function readView(spot: Spot, { report }: Reading): FactView | undefined {
  const what = "a view (`none`, or what the tool does to which files)";
  const fields = readFields(spot, ["tool", "path"], what, report);
  if (fields === undefined) return undefined;
  const [toolSpot, pathSpot] = [fields.get("tool"), fields.get("path")];
  if (toolSpot === undefined || pathSpot === undefined) {
    const message =
      "a view names the `tool` that it is and, with `path`, the arguments that hold the files";
    report.error("missing-key", spot.range, message);
    return undefined;
  }
  const tool = readWord(toolSpot, ["file.read", "file.write"], "the tool of a view", report);
  const path = oneOrMany(pathSpot, report).flatMap(
    (item) => readText(item, "the name of an argument", report) ?? [],
  );
  return tool === undefined ? undefined : { tool, path };
}
