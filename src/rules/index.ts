import type { LintRule } from "../lint/rule.ts";
import { interpreterCommand } from "./interpreter-command.ts";

/** All rules, by id. */
export const RULES: readonly LintRule[] = [interpreterCommand];
