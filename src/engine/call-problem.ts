import type { Decision } from "../model/call.ts";
import type { Range } from "../model/place.ts";

/** Why a call was denied without looking at rules, or what else is to be known about it. */
export interface CallProblem {
  readonly code: string;
  readonly message: string;
  /** Where it stands, when that is in a document. */
  readonly at?: { readonly file: string; readonly range: Range };
}

/** What is to be known of a decision that was made as an agent's own rules would make it. */
export interface VendorVerdict {
  /** What is taken for granted: the mode, a trusted folder, a person at the terminal. Sentences without a full stop. */
  readonly assumes: readonly string[];
  /** What decided where no rule did (a mode, a built-in list, the default). A sentence without its full stop. */
  readonly because?: string;
  /** The vendor documents nothing: the decision stands for nothing, and is the strictest. Why, without a full stop. */
  readonly unknown?: string;
  /** It runs in the agent's own sandbox, which may keep from it what it needs: the network, files outside of the workspace. */
  readonly sandboxed?: true;
  /** Sources disagree: the decision is the documented one, and this the widest that was seen. */
  readonly pessimistic?: { readonly decision: Decision; readonly why: string };
}
