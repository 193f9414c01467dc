import type { PlacedFile } from "./simulate.ts";
import type { WatchedCall } from "./watch.ts";

/** Request: attacks on a policy, or on the files of an agent; the answer is a `StressResult`. Nothing is executed. */
export const STRESS = "ambit/stress";

/** Notification: a file has changed that the last attacks depend on; asking again may give another result. */
export const STRESS_CHANGED = "ambit/stressChanged";

/** Request: the calls of an attack as a scenario that has no file yet; the answer is a `StressScenarioResult`. */
export const STRESS_SCENARIO = "ambit/stressScenario";

/** Which policy, or which file of an agent. */
export interface StressParams {
  readonly policy: string;
}

/** What became of an attack, from bad to good; `docs/attacks.md` says what each means. */
export type AttackOutcome = "got-through" | "unknown" | "asked" | "held" | "not-applicable";

/** What became of the attacks, or for people why they cannot be tried. */
export type StressResult =
  | {
      /** The agent that the policy is for. */
      readonly judge: string;
      readonly policy: PlacedFile;
      readonly attacks: readonly StressedAttack[];
    }
  | { readonly problem: string };

/** An attack, in words. Texts are for people, with nothing hidden in them, and none is long. */
export interface StressedAttack {
  readonly id: string;
  readonly title: string;
  readonly outcome: AttackOutcome;
  /** What it takes for granted. */
  readonly assumes: string;
  readonly sources: readonly string[];
  /** What to write against it, to be read after "to stop it:"; of few. */
  readonly remedy?: string;
  /** To be read after "there is no"; of one that is not applicable. */
  readonly missing?: string;
  /** The calls of the way that leads furthest, in one session. */
  readonly steps: readonly WatchedCall[];
  /** Other calls that would do as well as the last, and how many more there are. */
  readonly others: readonly WatchedCall[];
  readonly more: number;
}

/** Which attack. */
export interface StressScenarioParams extends StressParams {
  readonly attack: string;
}

/** Where the scenario would lie, and what it would hold; or for people why there is none. */
export type StressScenarioResult =
  | { readonly uri: string; readonly text: string }
  | { readonly problem: string };
