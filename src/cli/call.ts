import type { Decision, ToolCall } from "../model/call.ts";
import { isList, isObject, own } from "../model/json.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Outcome } from "../model/problem.ts";

/** A call of the command line, and the id of the session that it belongs to. */
export interface GivenCall {
  readonly call: ToolCall;
  readonly session: string | undefined;
}

/** Reads a call: `{"tool", "args", "agent"?, "cwd"?, "session"?: {"id"?, "seen"?}, "now"?}`. Another name is an error. */
export function readCall(text: string): Outcome<GivenCall> {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    return { error: `the call is no JSON: ${error instanceof Error ? error.message : ""}` };
  }
  if (!isObject(value)) return { error: "the call is no JSON object" };
  const strange = Object.keys(value).find((name) => !NAMES.has(name));
  if (strange !== undefined)
    return { error: `a call has no \`${strange}\`; it has ${[...NAMES].join(", ")}` };
  const tool = own(value, "tool");
  const args = own(value, "args") ?? {};
  if (typeof tool !== "string") return { error: "the call has no `tool`" };
  if (!isObject(args)) return { error: "`args` is no object" };
  return withRest(value, tool, args);
}

const NAMES: ReadonlySet<string> = new Set([
  "tool",
  "args",
  "agent",
  "cwd",
  "context",
  "session",
  "now",
]);

function withRest(value: JsonObject, tool: string, args: JsonObject): Outcome<GivenCall> {
  const agent = own(value, "agent");
  const now = own(value, "now");
  const cwd = own(value, "cwd");
  const session = own(value, "session");
  const context = own(value, "context") ?? {};
  for (const [name, text] of [
    ["agent", agent],
    ["now", now],
    ["cwd", cwd],
  ] as const) {
    if (text !== undefined && typeof text !== "string")
      return { error: `\`${name}\` is no string` };
  }
  if (typeof now === "string" && Number.isNaN(Date.parse(now)))
    return { error: "`now` is no date with a time" };
  if (!isObject(context)) return { error: "`context` is no object" };
  if (session !== undefined && !isObject(session)) return { error: "`session` is no object" };
  const id = session && own(session, "id");
  const seen = session && own(session, "seen");
  if (seen !== undefined && !isTexts(seen)) return { error: "`session.seen` is no list of labels" };
  const place = { ...texts(context), ...(typeof cwd === "string" ? { cwd } : {}) };
  const call: ToolCall = {
    tool,
    args,
    context: place,
    ...(typeof agent === "string" ? { agent } : {}),
    ...(typeof now === "string" ? { now } : {}),
    ...(seen === undefined ? {} : { session: { seen } }),
  };
  return { value: { call, session: typeof id === "string" ? id : undefined } };
}

function isTexts(value: Json): value is readonly string[] {
  return isList(value) && value.every((item) => typeof item === "string");
}

function texts(object: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(object).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}

/** Is it a decision? */
export function isDecision(text: string): text is Decision {
  return text === "allow" || text === "ask" || text === "deny";
}
