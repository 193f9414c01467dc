import { createAnalysis } from "../analysis/analysis.ts";
import type { Analysis } from "../analysis/analysis.ts";
import { NO_HINTS } from "../analysis/hints.ts";
import { lazy } from "../engine/lazy.ts";
import { fromArgument } from "../engine/paths.ts";
import { compilePath } from "../engine/path-match.ts";
import type { PathMatcher } from "../engine/path-match.ts";
import { compile } from "../engine/engine.ts";
import type { Bounds, Engine } from "../engine/engine.ts";
import { compileFacts, labelsOf } from "../engine/facts.ts";
import { matchTool, serverNames, splitTool } from "../engine/tools.ts";
import type { Rule } from "../engine/rule.ts";
import { YES } from "../engine/truth.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import type { Subject } from "../model/subject.ts";
import type { PathPattern } from "../model/path-pattern.ts";
import { considerAlone } from "./consider.ts";
import type { LintOptions } from "./options.ts";
import type { RuleContext, Ruling } from "./rule.ts";

/** What rules may ask about one document. Decisions and compiled patterns are kept: rules probe many clauses with the same calls. */
export function contextFor(bounds: Bounds, engine: Engine, options: LintOptions): RuleContext {
  const subject = bounds.main;
  const rulings = new Map<string, Ruling>();
  const grantable = new Map<string, boolean>();
  const places = new Map<string, string | undefined>();
  const matchers = new WeakMap<PathPattern, PathMatcher>();
  let reader: Engine | undefined;
  let rules: ReadonlyMap<Clause, Rule> | undefined;
  const stated = [
    ...(options.world.facts ?? []),
    ...documentsIn(bounds).flatMap((one) => one.facts),
  ];
  const facts = compileFacts(stated, serverNames(subject.servers));
  const scene = engine.scene(options.placed({ tool: "file.read", args: {} }));
  const context: RuleContext = {
    subject,
    now: options.now,
    accepted: options.world.accepted ?? new Map(),
    get analysis() {
      return analysis();
    },
    decide: (call) => kept(rulings, JSON.stringify(call), () => ruling(engine, call, options)),
    mayGrant: (tool) => kept(grantable, tool, () => mayAllow(engine.clauses, tool)),
    reaches: (pattern, path) => {
      if (!places.has(path))
        places.set(path, fromArgument(path, scene.folder, scene.call.context ?? {}));
      const known = places.get(path);
      if (known === undefined) return false;
      const matcher = matchers.get(pattern) ?? compilePath(pattern);
      matchers.set(pattern, matcher);
      return matcher.narrow(scene.path(known), "open") === YES;
    },
    labelsOf: (tool) => labelsOf(facts, tool),
    labels: new Set(["untrusted", ...stated.flatMap(({ reads }) => reads ?? [])]),
    hintsOf: (tool) => {
      const split = splitTool(tool);
      const known = split && options.catalog?.tools(split.server)?.get(split.name);
      return known?.hints ?? [];
    },
    hints: options.hints ?? NO_HINTS,
    peers: options.peers ?? [],
    place: placeOf(options),
    consider: (clause, call) => {
      if (engine.vendor !== undefined) {
        const { matched, why } = engine.vendor.consider(clause, options.placed(call));
        return { matched, why: () => why };
      }
      rules ??= new Map(engine.rules.map((rule) => [rule.clause, rule]));
      const rule = rules.get(clause);
      if (rule === undefined) return { matched: false, why: () => "it is not decided here" };
      // Within its date, unless the call itself says when it is made.
      const now = clause.expires === undefined ? {} : { now: `${clause.expires}T00:00:00Z` };
      reader ??= compile(withoutRules(bounds), options.world);
      return considerAlone(rule, options.placed({ ...now, ...call }), reader);
    },
  };
  const analysis = lazy(() => analysisFor(context, engine, options));
  return context;
}

function mayAllow(clauses: readonly Clause[], tool: string): boolean {
  return clauses.some(
    ({ effect, faulty, tools }) =>
      effect === "allow" && !faulty && tools.some((one) => matchTool(one, tool, undefined)),
  );
}

function placeOf(options: LintOptions): RuleContext["place"] {
  const { context: { workspace, home } = {} } = options.placed({ tool: "file.read", args: {} });
  return {
    ...(workspace === undefined ? {} : { workspace }),
    ...(home === undefined ? {} : { home }),
  };
}

/** Every call that it gives was confirmed by the same engine that rules ask. */
function analysisFor(
  { subject, now, decide, consider }: RuleContext,
  engine: Engine,
  options: LintOptions,
): Analysis {
  const { hints, cache } = options;
  return createAnalysis({
    clauses: engine.rules.map(({ clause }) => clause),
    servers: serverNames(subject.servers),
    now,
    decide: (call) => decide(call).decision,
    matches: (clause, call) => consider(clause, call).matched,
    ...placeOf(options),
    ...(hints === undefined ? {} : { hints }),
    ...(cache === undefined ? {} : { cache }),
  });
}

function documentsIn({ main, extended, ceilings }: Bounds): readonly Subject[] {
  return [main, ...extended, ...ceilings.flatMap(documentsIn)];
}

/** What is left splits a call into its parts and decides nothing. */
function withoutRules({ main, extended }: Bounds): Bounds {
  const [bare, ...others] = [main, ...extended].map((one) => ({
    ...one,
    stages: [],
    broken: false,
  }));
  return { main: bare ?? main, extended: others, ceilings: [] };
}

function ruling(engine: Engine, call: ToolCall, options: LintOptions): Ruling {
  const { decision, rules, vendor } = engine.decide(options.placed(call));
  // Where sources disagree, a finding is about what may happen.
  return { decision: vendor?.pessimistic?.decision ?? decision, clauses: rules };
}

function kept<V>(values: Map<string, V>, key: string, make: () => V): V {
  const before = values.get(key);
  if (before !== undefined) return before;
  const value = make();
  values.set(key, value);
  return value;
}
