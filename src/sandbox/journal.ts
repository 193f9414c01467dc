import type { Outcome } from "../model/problem.ts";
import type { StepResult } from "../simulation/run.ts";
import type { Effects } from "./effects.ts";
import type { RunOutcome } from "./outcome.ts";

/** What a person, or who answers for them, said to a call that the policy asks about; `undefined`: nobody was asked. */
export type Answer = "yes" | "no" | undefined;

/** Writes down what a run decides and does. `at` is the number of the call, from 1. */
export interface Journal {
  /** Hears of a decision before anything comes of it. The error, for people, says why it cannot be kept: then nothing is carried out. */
  decided(at: number, step: StepResult, answer: Answer): Promise<Outcome<undefined>>;
  /** Hears what a server did when it started. */
  started(server: string, effects: Effects): Promise<void>;
  /** Hears what became of a call. */
  done(at: number, outcome: RunOutcome): Promise<void>;
}
