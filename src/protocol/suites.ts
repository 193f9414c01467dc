import type { Range } from "vscode-languageserver-types";
import type { Decision } from "../model/call.ts";
import type { PlacedRule } from "./simulate.ts";

/** Request: the test suites of the workspace folders, and those that are open; a list of `SuiteItem`. */
export const SUITES = "ambit/suites";

/** Request: runs a test suite, or some cases of it. Nothing is executed. */
export const RUN_SUITE = "ambit/runSuite";

/** A test suite of the workspace. */
export interface SuiteItem {
  readonly uri: string;
  /** The policy that it tests, where there is one that can be read. */
  readonly policy?: string;
  readonly cases: readonly CaseItem[];
  /** Why it cannot be run. */
  readonly problem?: string;
  /** The addresses of all files whose change may change its result. */
  readonly links: readonly string[];
}

/** A case of a suite; `id` is one of its suite alone. */
export interface CaseItem {
  readonly id: string;
  readonly name: string;
  readonly range: Range;
}

/** Which suite, and which of its cases by their ids: without `only`, all. */
export interface RunSuiteParams {
  readonly uri: string;
  readonly only?: readonly string[];
  /** Whether the rules that the cases exercise are asked for, too. */
  readonly coverage?: boolean;
}

/** What became of the cases, or for people why they were not run. */
export type RunSuiteResult =
  | { readonly cases: readonly RanCase[]; readonly coverage?: readonly CoveredRule[] }
  | { readonly problem: string };

/** A case that was run. */
export interface RanCase {
  readonly id: string;
  readonly passed: boolean;
  readonly failures: readonly FailedCall[];
}

/** A call that was not decided as expected. Texts are for people, with nothing hidden in them. */
export interface FailedCall {
  readonly message: string;
  readonly range: Range;
  readonly expected: Decision;
  readonly actual: Decision;
  /** The rules that decided. */
  readonly rules: readonly PlacedRule[];
  /** Where the expectation is written, if it is one word. */
  readonly expectRange?: Range;
}

/** A rule, and how many calls it decided. */
export interface CoveredRule extends PlacedRule {
  readonly decided: number;
  /** It spoke of a call that other rules decided. */
  readonly matched: boolean;
}
