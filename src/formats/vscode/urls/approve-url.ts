import type { Clause } from "../../../model/clause.ts";
import { urlGlobMatches } from "./url-glob.ts";

/** An entry of `chat.tools.urls.autoApprove`. */
export interface UrlRule {
  readonly pattern: string;
  /** May it be asked without a prompt? Absent: the entry does not say. */
  readonly request?: boolean;
  /** May the answer be used without a prompt? */
  readonly response?: boolean;
  /** Absent for those that VS Code ships. */
  readonly clause?: Clause;
}

/** What VS Code ships. Source: microsoft/vscode, `chat.shared.contribution.ts` (autumn 2026, after 1.127). */
export const SHIPPED_URLS: readonly UrlRule[] = [
  { pattern: "https://code.visualstudio.com", request: true, response: true },
  { pattern: "https://github.com/microsoft/vscode/wiki/*", request: true, response: true },
];

/**
 * The first entry that matches and says something of the step, as it stands in the file.
 *
 * Source: microsoft/vscode, `src/vs/workbench/contrib/chat/common/chatUrlFetchingPatterns.ts` at 50aeeb04 (MIT).
 */
export function urlRule(
  rules: readonly UrlRule[],
  url: string,
  step: "request" | "response",
): UrlRule | undefined {
  return rules.find((rule) => rule[step] !== undefined && urlGlobMatches(url, rule.pattern));
}
