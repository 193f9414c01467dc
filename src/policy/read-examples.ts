import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import type { Example } from "../model/subject.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import { oneOrMany, readFields, readText } from "./fields.ts";
import { readCall } from "./read-call.ts";
import { shorten } from "./read-list.ts";
import type { Reading } from "./reading.ts";
import { isMapSpot } from "./spot.ts";
import type { Spot } from "./spot.ts";

const EXPECTED = ["match", "no-match"] as const;

/** Reads the `examples` of a rule: texts, which stand for the tool's own argument, and whole calls. */
export function readExamples(
  spot: Spot | undefined,
  clause: Clause,
  reading: Reading,
): readonly Example[] {
  if (spot === undefined) return [];
  const fields = readFields(spot, EXPECTED, "`examples`", reading.report);
  return EXPECTED.flatMap((expected) => {
    const list = fields?.get(expected);
    if (list === undefined) return [];
    return oneOrMany(list, reading.report).flatMap((item) =>
      readExample(item, clause, reading).map(({ text, call }): Example => ({
        clause,
        expected,
        text,
        at: item.path,
        ...(call === undefined ? {} : { call }),
      })),
    );
  });
}

/** A text as seen by several tools (`file.read` and `file.write`) is an example for each. */
interface Read {
  readonly text: string;
  readonly call?: ToolCall;
}

function readExample(spot: Spot, { tools }: Clause, reading: Reading): readonly Read[] {
  if (isMapSpot(spot)) {
    const call = readCall(spot, reading.report, onlyTool(tools));
    return [call === undefined ? { text: "" } : { text: JSON.stringify(call), call }];
  }
  const text = readText(spot, "an example", reading.report);
  if (text === undefined) return [];
  // Tools that cannot be read are reported already.
  if (tools.length === 0) return [{ text }];
  const named = tools.flatMap(exactTools);
  const names = new Set(named.map((tool) => ownArgument(tool)));
  const [argument] = names;
  if (named.length > 0 && names.size === 1 && argument !== undefined)
    return named.map((tool) => ({ text, call: { tool, args: { [argument]: text } } }));
  const message = `it is not clear which argument \`${shorten(text)}\` is; write a call: \`{ tool: …, args: { … } }\``;
  reading.report.error("bad-example", spot.range, message);
  return [{ text }];
}

function onlyTool(tools: readonly ToolPattern[]): string | undefined {
  const [tool] = tools;
  return tools.length === 1 && tool?.kind === "exact" ? tool.tool : undefined;
}

/** The tools of a pattern; for one that no list can write out, its own text, which has no argument of its own. */
function exactTools(tool: ToolPattern): readonly string[] {
  if (tool.kind === "exact") return [tool.tool];
  return tool.kind === "files" ? ["file.read", "file.write"] : [tool.source];
}

/** The argument that a text stands for in the examples of a tool; nothing where it is not clear. */
export function ownArgument(tool: string): string | undefined {
  if (tool.startsWith("mcp:")) {
    if (tool.endsWith("/resources.read")) return "uri";
    return tool.endsWith("/prompts.get") ? "name" : undefined;
  }
  return OWN_ARGUMENTS.get(tool);
}

const OWN_ARGUMENTS: ReadonlyMap<string, string> = new Map([
  ["file.read", "path"],
  ["file.write", "path"],
  ["shell", "command"],
  ["web.fetch", "url"],
  ["web.search", "query"],
  ["agent.run", "name"],
]);
