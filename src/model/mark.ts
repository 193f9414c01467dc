import type { ToolCall } from "./call.ts";
import type { Place } from "./place.ts";
import type { Severity } from "./problem.ts";

/**
 * What only the reader of an agent's own file can know is wrong there; the rule of the same id reports it. So rules know no format, and
 * formats no rule.
 */
export interface Mark {
  readonly kind: MarkKind;
  readonly at: Place;
  /** Lower-case start, no final stop; what happens, why that matters, what to do. */
  readonly message: string;
  /** A call that shows it. `permits`: shown only where the engine confirms that it is allowed. */
  readonly witness?: ToolCall;
  /** Further calls that show it too, where others of the file stop that one. */
  readonly others?: readonly ToolCall[];
  /** The entry as it was probably meant, as the file writes it (quotes and all). */
  readonly meant?: string;
  readonly severity?: Severity;
  readonly related?: readonly { readonly at: Place; readonly message: string }[];
}

/** The kinds of marks: each is the id of a rule. */
export const MARK_KINDS = [
  "entry-not-consulted",
  "deny-respelled",
  "no-word-boundary",
  "wildcard-inside-command",
  "not-absolute-path",
  "pattern-not-anchored",
  "pattern-not-valid",
  "look-alike-host",
  "misplaced-key",
  "file-not-read",
  "order-trap",
  "prompts-off",
  "servers-enabled",
  "local-settings-committed",
  "unpinned-package",
  "hook-fails-open",
  "sandbox-hole",
  "piled-up-approvals",
  "machine-path",
  "deny-beside-interpreter",
  "unreachable-entry",
  "redundant-entry",
  "deprecated-key",
] as const;

/** The kind of a mark. */
export type MarkKind = (typeof MARK_KINDS)[number];
