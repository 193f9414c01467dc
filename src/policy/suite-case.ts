import type { Decision, ToolCall } from "../model/call.ts";
import type { SymbolicPath } from "../model/place.ts";
import type { ToolCatalog } from "../model/tool-catalog.ts";
import type { Report } from "./report.ts";

/** A call of a case, and what should become of it. */
export interface ExpectedCall {
  readonly call: ToolCall;
  readonly expect: Decision;
  /** Where a person looks for it: the step, the value of `each`, or `each` itself. */
  readonly at: SymbolicPath;
}

/** What a suite holds a policy to. */
export interface SuiteCase {
  readonly name: string;
  /** Of a `session` the calls are made in order, in one session; of another form each is made in a session of its own. */
  readonly form: "call" | "each" | "session";
  /** Each denied call is tried in other spellings too. */
  readonly equivalents: boolean;
  readonly calls: readonly ExpectedCall[];
  readonly at: SymbolicPath;
}

/** What the readers of one suite share. */
export interface CaseReading {
  readonly report: Report;
  /** Finds tools that a server does not have. */
  readonly catalog: ToolCatalog | undefined;
  /** How many calls the suite may still have. */
  left: number;
}
