import type { Decision, PlacedRule } from "./simulate.ts";
import type { Subject } from "./subject.ts";

/** Request: a session carried out in the sandbox, once the person has agreed. Cancelled, it ends with what it has done so far. */
export const RUN = "ambit/run";

/** Request of the server to its client: is this to be run? The answer is a `RunAnswer`, or anything else for no. */
export const CONFIRM_RUN = "ambit/confirmRun";

/** Request of the server to its client: is this call, which the policy asks about, to be carried out? The answer is `true` or anything else. */
export const CONFIRM_CALL = "ambit/confirmCall";

/** Notification: a call of the run is through; a `RanCall`. */
export const RAN_CALL = "ambit/ranCall";

/** Request: one file that the run has changed, as a `RunChange`. What was shown last is what can be applied. */
export const RUN_CHANGE = "ambit/runChange";

/** Request: takes a file over into the workspace, as `RUN_CHANGE` has shown it. */
export const APPLY_CHANGE = "ambit/applyChange";

/** Request: the throw-away copy of the last run goes. */
export const FORGET_RUN = "ambit/forgetRun";

/** What is carried out: what the Simulation view shows. */
export interface RunParams {
  readonly subject: Subject;
}

/** What is about to be run. */
export interface ConfirmRunParams {
  readonly question: string;
  /** What starts, where, and what holds it, line by line; nothing hides in it. */
  readonly lines: readonly string[];
  /** How many calls the policy asks about. */
  readonly asks: number;
}

/** Run it, and to the calls that the policy asks about: ask each time, yes, or no. */
export type RunAnswer = "ask" | "yes" | "no";

/** A call that the policy asks about, and why it does. */
export interface ConfirmCallParams {
  readonly call: string;
  readonly reason: string;
}

/** What became of a run; for people, why there was none; or that the person did not want it. */
export type RunResult =
  | { readonly problem: string }
  | { readonly declined: true }
  | { readonly run: RanSession };

/** A session that was carried out. Texts are for people, with nothing hidden in them, and none is long. */
export interface RanSession {
  readonly calls: readonly RanCall[];
  /** What held it. */
  readonly layers: readonly string[];
  /** What was not as on the machine, and what servers did when they started: sentences without their full stop. */
  readonly notes: readonly string[];
  /** What the copy now holds otherwise than the workspace. */
  readonly changes: readonly RanChange[];
}

/** One call, and what became of it. `denied` never reached a tool, and neither did `declined`, to which a person said no. */
export interface RanCall {
  /** Counted from 0. */
  readonly index: number;
  /** As `SimulatedStep.call` writes it. */
  readonly call: string;
  /** As it was decided when it was run. */
  readonly decision: Decision;
  readonly outcome: "denied" | "declined" | "not-run" | "failed" | "done";
  /** Why it was not run, what failed, or what a failing tool may have lacked. */
  readonly why?: string;
  readonly result?: ShownResult;
  readonly effects: readonly ShownEffect[];
  readonly remarks: readonly ShownRemark[];
}

/** What a tool has answered, line by line. */
export interface ShownResult {
  readonly lines: readonly string[];
  /** How many more lines there are. */
  readonly more: number;
  readonly isError: boolean;
}

/** Files, programs or addresses that a call has touched in one way. */
export interface ShownEffect {
  /** `created`, `tried to reach`. */
  readonly did: string;
  readonly names: readonly ShownName[];
  readonly more: number;
}

/** A file, program or address; `path` where it is a file that can be compared, exactly as `RanChange` has it. */
export interface ShownName {
  readonly text: string;
  readonly path?: string;
}

/** What is to be known of the effects of a call. */
export interface ShownRemark {
  readonly kind: "denied" | "ungranted" | "annotation";
  readonly words: string;
  readonly rules: readonly PlacedRule[];
}

/** A file that is otherwise in the copy. */
export interface RanChange {
  /** From the workspace folder, exactly. */
  readonly path: string;
  /** The same for people. */
  readonly text: string;
  readonly what: "created" | "changed" | "deleted";
  /** What to know before it is taken over. */
  readonly warning?: string;
  /** It was taken over. */
  readonly applied?: boolean;
}

/** Which file. */
export interface RunChangeParams {
  readonly path: string;
}

/** Both texts of a file, as they are: `before` is absent where it is new, `after` where it is gone; or for people why there is no such comparison. */
export type RunChange =
  | { readonly before?: string; readonly after?: string; readonly warning?: string }
  | { readonly problem: string };

/** Why a file was not taken over, for people; nothing where it was. */
export interface ApplyChangeResult {
  readonly problem?: string;
}
