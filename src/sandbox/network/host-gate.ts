import type { Engine } from "../../engine/engine.ts";
import { isInDate } from "../../engine/rule.ts";
import type { Matcher, Rule } from "../../engine/rule.ts";
import { fetchTarget } from "../../engine/target.ts";
import { least, NO, UNKNOWN, YES } from "../../engine/truth.ts";
import type { Reading, Truth } from "../../engine/truth.ts";
import type { ToolCall } from "../../model/call.ts";
import type { ConstraintName } from "../../model/clause.ts";
import { shownShort } from "../../model/shown.ts";

/** A request, as far as it can be seen: of one inside TLS only the host. */
export interface Asked {
  readonly scheme: "http" | "https";
  /** A name, in lower case. */
  readonly host: string;
  readonly url: string;
  readonly method: string;
}

/** Which hosts a policy grants as a whole: any path, method and content, at any moment of a session. */
export interface HostGate {
  /** Why a request is refused, for people; nothing where its whole host is granted. `call` is the one on whose behalf it is made. */
  refusal(asked: Asked, call: ToolCall): string | undefined;
}

/** Constraints that look further than at the host. */
const BEYOND_HOST: ReadonlySet<ConstraintName> = new Set(["method", "args"]);

/**
 * Asks the engine, and then whether every other request to the same host would be decided alike: what a program says inside TLS nobody
 * sees, so that a rule that grants or takes away only a part of a host keeps all of it closed.
 */
export function hostGate(engine: Engine): HostGate {
  return { refusal: (asked, call) => refusal(engine, asked, call) };
}

function refusal(engine: Engine, asked: Asked, call: ToolCall): string | undefined {
  if (isOfAgent(engine))
    return "the network is opened by policies of Ambit only, not by the files of an agent";
  const { url, method, scheme, host } = asked;
  const fetch: ToolCall = { ...call, tool: "web.fetch", args: { url, method } };
  const { decision, rules, problems } = engine.decide(fetch);
  const names = rules.map(({ id }) => `\`${shownShort(id, 80)}\``).join(" and ");
  if (problems[0] !== undefined) return problems[0].message;
  if (decision === "ask")
    return `${names === "" ? "the policy" : names} asks, and only what is allowed without a question opens the network`;
  if (decision === "deny" && rules.length > 0) return `denied by ${names}`;
  return (
    partly(engine, `${scheme}://${host}/`, fetch) ??
    (decision === "allow" ? undefined : "no rule grants it")
  );
}

function isOfAgent({ vendor, ceilings }: Engine): boolean {
  return vendor !== undefined || ceilings.some(isOfAgent);
}

/** Which rule speaks of a part of the host only; or nothing, where each of these policies grants the whole, or nothing of it. */
function partly(engine: Engine, url: string, call: ToolCall): string | undefined {
  const at: At = { target: fetchTarget(url, undefined), scene: engine.scene(call) };
  const grants = engine.rules.filter(
    (rule) =>
      rule.clause.effect === "allow" && !rule.clause.faulty && reach(rule, "narrow", at) > NO,
  );
  const whole = grants.some((rule) => isWhole(rule, at));
  const [first] = grants;
  if (first !== undefined && !whole)
    return `${nameOf(first)} grants only a part of the host (${limits(first)})`;
  const restricting = engine.rules.find((rule) => mayRestrict(rule, at));
  if (restricting !== undefined)
    return `${nameOf(restricting)} takes away a part of the host (${limits(restricting)})`;
  for (const ceiling of engine.ceilings) {
    const why = partly(ceiling, url, call);
    if (why !== undefined) return why;
  }
  return undefined;
}

/** A host as rules are held against it, whatever is asked of it. */
interface At {
  readonly target: ReturnType<typeof fetchTarget>;
  readonly scene: ReturnType<Engine["scene"]>;
}

/** Does it match every request to the host, or may it match one? What looks further than at the host is unknown. */
function reach({ names, constraints }: Matcher, reading: Reading, { target, scene }: At): Truth {
  if (!names[reading]("web.fetch") || target.kind === "hidden") return NO;
  return constraints.reduce<Truth>(
    (all, { name, test }) =>
      least(all, BEYOND_HOST.has(name) ? UNKNOWN : test(target, reading, scene)),
    YES,
  );
}

function isWhole(rule: Rule, at: At): boolean {
  return (
    rule.clause.seen === undefined &&
    isInDate(rule, at.scene) === YES &&
    reach(rule, "narrow", at) === YES &&
    rule.except.every((left) => reach(left, "wide", at) === NO)
  );
}

function mayRestrict(rule: Rule, at: At): boolean {
  return (
    rule.clause.effect !== "allow" &&
    reach(rule, "wide", at) > NO &&
    !rule.except.some((left) => reach(left, "narrow", at) === YES)
  );
}

function nameOf({ clause }: Rule): string {
  return `\`${shownShort(clause.id, 80)}\``;
}

/** By which of its words a rule is about a part only. */
function limits({ clause }: Rule): string {
  const { where, seen, except, expires } = clause;
  const words = [
    ...[...BEYOND_HOST].filter((name) => where[name] !== undefined),
    ...(seen === undefined ? [] : ["when"]),
    ...(except.length === 0 ? [] : ["except"]),
    ...(expires === undefined ? [] : ["expires"]),
  ];
  return words.length === 0 ? clause.effect : words.map((word) => `\`${word}\``).join(", ");
}
