import type { CallResult } from "../mcp/session.ts";
import type { Effects } from "./effects.ts";
import type { Remark } from "./remarks.ts";

/** What became of a call. `denied` never reached a tool, and neither did `declined`, to which a person said no. */
export type RunOutcome =
  | { readonly kind: "denied" | "declined" }
  | { readonly kind: "not-run"; readonly why: string }
  | ({ readonly kind: "failed"; readonly why: string } & Aftermath)
  | ({ readonly kind: "done"; readonly result: CallResult; readonly hint?: string } & Aftermath);

/** What is left to say of a call that reached its tool. */
export interface Aftermath {
  /** How long the call took, in milliseconds. */
  readonly ms: number;
  /** The digest of the tool that was called; absent for those of Ambit. */
  readonly definition?: string;
  readonly effects: Effects;
  readonly remarks: readonly Remark[];
}
