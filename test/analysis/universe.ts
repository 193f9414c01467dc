import { createAnalysis } from "../../src/analysis/analysis.ts";
import type { Analysis } from "../../src/analysis/analysis.ts";
import type { AnalysisCache } from "../../src/analysis/desk.ts";
import { compile } from "../../src/engine/engine.ts";
import type { Part } from "../../src/engine/parts.ts";
import { compileRule, grants, restricts } from "../../src/engine/rule.ts";
import type { Rule } from "../../src/engine/rule.ts";
import type { Scene } from "../../src/engine/scene.ts";
import { NO } from "../../src/engine/truth.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import type { ToolCall } from "../../src/model/call.ts";
import type { Clause } from "../../src/model/clause.ts";
import { parseCommandPattern } from "../../src/model/command-pattern.ts";
import { parsePathPattern } from "../../src/model/path-pattern.ts";
import { failed } from "../../src/model/problem.ts";
import type { Outcome } from "../../src/model/problem.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { placed } from "../support/decide.ts";

const grammars = await loadGrammars();
const nothing = readPolicy("ambit: 1", { file: "/ws/ambit.yaml" });
const reader = compile({ main: nothing, extended: [], ceilings: [] }, { grammars });

/** A call that was split into its parts once, to be held against many rules. */
export interface Split {
  readonly call: ToolCall;
  readonly parts: readonly Part[];
  readonly scene: Scene;
}

/** Splits a call. */
export function split(call: ToolCall): Split {
  const whole = placed(call);
  const { parts } = reader.decide(whole);
  return { call, parts: parts.map(({ part }) => part), scene: reader.scene(whole) };
}

/** What the engine's own matchers say: does the rule alone match the call? */
export function isMatched(rule: Rule, { parts, scene }: Split): boolean {
  if (rule.clause.effect === "deny")
    return parts.some((part) => restricts(rule, part, scene) !== NO);
  let granted = 0;
  for (const part of parts) {
    if (grants(rule, part, scene)) granted++;
    else if (!part.free) return false;
  }
  return granted > 0;
}

/** A rule about one tool, by the patterns of its main list. */
export interface Written {
  readonly effect: "allow" | "deny";
  readonly tool: "file.read" | "file.write" | "shell";
  readonly list: readonly string[];
}

/** The rule as the engine takes it. */
export function ruleOf({ effect, tool, list }: Written): Rule {
  const where =
    tool === "shell"
      ? { command: list.map((one) => valueOf(parseCommandPattern(one))) }
      : { path: list.map((one) => valueOf(parsePathPattern(one))) };
  const tools = [{ kind: "exact", source: tool, tool }] as const;
  const base = { id: `${effect} ${list.join()}`, file: "/ws/ambit.yaml", at: [], faulty: false };
  return compileRule({ ...base, effect, tools, where, except: [] }, undefined);
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (failed(outcome)) throw new Error(outcome.error);
  return outcome.value;
}

/** An analysis of the rules, with the engine's matchers as its judge. */
export function analysisOf(rules: readonly Rule[], cache: AnalysisCache): Analysis {
  const byClause = new Map<Clause, Rule>(rules.map((rule) => [rule.clause, rule]));
  return createAnalysis({
    clauses: rules.map(({ clause }) => clause),
    servers: undefined,
    workspace: "/ws",
    home: "/home/u",
    now: "2026-11-21T12:00:00Z",
    decide: () => "deny",
    matches: (clause, call) => {
      const rule = byClause.get(clause);
      return rule !== undefined && isMatched(rule, split(call));
    },
    cache,
  });
}

/** Calls, and which of them each pattern matches. */
export class World {
  readonly calls: readonly Split[];
  readonly #matched = new Map<string, Uint8Array>();

  constructor(calls: readonly ToolCall[]) {
    this.calls = calls.map(split);
  }

  /** Which calls the rule matches: 1 for those. A rule matches what one of its patterns does. */
  matched(written: Written): Uint8Array {
    const [first = "", ...rest] = written.list;
    let all = this.#byPattern(written, first);
    for (const pattern of rest) {
      const other = this.#byPattern(written, pattern);
      all = all.map((one, i) => one | (other[i] ?? 0));
    }
    return all;
  }

  #byPattern({ effect, tool }: Written, pattern: string): Uint8Array {
    const key = `${effect} ${tool} ${pattern}`;
    const before = this.#matched.get(key);
    if (before !== undefined) return before;
    const rule = ruleOf({ effect, tool, list: [pattern] });
    const matched = Uint8Array.from(this.calls, (call) => Number(isMatched(rule, call)));
    this.#matched.set(key, matched);
    return matched;
  }
}

/** All sequences of the texts, up to a length. */
export function sequences(
  texts: readonly string[],
  longest: number,
): readonly (readonly string[])[] {
  const all: (readonly string[])[] = [];
  let last: readonly (readonly string[])[] = [[]];
  for (let n = 0; n < longest; n++) {
    last = last.flatMap((before) => texts.map((text) => [...before, text]));
    all.push(...last);
  }
  return all;
}
