import type { Range } from "vscode-languageserver-types";
import type { Subject } from "./view.ts";

/** Request: a call that was simulated, as a case of a test suite with its present decision. Nothing is written. */
export const CREATE_CASE = "ambit/createCase";

/** Which call, counted from 0, and the suite that the case is added to: without one, it is a new one beside the policy. */
export interface CreateCaseParams {
  readonly subject: Subject;
  readonly index: number;
  readonly suite?: string;
}

/** What a document is to hold, or for people why there is no such case. A document that `isNew` has no file yet. */
export type CreateCaseResult =
  | {
      readonly uri: string;
      readonly isNew: boolean;
      readonly range: Range;
      readonly newText: string;
    }
  | { readonly problem: string };
