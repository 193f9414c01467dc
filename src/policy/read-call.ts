import type { CallContext, Session, ToolCall } from "../model/call.ts";
import type { JsonObject } from "../model/json.ts";
import { isObject } from "../model/json.ts";
import { readInstant } from "./date.ts";
import { isEmptyList, oneOrMany, readFields, readText, wrongType } from "./fields.ts";
import { toJson } from "./read-json.ts";
import type { Report } from "./report.ts";
import type { Spot } from "./spot.ts";

const KEYS = ["agent", "tool", "args", "cwd", "context", "session", "now"];
const CONTEXT_KEYS = ["workspace", "home", "cwd", "dialect"] as const;

/** Reads a tool call as scenarios and examples write it. `tool` is what a call without one is about. Nothing where it cannot be read. */
export function readCall(spot: Spot, report: Report, tool?: string): ToolCall | undefined {
  const fields = readFields(spot, KEYS, "a call", report);
  return fields && readCallFields(fields, spot, report, tool);
}

/** Reads a call from the keys of a mapping, which may have more; `spot` is where a missing tool is reported. */
export function readCallFields(
  fields: ReadonlyMap<string, Spot>,
  spot: Spot,
  report: Report,
  tool?: string,
): ToolCall | undefined {
  const before = report.errors;
  const text = (key: string): string | undefined =>
    readOptional(fields.get(key), `\`${key}\``, report);
  const name = text("tool") ?? tool;
  if (name === undefined && !fields.has("tool"))
    report.error("missing-key", spot.range, "a call names its `tool`");
  const agent = text("agent");
  const context = readContext(fields, report);
  const session = readSession(fields.get("session"), report);
  const now = fields.get("now");
  const instant = now === undefined ? undefined : readInstant(now, "`now`", report);
  const args = readArguments(fields.get("args"), report);
  if (name === undefined || report.errors > before) return undefined;
  return {
    ...(agent === undefined ? {} : { agent }),
    tool: name,
    args,
    ...(context === undefined ? {} : { context }),
    ...(session === undefined ? {} : { session }),
    ...(instant === undefined ? {} : { now: instant }),
  };
}

function readOptional(spot: Spot | undefined, what: string, report: Report): string | undefined {
  return spot === undefined ? undefined : readText(spot, what, report);
}

function readArguments(spot: Spot | undefined, report: Report): JsonObject {
  if (spot === undefined) return {};
  const value = toJson(spot.node, spot.range, report);
  if (isObject(value)) return value;
  wrongType(spot, "`args` is a mapping (`key: value`)", report);
  return {};
}

/** `cwd` beside `args` is the one of the context. */
function readContext(fields: ReadonlyMap<string, Spot>, report: Report): CallContext | undefined {
  const context = fields.get("context");
  const inner =
    context === undefined ? undefined : readFields(context, CONTEXT_KEYS, "`context`", report);
  if (inner === undefined && !fields.has("cwd")) return undefined;
  const read: { -readonly [K in keyof CallContext]: CallContext[K] } = {};
  for (const key of CONTEXT_KEYS) {
    const text = readOptional(inner?.get(key), `\`${key}\``, report);
    if (text !== undefined) read[key] = text;
  }
  const cwd = readOptional(fields.get("cwd"), "`cwd`", report);
  if (cwd !== undefined) read.cwd = cwd;
  return read;
}

/** `{}` is a fresh session. */
function readSession(spot: Spot | undefined, report: Report): Session | undefined {
  if (spot === undefined) return undefined;
  const fields = readFields(spot, ["seen"], "`session`", report);
  const seen = fields?.get("seen");
  if (seen === undefined || isEmptyList(seen)) return { seen: [] };
  return {
    seen: oneOrMany(seen, report).flatMap((item) => readText(item, "a label", report) ?? []),
  };
}
