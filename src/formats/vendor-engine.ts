import type { Engine, World } from "../engine/engine.ts";
import type { CallProblem, VendorVerdict } from "../engine/call-problem.ts";
import type { Considered, ExplainedPart } from "../engine/explanation.ts";
import { Scene } from "../engine/scene.ts";
import type { Decision, ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";

/** What an agent's own rules say of a call. */
export interface Judgement {
  readonly decision: Decision;
  /** The clauses that determined it. */
  readonly rules: readonly Clause[];
  /** The call as the agent splits it, each part with its own decision; one or none where it is not split. */
  readonly parts: readonly ExplainedPart[];
  readonly problems?: readonly CallProblem[];
  readonly vendor: VendorVerdict;
}

/** What was decided, and what is to be known of it. */
export interface Outcome extends Omit<VendorVerdict, "assumes"> {
  readonly decision: Decision;
  readonly rules: readonly Clause[];
  readonly parts?: readonly ExplainedPart[];
}

/** An outcome, with what was taken for granted. */
export function judgementOf(
  { decision, rules, parts = [], ...known }: Outcome,
  assumes: readonly string[],
): Judgement {
  return { decision, rules, parts, vendor: { assumes, ...known } };
}

/** The rules of an agent, ready to decide. */
export interface Machine {
  readonly clauses: readonly Clause[];
  judge(call: ToolCall, scene: Scene): Judgement;
  /** Does this clause alone match the call (an `allow`: all of it; others: any part)? `why` is a sentence without its full stop. */
  consider(
    clause: Clause,
    call: ToolCall,
    scene: Scene,
  ): { readonly matched: boolean; readonly why: string };
}

/** An engine that decides as an agent would. Nothing that it says comes from Ambit's own language. */
export function vendorEngine(machine: Machine, world: World): Engine {
  const sceneOf = (call: ToolCall): Scene => new Scene(call, world.resolver);
  const judge = (call: ToolCall): Judgement => machine.judge(call, sceneOf(call));
  return {
    clauses: machine.clauses,
    rules: [],
    ceilings: [],
    scene: sceneOf,
    labels: () => [],
    decide(call) {
      const { decision, rules, problems = [], vendor } = judge(call);
      return { decision, rules, parts: [], problems, tool: call.tool, vendor };
    },
    vendor: {
      consider: (clause, call) => machine.consider(clause, call, sceneOf(call)),
      explain(call) {
        const { decision, rules, parts, problems = [], vendor } = judge(call);
        const scene = sceneOf(call);
        const considered = machine.clauses.map((clause): Considered => ({
          clause,
          ...machine.consider(clause, call, scene),
        }));
        return { decision, rules, considered, parts, problems, vendor };
      },
    },
  };
}
