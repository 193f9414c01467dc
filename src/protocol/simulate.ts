import type { Range } from "vscode-languageserver-types";
import type { Decision } from "../model/call.ts";
import type { JsonObject } from "../model/json.ts";

export type { Decision } from "../model/call.ts";
export type { JsonObject } from "../model/json.ts";

/** Request: a scenario judged by the policy that it names. Nothing is executed. */
export const SIMULATE = "ambit/simulate";

/** Request: one call judged by a policy, as the first of a session. Nothing is executed. */
export const SIMULATE_CALL = "ambit/simulateCall";

/** Notification: a file has changed that the last simulation depends on; asking again may give another result. */
export const SIMULATION_CHANGED = "ambit/simulationChanged";

/** Request: calls judged by a policy, in one session. Nothing is executed. */
export const SIMULATE_CALLS = "ambit/simulateCalls";

/** Which scenario; an open document counts as it stands in the editor. */
export interface SimulateParams {
  readonly uri: string;
  /** The calls, counted from 0, of which everything is to be said. */
  readonly explain?: readonly number[];
}

/** Which call, and the policy that judges it. */
export interface SimulateCallParams {
  readonly policy: string;
  readonly call: { readonly tool: string; readonly args: JsonObject };
}

/** Which calls, and the policy that judges them. */
export interface SimulateCallsParams {
  readonly policy: string;
  readonly title: string;
  readonly calls: readonly { readonly tool: string; readonly args: JsonObject }[];
  /** The calls, counted from 0, of which everything is to be said. */
  readonly explain?: readonly number[];
}

/** The session, or for people why there is none. */
export type SimulateResult = SimulatedSession | { readonly problem: string };

/** A session as it was decided. Texts are for people, with nothing hidden in them, and none is long. */
export interface SimulatedSession {
  readonly title: string;
  /** Absent for a call that no scenario holds. */
  readonly scenario?: PlacedFile;
  readonly policy: PlacedFile;
  /** What an agent's files leave open and is taken for granted: sentences without their full stop. */
  readonly assumes?: readonly string[];
  /** The first calls; how many there are, `counts` say. */
  readonly steps: readonly SimulatedStep[];
  readonly counts: Readonly<Record<Decision, number>>;
}

/** A file, and its path as people read it. */
export interface PlacedFile {
  readonly uri: string;
  readonly place: string;
}

/** One call of a session, in words. */
export interface SimulatedStep {
  readonly call: string;
  readonly decision: Decision;
  readonly expect?: Decision;
  readonly reason: string;
  readonly rules: readonly PlacedRule[];
  readonly details?: StepDetails;
}

/** A deciding rule. `place`: its file and line, as `reason` writes them. */
export interface PlacedRule extends PlacedFile {
  readonly id: string;
  readonly effect: Decision;
  readonly range: Range;
}

/** Everything about one decision, each list cut where it grows long. */
export interface StepDetails {
  readonly tool: string;
  readonly args: readonly ShownArgument[];
  readonly parts: readonly ShownPart[];
  readonly considered: readonly ConsideredRule[];
  /** What was left out, and why the call was not judged by rules: sentences without their full stop. */
  readonly notes: readonly string[];
}

/** An argument of a call as people read it. */
export interface ShownArgument {
  readonly name: string;
  readonly value: string;
}

/** What was decided on its own: the call, or one command, file or request of a command line. */
export interface ShownPart {
  readonly call: string;
  readonly decision: Decision;
  /** Ids of the rules that decided. */
  readonly by: readonly string[];
  /** What it also counts as, for rules that restrict. */
  readonly views: readonly string[];
}

/** A rule, and what it said of the call. */
export interface ConsideredRule {
  readonly rule: PlacedRule;
  readonly matched: boolean;
  readonly why: string;
}
