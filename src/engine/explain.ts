import type { ToolCall } from "../model/call.ts";
import { CONSTRAINTS } from "../model/clause.ts";
import type { Engine, Verdict } from "./engine.ts";
import type { Considered, DescribedTarget, ExplainedPart, Explanation } from "./explanation.ts";
import type { PartDecision } from "./decide.ts";
import { obstacle } from "./obstacle.ts";
import type { Obstacle } from "./obstacle.ts";
import { shellWord } from "../model/shell-word.ts";
import { shownShort } from "../model/shown.ts";
import { grants, isOver, restricts } from "./rule.ts";
import type { Rule } from "./rule.ts";
import type { Scene } from "./scene.ts";
import type { Target } from "./target.ts";
import { NO, SOFT } from "./truth.ts";

/** Decides and explains. */
export function explain(engine: Engine, call: ToolCall): Explanation {
  if (engine.vendor !== undefined) return engine.vendor.explain(call);
  const verdict = engine.decide(call);
  const scene = engine.scene(call);
  return {
    decision: verdict.decision,
    rules: verdict.rules,
    considered: allRules(engine).map((rule) => consider(rule, verdict, scene)),
    parts: verdict.parts.map(explainPart),
    problems: verdict.problems,
  };
}

function allRules(engine: Engine): readonly Rule[] {
  return [...engine.rules, ...engine.ceilings.flatMap(allRules)];
}

function explainPart({ part, decision, rules }: PartDecision): ExplainedPart {
  const { tool, args } = describe(part.target);
  const views = part.wide.slice(1).map(describe);
  return { tool, args, decision, rules: rules.map((rule) => rule.clause), views };
}

/** A target in the words of a call; what is not known is written `…`. */
export function describe(target: Target): DescribedTarget {
  switch (target.kind) {
    case "command": {
      const words = target.command.words.map((word) =>
        word.known ? shellWord(word.text) : `${word.text}…`,
      );
      const assigns = target.command.assigns.map((name) => `${name}=…`);
      return { tool: "shell", args: { command: [...assigns, ...words].join(" ") } };
    }
    case "file": {
      const paths = [...new Set(target.paths.map((path) => path?.text ?? "…"))];
      const below = target.tree === undefined ? "" : "/**";
      return { tool: target.tool, args: { path: paths.map((path) => path + below).join(" or ") } };
    }
    case "fetch":
    case "tool":
      return { tool: target.tool, args: target.shown };
    case "hidden":
      return { tool: "shell", args: { command: "…" } };
  }
}

/** What one rule said of a call that was decided. */
export function consider(rule: Rule, verdict: Verdict, scene: Scene): Considered {
  const { clause } = rule;
  const { parts } = verdict;
  if (parts.length === 0)
    return { clause, matched: false, why: "the call was denied before any rule was asked" };
  const granted =
    clause.effect === "deny" ? [] : parts.filter(({ part }) => grants(rule, part, scene));
  const restricted =
    clause.effect === "allow"
      ? []
      : parts.filter(({ part }) => restricts(rule, part, scene) !== NO);
  if (granted.length > 0 || restricted.length > 0)
    return { clause, matched: true, why: matchWords(rule, granted, restricted, scene) };
  const reading = clause.effect === "allow" ? "narrow" : "wide";
  const obstacles = parts.map(({ part }) => obstacle(rule, part, scene, reading));
  const nearest = obstacles.toSorted((a, b) => nearness(b) - nearness(a))[0];
  return {
    clause,
    matched: false,
    why: nearest === undefined ? "it does not match" : obstacleWords(nearest, rule),
  };
}

function matchWords(
  rule: Rule,
  granted: readonly PartDecision[],
  restricted: readonly PartDecision[],
  scene: Scene,
): string {
  if (rule.clause.faulty) return "it is in error, and restricts everything that its tools name";
  const [first] = restricted;
  if (first === undefined) return `it grants ${partWords(granted[0])} as written`;
  const match = restricts(rule, first.part, scene);
  if (rule.clause.effect === "ask" && isOver(rule, scene))
    return `it is past its date and denies ${partWords(first)}`;
  if (match === SOFT)
    return `${partWords(first)} may find something that it denies, and nobody can look, so it asks`;
  const via = first.part.wide.find(
    (target) => restricts(rule, { ...first.part, wide: [target] }, scene) !== NO,
  );
  const seen =
    via === undefined || via === first.part.target ? "as written" : `as ${targetWords(via)}`;
  const words = `it matches ${partWords(first)} ${seen}`;
  if (rule.clause.effect !== "ask" || granted.includes(first)) return words;
  const hindrance = obstacle(rule, first.part, scene, "narrow");
  return `${words}, but does not grant it: ${obstacleWords(hindrance, rule)}`;
}

function partWords(decision: PartDecision | undefined): string {
  return decision === undefined ? "the call" : targetWords(decision.part.target);
}

function targetWords(target: Target): string {
  if (target.kind === "hidden") return "a command that cannot be read";
  const { tool, args } = describe(target);
  const [value] = Object.values(args);
  return typeof value === "string" ? `${tool} \`${shownShort(value, 120)}\`` : tool;
}

/** The obstacle that came last in the order of checks is the most telling. */
function nearness(one: Obstacle): number {
  const rank = ["tool", "faulty", "date", "session", "held", "constraint", "except"].indexOf(
    one.kind,
  );
  return one.kind === "constraint" ? rank + CONSTRAINTS.indexOf(one.name) / 10 : rank;
}

function obstacleWords(one: Obstacle, rule: Rule): string {
  switch (one.kind) {
    case "tool":
      return "it names other tools";
    case "faulty":
      return "it is in error, so it grants nothing";
    case "date":
      return rule.clause.expires === undefined
        ? "it is out of date"
        : `it ended on ${rule.clause.expires}, or the date of the call is not known`;
    case "session":
      return "the session has not seen what its `when` names, or is not known";
    case "held":
      return one.why;
    case "except":
      return "its `except` leaves this out";
    case "constraint":
      return constraintWords(one, rule);
  }
}

function constraintWords(
  { name, unknown, detail }: Extract<Obstacle, { kind: "constraint" }>,
  rule: Rule,
): string {
  const written = Object.hasOwn(rule.clause.where, name);
  if (!written && name === "cwd" && unknown)
    return "the folder that the command runs in is not known, and no `cwd` grants every one";
  if (!written && name === "cwd")
    return "the command does not run in the workspace's own folder, and no `cwd` grants another";
  if (name === "files")
    return "`files: granted` wants a program whose files are known, and this one's are not";
  if (detail === "protected" && !unknown)
    return "the file is protected: only a `path` that names it grants to write it, no wildcard";
  if (detail === "link")
    return "`path` matches the path as it is written, and not what it leads to";
  if (!written && name === "env") return "the command sets variables that no `env` names";
  return unknown
    ? `\`${name}\` is held against something that is not known`
    : `\`${name}\` does not match`;
}
