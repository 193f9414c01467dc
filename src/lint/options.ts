import type { AnalysisCache } from "../analysis/desk.ts";
import type { Hints } from "../analysis/hints.ts";
import type { World } from "../engine/engine.ts";
import type { ToolCall } from "../model/call.ts";
import type { ToolCatalog } from "../model/tool-catalog.ts";
import type { LintRule, Peer } from "./rule.ts";

/** What a check needs besides the documents. */
export interface LintOptions {
  readonly rules: readonly LintRule[];
  readonly world: World;
  /** The instant of the check, RFC 3339. */
  readonly now: string;
  /** What the servers of the workspace say of their tools; absent where nobody looked. */
  readonly catalog?: ToolCatalog;
  /** Completes a witness with the context in which it is decided. */
  placed(call: ToolCall): ToolCall;
  /** The other agents of the workspace that have a document; absent where nobody looked. */
  readonly peers?: readonly Peer[];
  /** Real values of the workspace for calls that show what is permitted. */
  readonly hints?: Hints;
  /** Kept from one check of the same workspace to the next. */
  readonly cache?: AnalysisCache;
}
