import type { JsonObject } from "../model/json.ts";
import type { RanCall } from "./run.ts";

/** Request: a sandbox in which a model may try calls, once the person has agreed to model, prompt, tools and budget. */
export const LIVE_OPEN = "ambit/liveOpen";

/** Request: one call of the model, decided and, if it may, carried out. Cancelled, it ends. */
export const LIVE_CALL = "ambit/liveCall";

/** Request: the session is over; its result is a `RunResult`, and its throw-away copy is the last run's. */
export const LIVE_END = "ambit/liveEnd";

/** What a model is to try, and how far it may go. */
export interface LiveParams {
  readonly policy: string;
  /** The model and what the person has typed: shown when the person is asked, and to nobody else. */
  readonly model: string;
  readonly prompt: string;
  /** As many calls are decided. */
  readonly budget: number;
}

/** The tools that the model is offered; for people, why there is no session; or that the person did not want it. */
export type LiveResult =
  | { readonly problem: string }
  | { readonly declined: true }
  | { readonly tools: readonly LiveTool[] };

/** A tool as a model is told of it. */
export interface LiveTool {
  /** Letters, digits, `_` and `-`, at most 64: models take no other names. */
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonObject;
}

/** A call as the model makes it. */
export interface LiveCallParams {
  readonly tool: string;
  readonly input: JsonObject;
}

/** What becomes of it: `text` is for the model. Without `ran` there is no such tool, or the budget is used up. */
export interface LiveAnswer {
  readonly text: string;
  readonly ran?: RanCall;
  /** The call as a policy names it. */
  readonly call?: { readonly tool: string; readonly args: JsonObject };
}
