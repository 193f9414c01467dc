import { stricter } from "../model/call.ts";
import type { Decision, ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import type { AcceptedServers } from "../model/accepted-tools.ts";
import type { ToolFact } from "../model/facts.ts";
import type { SymbolicPath } from "../model/place.ts";
import type { PathResolver } from "../model/resolver.ts";
import { shownShort } from "../model/shown.ts";
import type { Subject } from "../model/subject.ts";
import type { ShellGrammars } from "../model/syntax.ts";
import { decideParts, strictest } from "./decide.ts";
import type { VendorReading } from "./explanation.ts";
import type { CallProblem, VendorVerdict } from "./call-problem.ts";
import type { PartDecision, Rulebook } from "./decide.ts";
import { compileFacts, labelsOf } from "./facts.ts";
import type { Facts } from "./facts.ts";
import { compileHeld } from "./held.ts";
import type { Held } from "./held.ts";
import { partsOf } from "./parts.ts";
import { compileRule } from "./rule.ts";
import type { Rule } from "./rule.ts";
import { RuleIndex } from "./rule-index.ts";
import { Scene } from "./scene.ts";
import { resolveTool, serverNames } from "./tools.ts";
import type { ServerNames } from "./tools.ts";

/** Documents that are decided together: the first one, what it extends, and the bounds that hold beside it. */
export interface Bounds {
  readonly main: Subject;
  readonly extended: readonly Subject[];
  readonly ceilings: readonly Bounds[];
  /** Why a linked document could not be taken; then every call is denied. */
  readonly failure?: string;
  /** The links of `main` itself that lead to nothing that can be taken, and why. */
  readonly deadLinks?: readonly DeadLink[];
}

/** A link that leads to nothing that can be taken. */
export interface DeadLink {
  readonly at: SymbolicPath;
  readonly reason: string;
}

/** What the engine needs of a caller besides the call. */
export interface World {
  readonly grammars: ShellGrammars;
  /** Absent: nobody has a disk; the real form of a path is then its given form. */
  readonly resolver?: PathResolver;
  /** Facts that ship with Ambit or come from catalogs. */
  readonly facts?: readonly ToolFact[];
  /** What was accepted of the tools of servers, by catalogs; absent: there are none. */
  readonly accepted?: AcceptedServers;
}

/** The decision of one call, with the rules that determine it. */
export interface Verdict {
  readonly decision: Decision;
  readonly rules: readonly Clause[];
  readonly parts: readonly PartDecision[];
  readonly problems: readonly CallProblem[];
  /** The tool as the rules name it. */
  readonly tool: string;
  /** What only an agent's own rules leave open. */
  readonly vendor?: VendorVerdict;
}

/** A policy, ready to decide. */
export interface Engine {
  readonly clauses: readonly Clause[];
  /** Those of Ambit's own language, compiled. */
  readonly rules: readonly Rule[];
  /** Present where an agent's own rules decide. */
  readonly vendor?: VendorReading;
  decide(call: ToolCall): Verdict;
  /** The labels that a session has after a call that was not denied. */
  labels(verdict: Verdict): readonly string[];
  scene(call: ToolCall): Scene;
  readonly ceilings: readonly Engine[];
}

/** Compiles documents into an engine. */
export function compile(bounds: Bounds, world: World): Engine {
  const subjects = [bounds.main, ...bounds.extended];
  const servers = serverNames(bounds.main.servers);
  const rules = subjects.flatMap(clausesOf).map((clause) => compileRule(clause, servers));
  const facts = compileFacts(
    [...(world.facts ?? []), ...subjects.flatMap((subject) => subject.facts)],
    servers,
  );
  const held = compileHeld(
    world.accepted ?? new Map(),
    subjects.flatMap((subject) => subject.servers ?? []),
  );
  const book: Rulebook = {
    allow: new RuleIndex(rules, "allow"),
    ask: new RuleIndex(rules, "ask"),
    deny: new RuleIndex(rules, "deny"),
    otherwise: bounds.main.stages[0]?.otherwise ?? "deny",
    faulty: rules.filter((rule) => rule.clause.faulty),
  };
  const broken = brokenDocument(bounds);
  const ceilings = bounds.ceilings.map((ceiling) => compile(ceiling, world));
  const own = (call: ToolCall): Verdict =>
    broken === undefined
      ? decideCall(call, { book, facts, held, servers, world, agent: bounds.main.principal.id })
      : refuse(call.tool, broken);
  return {
    clauses: rules.map(({ clause }) => clause),
    rules,
    ceilings,
    decide: (call) =>
      ceilings.reduce((verdict, ceiling) => bounded(verdict, ceiling.decide(call)), own(call)),
    labels: (verdict) => [
      ...new Set(
        labelTools(verdict)
          .flatMap((tool) => labelsOf(facts, tool))
          .concat(ceilings.flatMap((ceiling) => ceiling.labels(verdict))),
      ),
    ],
    scene: (call) => new Scene(call, world.resolver),
  };
}

function clausesOf(subject: Subject): readonly Clause[] {
  return subject.stages.flatMap((stage) => stage.clauses);
}

function brokenDocument(bounds: Bounds): CallProblem | undefined {
  if (bounds.failure !== undefined) return { code: "broken-policy", message: bounds.failure };
  const broken = [bounds.main, ...bounds.extended].find((subject) => subject.broken);
  if (broken === undefined) return undefined;
  const error = broken.problems.find((problem) => problem.severity === "error");
  const reason = error?.message ?? "it cannot be read";
  return {
    code: "broken-policy",
    message: `the policy \`${broken.file}\` is broken outside its rules, so every call is denied: ${reason}`,
    ...(error === undefined ? {} : { at: { file: broken.file, range: error.range } }),
  };
}

interface Book {
  readonly book: Rulebook;
  readonly facts: Facts;
  readonly held: Held;
  readonly servers: ServerNames;
  readonly world: World;
  readonly agent: string | undefined;
}

function decideCall(call: ToolCall, { book, facts, held, servers, world, agent }: Book): Verdict {
  const tool = resolveTool(call.tool, servers);
  if (tool === undefined)
    return refuse(call.tool, {
      code: "unknown-tool",
      message: `there is no tool \`${shownShort(call.tool, 100)}\`, or its name can be read in more than one way`,
    });
  if (call.agent !== undefined && call.agent !== agent) {
    return refuse(tool, {
      code: "other-agent",
      message: `the call is of \`${shownShort(call.agent, 100)}\`, the policy of \`${agent ?? "no agent"}\``,
    });
  }
  if (holdsNul(call))
    return refuse(tool, { code: "malformed-call", message: "the call holds a NUL" });
  const scene = new Scene(call, world.resolver);
  const read = partsOf(tool, scene, { facts, held }, world.grammars);
  if ("refusal" in read) return refuse(tool, read.refusal);
  const parts = decideParts(book, read.parts, scene);
  const decision = strictest(parts);
  return { decision, rules: clausesBehind(decision, parts), parts, problems: [], tool };
}

/** The clauses that determine a decision, each once. */
function clausesBehind(decision: Decision, parts: readonly PartDecision[]): readonly Clause[] {
  const clauses: Clause[] = [];
  for (const part of parts) {
    if (part.decision === decision) for (const { clause } of part.rules) clauses.push(clause);
  }
  return clauses.length < 2 ? clauses : [...new Set(clauses)];
}

function refuse(tool: string, problem: CallProblem): Verdict {
  return { decision: "deny", rules: [], parts: [], problems: [problem], tool };
}

function bounded(verdict: Verdict, bound: Verdict): Verdict {
  const decision = stricter(verdict.decision, bound.decision);
  const deciding = [verdict, bound].filter((one) => one.decision === decision);
  return {
    decision,
    tool: verdict.tool,
    rules: deciding.flatMap((one) => one.rules),
    parts: [...verdict.parts, ...bound.parts],
    problems: [...verdict.problems, ...bound.problems],
  };
}

function holdsNul({ tool, args }: ToolCall): boolean {
  if (tool.includes("\0")) return true;
  const open: Readonly<Record<string, unknown>>[] = [args];
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    for (const name of Object.keys(object)) {
      const value = object[name];
      if (name.includes("\0") || (typeof value === "string" && value.includes("\0"))) return true;
      if (isRecord(value)) open.push(value);
    }
  }
  return false;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** The tools whose labels a call brings: its own and those that its parts view as. */
function labelTools(verdict: Verdict): readonly string[] {
  const tools = new Set([verdict.tool]);
  for (const { part } of verdict.parts)
    for (const target of part.wide) if (target.kind !== "hidden") tools.add(target.tool);
  return [...tools];
}
