import type { Range } from "vscode-languageserver-types";
import type { Decision } from "../model/call.ts";

/** Request: a scenario judged by the policy that it names. Nothing is executed. */
export const SIMULATE = "ambit/simulate";

/** Which scenario; an open document counts as it stands in the editor. */
export interface SimulateParams {
  readonly uri: string;
}

/** The session, or for people why there is none. */
export type SimulateResult = SimulatedSession | { readonly problem: string };

/** A session as it was decided. Texts are for people, with nothing hidden in them. */
export interface SimulatedSession {
  readonly title: string;
  readonly scenario: PlacedFile;
  readonly policy: PlacedFile;
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
}

/** A deciding rule. `place`: its file and line, as `reason` writes them. */
export interface PlacedRule extends PlacedFile {
  readonly id: string;
  readonly effect: Decision;
  readonly range: Range;
}
