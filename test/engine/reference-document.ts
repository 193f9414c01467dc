import { isList, isObject, own, type Json, type JsonObject } from "../../src/model/json.ts";
import { readRule, type Rule } from "./reference-policy.ts";

/** One policy with all it extends. `ceilings` are policies of their own. */
export interface Loaded {
  readonly agent: string | undefined;
  readonly otherwise: "ask" | "deny";
  readonly servers: readonly string[] | undefined;
  readonly rules: readonly Rule[];
  readonly facts: readonly Fact[];
  readonly ceilings: readonly Loaded[];
}

/** A call of `tool` is also a call of `as` on the paths in these arguments. */
export interface Fact {
  readonly tool: string;
  readonly as: "file.read" | "file.write";
  readonly names: readonly string[];
}

/** The documents of a policy by file name. One that is no mapping stands for text that is no valid policy. */
export interface Policy {
  readonly main: string;
  readonly documents: ReadonlyMap<string, Json>;
}

/** Reads a policy; `undefined` where it is broken, so that every call is denied. */
export function load(policy: Policy): Loaded | undefined {
  try {
    return loadOne(policy, policy.main, []);
  } catch (problem) {
    if (problem instanceof Broken) return undefined;
    throw problem;
  }
}

class Broken extends Error {}

function loadOne(policy: Policy, name: string, trail: readonly string[]): Loaded {
  if (trail.includes(name)) throw new Broken("cycle");
  const document = policy.documents.get(name);
  if (!isObject(document)) throw new Broken("missing, or no mapping");
  if (Object.keys(document).some((key) => !KEYS.has(key))) throw new Broken("unknown key");
  if (own(document, "ambit") !== 1) throw new Broken("version");
  const otherwise = own(document, "otherwise") ?? "deny";
  if (otherwise !== "ask" && otherwise !== "deny") throw new Broken("otherwise");
  const servers = own(document, "servers");
  const rules = own(document, "rules") ?? [];
  if (!isList(rules)) throw new Broken("rules");
  const sets = mapping(own(document, "sets"));
  const values = Object.values(sets).flatMap((set) => Object.values(mapping(set)));
  if (values.some((value) => isList(value) && value.length === 0)) throw new Broken("empty set");
  const parents = list(own(document, "extends")).map((each) =>
    loadOne(policy, fileName(each), [...trail, name]),
  );
  const ceiling = own(document, "ceiling");
  const ceilings =
    ceiling === undefined ? [] : [loadOne(policy, fileName(ceiling), [...trail, name])];
  return {
    agent: agentOf(own(document, "agent")),
    otherwise,
    servers: servers === undefined ? undefined : Object.keys(mapping(servers)),
    rules: [
      ...rules.map((rule) => readRule(rule, sets)),
      ...parents.flatMap((parent) => parent.rules),
    ],
    facts: [
      ...readFacts(mapping(own(document, "tools"))),
      ...parents.flatMap((parent) => parent.facts),
    ],
    ceilings: [...ceilings, ...parents.flatMap((parent) => parent.ceilings)],
  };
}

const KEYS = new Set([
  "ambit",
  "agent",
  "otherwise",
  "servers",
  "sets",
  "tools",
  "rules",
  "extends",
  "ceiling",
]);

function agentOf(value: Json | undefined): string | undefined {
  const id = own(mapping(value), "id");
  if (id !== undefined && typeof id !== "string") throw new Broken("agent");
  return id;
}

function readFacts(tools: JsonObject): Fact[] {
  return Object.entries(tools).flatMap(([tool, fact]) => {
    const views = own(mapping(fact), "views");
    if (views === undefined || views === "none") return [];
    return list(views).flatMap((view) => {
      const as = own(mapping(view), "tool");
      const path = own(mapping(view), "path");
      if ((as !== "file.read" && as !== "file.write") || path === undefined)
        throw new Broken("view");
      const names = (isList(path) ? path : [path]).map((name) => {
        if (typeof name !== "string") throw new Broken("view");
        return name;
      });
      return [{ tool, as, names } as const];
    });
  });
}

function mapping(value: Json | undefined): JsonObject {
  if (value === undefined) return {};
  if (!isObject(value)) throw new Broken("no mapping");
  return value;
}

function list(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  if (!isList(value)) throw new Broken("no list");
  return value;
}

function fileName(value: Json): string {
  if (typeof value !== "string") throw new Broken("no file name");
  return value.replace(/^\.\//, "");
}
