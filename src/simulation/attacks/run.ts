import type { Engine } from "../../engine/engine.ts";
import type { ToolCall } from "../../model/call.ts";
import { startSession } from "../run.ts";
import type { Session, StepResult } from "../run.ts";
import type { Attack, Stage } from "./attack.ts";
import type { AttackGround } from "./ground.ts";

/** What became of an attack, from bad to good. `unknown`: nobody documents what an agent would decide, or its own sandbox may stop it; `asked`: only a prompt stands in its way. */
export type Outcome = "got-through" | "unknown" | "asked" | "held" | "not-applicable";

/** All outcomes, from bad to good. */
export const OUTCOMES: readonly Outcome[] = [
  "got-through",
  "unknown",
  "asked",
  "held",
  "not-applicable",
];

/** An attack as the policy decides its calls. */
export interface AttackResult {
  readonly attack: Attack;
  readonly outcome: Outcome;
  /** The way that leads furthest, in one session; one that was held ends with the call that stopped it. */
  readonly steps: readonly StepResult[];
  /** Other calls that would do as well as the last one, and how many more there are. */
  readonly others: readonly StepResult[];
  readonly more: number;
  /** How many calls were tried in place of the last one. */
  readonly tried: number;
  /** What it would need, to be read after "there is no"; of one that is not applicable. */
  readonly missing?: string;
}

/** The engines that decide: as things are, and after the servers have changed their tools. */
export interface AttackEngines {
  readonly now: Engine;
  readonly changed: Engine;
}

/** As many other calls are listed. */
const MOST_OTHERS = 10;

/** Tries an attack on a policy. Each call is decided in the session of those before it, as in a scenario; nothing is executed. */
export function runAttack(
  attack: Attack,
  ground: AttackGround,
  engines: AttackEngines,
): AttackResult {
  const plan = attack.plan(ground);
  if ("missing" in plan) return notApplicable(attack, plan.missing);
  const ways = plan.ways.filter((stages) => stages.every(({ calls }) => calls.length > 0));
  const [first] = ways;
  if (first === undefined) return notApplicable(attack, "call that it could make");
  const engine = plan.toolsChanged === true ? engines.changed : engines.now;
  return runWays(attack, [first, ...ways.slice(1)], ground, engine);
}

function notApplicable(attack: Attack, missing: string): AttackResult {
  const nothing = { steps: [], others: [], more: 0, tried: 0 };
  return { attack, outcome: "not-applicable", ...nothing, missing };
}

function runWays(
  attack: Attack,
  ways: readonly [readonly Stage[], ...(readonly Stage[])[]],
  ground: AttackGround,
  engine: Engine,
): AttackResult {
  const [first, ...rest] = ways;
  const tried = (stages: readonly Stage[]): Tried => {
    const placed = stages.map((stage) => ({
      ...stage,
      calls: stage.calls.map((call) => ground.place(call)),
    }));
    return { placed, way: bestWay(engine, placed) };
  };
  const start = tried(first);
  const all = [start, ...rest.map(tried)];
  const best = all.reduce((a, b) => (isBetter(b.way, a.way) ? b : a), start);
  const { rank, steps } = best.way;
  const alike = all.filter((one) => one !== best && one.way.rank <= rank);
  const others = [
    ...sameEnd(engine, best),
    ...alike.flatMap(({ way }) => way.steps.at(-1) ?? []),
  ].filter(() => rank !== HELD);
  return {
    attack,
    outcome: WORDS[rank],
    steps,
    others: others.slice(0, MOST_OTHERS),
    more: Math.max(0, others.length - MOST_OTHERS),
    tried: all
      .map(({ placed, way }) => placed[way.steps.length - 1]?.calls.length ?? 0)
      .reduce((all, number) => all + number, 0),
  };
}

/** A way as it was tried. */
interface Tried {
  readonly placed: readonly Stage[];
  readonly way: Way;
}

/** The other calls that would do in place of the last one. */
function sameEnd(engine: Engine, { placed, way }: Tried): readonly StepResult[] {
  const last = way.steps.at(-1);
  const seen = last?.call.session?.seen ?? [];
  const stage = placed[way.steps.length - 1];
  if (stage === undefined) return [];
  return stage.calls.flatMap((call): readonly StepResult[] => {
    if (isSame(call, last?.call)) return [];
    const step = startSession(engine, seen).decide({ call });
    return rankOf(step, stage) <= way.rank ? [step] : [];
  });
}

function isSame(a: ToolCall, b: ToolCall | undefined): boolean {
  return a.tool === b?.tool && a.args === b.args;
}

const THROUGH = 0;
const UNKNOWN = 1;
const ASKED = 2;
const HELD = 3;
type Rank = typeof THROUGH | typeof UNKNOWN | typeof ASKED | typeof HELD;
const WORDS = ["got-through", "unknown", "asked", "held"] as const;

/** How far a call gets. Unknown is what nobody documents, what is documented in one way and seen in another, and what a sandbox may still stop. */
function rankOf({ verdict }: StepResult, { inside }: Stage): Rank {
  const { decision, vendor } = verdict;
  if (decision === "allow" && vendor?.sandboxed === true && inside !== true) return UNKNOWN;
  if (vendor?.unknown !== undefined) return UNKNOWN;
  if (decision !== "allow" && vendor?.pessimistic?.decision === "allow") return UNKNOWN;
  return decision === "allow" ? THROUGH : decision === "ask" ? ASKED : HELD;
}

interface Way {
  readonly rank: Rank;
  readonly steps: readonly StepResult[];
}

/** The way through all stages whose worst call gets furthest. What a session has seen is all that a later call depends on. */
function bestWay(engine: Engine, stages: readonly Stage[]): Way {
  const known = new Map<string, Way>();
  const from = (at: number, seen: readonly string[]): Way => {
    const stage = stages[at];
    if (stage === undefined) return { rank: THROUGH, steps: [] };
    const key = JSON.stringify([at, seen.toSorted()]);
    const before = known.get(key);
    if (before !== undefined) return before;
    let best: Way = { rank: HELD, steps: [] };
    for (const call of stage.calls) {
      const session = startSession(engine, seen);
      const way = stepFrom(session, call, stage, (after) => from(at + 1, after));
      if (isBetter(way, best)) best = way;
      if (best.rank === THROUGH) break;
    }
    known.set(key, best);
    return best;
  };
  return from(0, []);
}

function stepFrom(
  session: Session,
  call: ToolCall,
  stage: Stage,
  goOn: (seen: readonly string[]) => Way,
): Way {
  const step = session.decide({ call });
  const own = rankOf(step, stage);
  if (own === HELD) return { rank: HELD, steps: [step] };
  session.follow(step);
  const rest = goOn(session.seen);
  return { rank: own > rest.rank ? own : rest.rank, steps: [step, ...rest.steps] };
}

/** Of two that are stopped, the one that got further. */
function isBetter(way: Way, than: Way): boolean {
  return way.rank < than.rank || (way.rank === than.rank && way.steps.length > than.steps.length);
}
