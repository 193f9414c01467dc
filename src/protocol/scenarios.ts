/** Request: the scenarios of the workspace folders, and those that are open. */
export const SCENARIOS = "ambit/scenarios";

/** A scenario of the workspace. */
export interface ScenarioItem {
  readonly uri: string;
  /** What its author calls it. */
  readonly name?: string;
}
