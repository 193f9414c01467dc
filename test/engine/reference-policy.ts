import { isList, isObject, own, type Json, type JsonObject } from "../../src/model/json.ts";
import { argsPattern, type ArgsPattern } from "./reference-args.ts";
import { commandPattern, type CommandPattern } from "./reference-commands.ts";
import { hostPattern, type HostPattern } from "./reference-hosts.ts";
import { choices } from "./reference-truth.ts";

/** A rule as the language understands it. In error it never matches narrowly, and widely always for the tools it names. */
export interface Rule {
  readonly effect: "allow" | "ask" | "deny";
  /** `undefined`: the tools cannot be read, so it is every tool. */
  readonly tools: readonly string[] | undefined;
  readonly error: boolean;
  readonly constraints: Constraints;
  readonly excepts: readonly Except[];
  /** The first instant after the last day. `broken`: the date cannot be read. */
  readonly end: number | "broken" | undefined;
  readonly when: readonly string[] | undefined;
  readonly files: "any" | "granted" | undefined;
}

export interface Except {
  readonly tools: readonly string[] | undefined;
  readonly constraints: Constraints;
}

export interface Constraints {
  readonly path?: readonly string[];
  readonly command?: readonly CommandPattern[];
  readonly cwd?: readonly string[];
  readonly env?: readonly string[];
  readonly host?: readonly HostPattern[];
  readonly method?: readonly string[];
  readonly args?: ArgsPattern;
}

/** Something is wrong in the rule that is being read. */
class RuleError extends Error {}

/** Reads one rule of a document with the sets of that document. Never throws. */
export function readRule(value: Json, sets: JsonObject): Rule {
  if (!isObject(value)) return { ...BROKEN, effect: "deny" };
  const effects = (["deny", "ask", "allow"] as const).filter(
    (effect) => own(value, effect) !== undefined,
  );
  const effect = effects[0] ?? "deny";
  const named = effects.map((each) => toolNames(own(value, each) ?? null));
  const tools =
    effects.length === 0 || named.includes(undefined)
      ? undefined
      : named.flatMap((each) => each ?? []);
  const end = effect === "ask" ? endOf(own(value, "expires")) : undefined;
  try {
    if (effects.length !== 1 || !tools) throw new RuleError("effects or tools");
    return { ...checkedRule(value, effect, tools, sets), effect, tools, error: false };
  } catch (problem) {
    if (!(problem instanceof RuleError)) throw problem;
    return { ...BROKEN, effect, tools, end };
  }
}

const BROKEN = {
  tools: undefined,
  error: true,
  constraints: {},
  excepts: [],
  end: undefined,
  when: undefined,
  files: undefined,
} as const;

/** The names of tools that an effect holds; `undefined` where one is unknown. */
function toolNames(value: Json): string[] | undefined {
  const names = isList(value) ? value : [value];
  const known = names.filter((name) => typeof name === "string" && isToolName(name));
  return known.length === names.length && names.length > 0 ? known.map(String) : undefined;
}

export const TYPED = ["file.read", "file.write", "shell", "web.fetch", "web.search", "agent.run"];

function isToolName(name: string): boolean {
  return (
    name === "*" ||
    name === "file.*" ||
    TYPED.includes(name) ||
    /^mcp:[^/]+\/.+$/su.test(name) ||
    /^tool:.+$/su.test(name)
  );
}

function checkedRule(
  value: JsonObject,
  effect: Rule["effect"],
  tools: readonly string[],
  sets: JsonObject,
): Omit<Rule, "effect" | "tools" | "error"> {
  for (const key of Object.keys(value)) if (!RULE_KEYS.has(key)) throw new RuleError(key);
  for (const key of ["id", "because"])
    if (!["string", "undefined"].includes(typeof own(value, key))) throw new RuleError(key);
  if (effect === "allow" && (tools.includes("*") || tools.includes("file.*")))
    throw new RuleError("tools too wide");
  const files = own(value, "files");
  if (files !== undefined && files !== "any" && files !== "granted") throw new RuleError("files");
  if (files !== undefined && (effect !== "allow" || tools.some((tool) => tool !== "shell")))
    throw new RuleError("files");
  const constraints = readConstraints(value, tools, sets);
  if (effect === "allow") for (const tool of tools) requireBound(tool, constraints);
  const expires = own(value, "expires");
  const end = endOf(expires);
  if (end === "broken" || (expires !== undefined && effect === "deny"))
    throw new RuleError("expires");
  return {
    constraints,
    excepts: readExcepts(own(value, "except"), tools, sets),
    end,
    when: readWhen(own(value, "when"), effect),
    files,
  };
}

const RULE_KEYS = new Set([
  "allow",
  "ask",
  "deny",
  "id",
  "because",
  "expires",
  "when",
  "examples",
  "except",
  "files",
  "path",
  "command",
  "cwd",
  "env",
  "host",
  "method",
  "args",
]);

/** The constraints that stand in a rule or an `except`, each of which must fit every tool. */
function readConstraints(
  value: JsonObject,
  tools: readonly string[],
  sets: JsonObject,
): Constraints {
  const result: { -readonly [key in keyof Constraints]: Constraints[key] } = {};
  for (const [key, given] of Object.entries(value)) {
    const fitting = FITS.get(key);
    if (fitting && !tools.every((tool) => fitting.includes(tool))) throw new RuleError(key);
    if (key === "path" || key === "cwd")
      result[key] = strings(key, given, sets).flatMap(pathChoices);
    if (key === "env" || key === "method") result[key] = strings(key, given, sets);
    if (key === "command")
      result.command = strings(key, given, sets).flatMap((text) => valid(commandPattern(text)));
    if (key === "host")
      result.host = strings(key, given, sets).map((text) => valid(hostPattern(text)));
    if (key === "args")
      result.args = valid(argsPattern(given, (name) => setEntry(sets, name, "args")));
  }
  return result;
}

const SHELL = ["shell"];
const FITS: ReadonlyMap<string, readonly string[]> = new Map([
  ["path", ["file.read", "file.write", "file.*"]],
  ["command", SHELL],
  ["cwd", SHELL],
  ["env", SHELL],
  ["host", ["web.fetch"]],
  ["method", ["web.fetch"]],
]);

function valid<T>(value: T | string): T {
  if (typeof value === "string") throw new RuleError(value);
  return value;
}

function pathChoices(pattern: string): string[] {
  if (pattern.startsWith("!") || pattern === "") throw new RuleError("path pattern");
  return choices(pattern);
}

/** One text or a list of them, with sets put in. */
function strings(key: string, value: Json, sets: JsonObject): string[] {
  const list = isList(value) ? value : [value];
  if (list.length === 0) throw new RuleError("empty list");
  return list.flatMap((item) => {
    if (typeof item !== "string") throw new RuleError("no text");
    if (item.startsWith("$$")) return [item.slice(1)];
    if (!item.startsWith("$")) return [item];
    const entry = setEntry(sets, item.slice(1), key);
    if (entry === undefined) throw new RuleError("unknown set");
    const entries = isList(entry) ? entry : [entry];
    if (entries.length === 0) throw new RuleError("empty set");
    return entries.map((one) => {
      if (typeof one !== "string") throw new RuleError("no text in a set");
      return one;
    });
  });
}

function setEntry(sets: JsonObject, name: string, key: string): Json | undefined {
  const set = own(sets, name);
  return isObject(set) ? own(set, key) : undefined;
}

/** An allow of a typed tool says how far it goes, by the constraint of the tool or by `args` with its argument. */
function requireBound(tool: string, constraints: Constraints): void {
  const names = constraints.args?.named.map((entry) => entry.name) ?? [];
  const bound = {
    "file.read": constraints.path,
    "file.write": constraints.path,
    shell: constraints.command,
    "web.fetch": constraints.host,
  };
  const argument = {
    "file.read": "path",
    "file.write": "path",
    shell: "command",
    "web.fetch": "url",
  };
  if (!(tool === "file.read" || tool === "file.write" || tool === "shell" || tool === "web.fetch"))
    return;
  if (bound[tool] === undefined && !names.includes(argument[tool])) throw new RuleError("no bound");
}

function readExcepts(
  value: Json | undefined,
  tools: readonly string[],
  sets: JsonObject,
): Except[] {
  if (value === undefined) return [];
  const list = isList(value) ? value : [value];
  if (list.length === 0) throw new RuleError("empty except");
  return list.map((item) => {
    if (!isObject(item) || Object.keys(item).length === 0) throw new RuleError("empty except");
    for (const key of Object.keys(item))
      if (key !== "tool" && key !== "args" && !FITS.has(key)) throw new RuleError(key);
    const tool = own(item, "tool");
    const named = tool === undefined ? undefined : toolNames(tool);
    if (tool !== undefined && !named) throw new RuleError("tool of except");
    return { tools: named, constraints: readConstraints(item, named ?? tools, sets) };
  });
}

function readWhen(value: Json | undefined, effect: Rule["effect"]): string[] | undefined {
  if (value === undefined) return undefined;
  if (effect === "allow" || !isObject(value) || Object.keys(value).join() !== "seen")
    throw new RuleError("when");
  const seen = own(value, "seen") ?? null;
  const labels = isList(seen) ? seen : [seen];
  if (labels.length === 0) throw new RuleError("when");
  return labels.map((label) => {
    if (typeof label !== "string") throw new RuleError("when");
    return label;
  });
}

/** The instant at which the day after `expires` begins, UTC. */
function endOf(value: Json | undefined): number | "broken" | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return "broken";
  const day = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value) return "broken";
  return day.getTime() + 86_400_000;
}
