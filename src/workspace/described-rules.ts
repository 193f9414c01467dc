import type { LintRule } from "../lint/rule.ts";
import { RULES } from "../rules/index.ts";

/** All rules as others describe them, by id. */
export const DESCRIBED_RULES: readonly Omit<LintRule, "check">[] = RULES;
