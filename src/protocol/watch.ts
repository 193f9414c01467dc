import type { Decision } from "../model/call.ts";
import type { TriedCall } from "./call-form.ts";
import type { PlacedFile, PlacedRule, ShownPart } from "./simulate.ts";

/** Request: from now on these calls are judged by one policy, whenever that may decide otherwise; the answer is a `WatchResult`. Nothing is executed. */
export const WATCH = "ambit/watch";

/** Notification: what has become of the calls that are watched; a `WatchNews`. */
export const WATCHED = "ambit/watched";

/** Request: the first of the calls, with its parts; the answer is a `WatchResult`. What is watched stays the same. */
export const EXPLAIN_WATCHED = "ambit/explainWatched";

/** Request: what can judge calls here, agents by their files and policies; a list of `JudgeItem`. */
export const JUDGES = "ambit/judges";

/** Request: the call that a step of a session makes, counted from 0; a `TriedCall`, or `null` where there is none. */
export const STEP_CALL = "ambit/stepCall";

/** A decision; where a vendor documents nothing, there is none. */
export type Word = Decision | "unknown";

/** As many calls are watched. */
export const MOST_WATCHED = 100;

/** Which calls, and the file of the policy or agent that judges each as the first of a session. */
export interface WatchParams {
  /** The question's own number, by which answers that come later are told. */
  readonly id: number;
  readonly policy: string;
  readonly calls: readonly TriedCall[];
}

/** What became of the calls, in their order; or for people why they cannot be judged. */
export type WatchResult =
  | {
      /** The agent that the policy is for. */
      readonly judge: string;
      readonly policy: PlacedFile;
      /** What is taken for granted: sentences without their full stop. */
      readonly assumes: readonly string[];
      readonly calls: readonly WatchedCall[];
    }
  | { readonly problem: string };

/** An answer that comes later, and the number of its question. */
export interface WatchNews {
  readonly id: number;
  readonly result: WatchResult;
}

/** A call as it is decided now. Texts are for people, with nothing hidden in them, and none is long. */
export interface WatchedCall {
  readonly call: string;
  readonly decision: Word;
  readonly reason: string;
  readonly rules: readonly PlacedRule[];
  /** Asked for alone: what was decided on its own. */
  readonly parts?: readonly ShownPart[];
}

/** A policy, or the file of an agent that stands for all that hold together with it. */
export interface JudgeItem {
  readonly uri: string;
  /** The agent that it is for. */
  readonly name: string;
}

/** Which step of which scenario. */
export interface StepCallParams {
  readonly uri: string;
  readonly index: number;
}
