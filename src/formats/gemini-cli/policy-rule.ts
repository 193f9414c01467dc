import type { RE2JS } from "re2js";

import type { JsonObject } from "../../model/json.ts";
import type { SymbolicPath } from "../../model/place.ts";

/** What a rule of a policy says. */
export type PolicyDecision = "allow" | "deny" | "ask_user";

/** The modes of Gemini CLI, its default first. */
export const MODES = ["default", "autoEdit", "plan", "yolo"] as const;

/** A mode of Gemini CLI. */
export type Mode = (typeof MODES)[number];

/** An expression over the arguments of a call; `unknown` where what it takes cannot be told in linear time. */
export type ArgsPattern =
  | { readonly kind: "regex"; readonly regex: RE2JS }
  | { readonly kind: "unknown"; readonly source: string };

/** One rule as the engine of Gemini CLI has it: of one tool name and one expression. Source: `policy/types.ts`, `policy/toml-loader.ts` (0.61.0). */
export interface PolicyRule {
  readonly tool: string;
  readonly server?: string;
  readonly subagent?: string;
  readonly annotations?: JsonObject;
  readonly args?: ArgsPattern;
  readonly decision: PolicyDecision;
  /** With its tier: 4.1 is priority 100 of a person's own. */
  readonly priority: number;
  readonly modes?: readonly string[];
  readonly interactive?: boolean;
  readonly redirection: boolean;
  /** Where it stands in its file; absent for one that Gemini CLI brings along. */
  readonly entry?: SymbolicPath;
  readonly origin: string;
}
