import type { CallContext, Decision, ToolCall } from "../model/call.ts";
import { isList, isObject, own } from "../model/json.ts";
import type { Json, JsonObject } from "../model/json.ts";
import { failed } from "../model/problem.ts";
import type { Outcome } from "../model/problem.ts";
import { isInstant } from "../model/date.ts";

/** A call of the command line, and the id of the session that it belongs to. */
export interface GivenCall {
  readonly call: ToolCall;
  readonly session: string | undefined;
}

const NAMES = ["tool", "args", "agent", "cwd", "context", "session", "now"];
const CONTEXT_NAMES = ["workspace", "home", "cwd", "dialect"] as const;

/** Values nested deeper are not read: writing them out again is recursive. */
const DEEPEST = 500;

/** Reads a call: `{"tool", "args", "agent"?, "cwd"?, "session"?: {"id"?, "seen"?}, "now"?}`. Another name is an error. */
export function readCall(text: string): Outcome<GivenCall> {
  const parsed = parse(text);
  if (failed(parsed)) return parsed;
  const { value } = parsed;
  if (!isObject(value)) return { error: "the call is no JSON object" };
  const strange = strangeName(value, NAMES, "a call");
  if (strange !== undefined) return { error: strange };
  const tool = own(value, "tool");
  const args = own(value, "args") ?? {};
  if (typeof tool !== "string" || tool === "") return { error: "the call has no `tool`" };
  if (!isObject(args)) return { error: "`args` is no object" };
  return withRest(value, tool, args);
}

function parse(text: string): Outcome<Json> {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    return { error: `the call is no JSON: ${error instanceof Error ? error.message : ""}` };
  }
  return isDeep(value)
    ? { error: `the call is nested more than ${DEEPEST} levels deep` }
    : { value };
}

function isDeep(value: Json): boolean {
  let level: readonly Json[] = [value];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    level = level.flatMap((one) =>
      typeof one === "object" && one !== null ? childrenOf(one) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}

function childrenOf(value: readonly Json[] | JsonObject): readonly Json[] {
  return isList(value) ? value : Object.values(value);
}

function withRest(value: JsonObject, tool: string, args: JsonObject): Outcome<GivenCall> {
  const agent = textOf(value, "agent");
  const now = textOf(value, "now");
  const context = readContext(value);
  const session = readSession(own(value, "session"));
  if (failed(agent)) return agent;
  if (failed(now)) return now;
  if (failed(context)) return context;
  if (failed(session)) return session;
  if (now.value !== undefined && !isInstant(now.value))
    return { error: "`now` is an instant, written as `2026-12-01T00:00:00Z`" };
  const { id, seen } = session.value;
  const call: ToolCall = {
    tool,
    args,
    context: context.value,
    ...(agent.value === undefined ? {} : { agent: agent.value }),
    ...(now.value === undefined ? {} : { now: now.value }),
    ...(seen === undefined ? {} : { session: { seen } }),
  };
  return { value: { call, session: id } };
}

/** `cwd` beside `args` is the one of the context; it may be relative to the workspace. */
function readContext(value: JsonObject): Outcome<CallContext> {
  const given = own(value, "context") ?? {};
  if (!isObject(given)) return { error: "`context` is no object" };
  const strange = strangeName(given, CONTEXT_NAMES, "`context`");
  if (strange !== undefined) return { error: strange };
  const context: { -readonly [K in keyof CallContext]: CallContext[K] } = {};
  for (const [from, name] of [
    ...CONTEXT_NAMES.map((one) => [given, one] as const),
    [value, "cwd"] as const,
  ]) {
    const text = textOf(from, name);
    if (failed(text)) return text;
    if (text.value === undefined) continue;
    if ((name === "workspace" || name === "home") && !/^([A-Za-z]:)?[\\/]/.test(text.value))
      return { error: `\`context.${name}\` is no absolute path` };
    context[name] = text.value;
  }
  return { value: context };
}

interface GivenSession {
  readonly id?: string;
  readonly seen?: readonly string[];
}

function readSession(given: Json | undefined): Outcome<GivenSession> {
  if (given === undefined) return { value: {} };
  if (!isObject(given)) return { error: "`session` is no object" };
  const strange = strangeName(given, ["id", "seen"], "`session`");
  if (strange !== undefined) return { error: strange };
  const id = textOf(given, "id");
  if (failed(id)) return id;
  const seen = own(given, "seen");
  if (seen !== undefined && !isTexts(seen)) return { error: "`session.seen` is no list of labels" };
  return {
    value: {
      ...(id.value === undefined ? {} : { id: id.value }),
      // `{}` is a fresh session.
      ...(seen === undefined && id.value !== undefined ? {} : { seen: seen ?? [] }),
    },
  };
}

function textOf(object: JsonObject, name: string): Outcome<string | undefined> {
  const value = own(object, name);
  return value === undefined || typeof value === "string"
    ? { value }
    : { error: `\`${name}\` is no string` };
}

function strangeName(
  object: JsonObject,
  names: readonly string[],
  what: string,
): string | undefined {
  const strange = Object.keys(object).find((name) => !names.includes(name));
  return strange === undefined
    ? undefined
    : `${what} has no \`${strange}\`; it has ${names.join(", ")}`;
}

function isTexts(value: Json): value is readonly string[] {
  return isList(value) && value.every((item) => typeof item === "string");
}

/** Is it a decision? */
export function isDecision(text: string): text is Decision {
  return text === "allow" || text === "ask" || text === "deny";
}
