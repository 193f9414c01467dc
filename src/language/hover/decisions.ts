import type { SymbolicPath } from "../../model/place.ts";
import type { StepResult } from "../../simulation/run.ts";
import { callWords, count, fromRoot, reasonWords } from "../../workspace/words.ts";
import type { Client } from "../client.ts";
import type { Decided, DecidedCall } from "../decided.ts";
import { code, paragraphs, plainMarkdown } from "../markdown.ts";
import { placing } from "../simulation.ts";

/** As many calls of a case are listed; those that are not as expected come first. */
const MOST_CALLS = 8;

/** Is it a place at which people ask what becomes of a call? The name of a case, its calls, what is expected of them. */
export function asksForDecision(path: SymbolicPath, on: "key" | "value"): boolean {
  const [list, index, key, ...rest] = path;
  const inSession = key === "session" && rest.length > 0;
  const last = inSession ? rest[1] : key;
  const isOwn = inSession ? rest.length === 2 : rest.length === 0;
  if (typeof index !== "number" || (list !== "steps" && list !== "cases")) return false;
  if (last === "expect" || last === "name") return isOwn;
  if (on === "key") return isOwn && (last === "call" || last === "session" || last === "each");
  if (key === "each") return rest.length === 2;
  return (key === "allow" || key === "ask") && rest.length === 2;
}

/** What becomes of calls, and by which rules, with a link to each. */
export function decisionMarkdown({ calls, policy }: Decided, client: Client): string | undefined {
  const [only, ...others] = calls;
  if (only === undefined) return undefined;
  const reason = reasonOf(placing(policy, client), policy.root);
  if (others.length === 0) return callMarkdown(only, reason);
  const wrong = calls.filter((one) => !isMet(one));
  const listed = [...wrong, ...calls.filter(isMet)].slice(0, MOST_CALLS);
  const left = calls.length - listed.length;
  const lines = listed.map((one) => `- ${callMarkdown(one, reason)}`);
  return paragraphs([
    wrong.length === 0
      ? `${count(calls.length, "call")}, all as expected:`
      : `${wrong.length} of ${count(calls.length, "call")} not as expected:`,
    [...lines, ...(left > 0 ? [`- ${left} more`] : [])].join("\n"),
  ]);
}

function isMet({ expect, step, slipped }: DecidedCall): boolean {
  return (expect === undefined || expect === step.verdict.decision) && slipped.length === 0;
}

type Reason = (step: StepResult) => string;

function callMarkdown({ expect, step, slipped }: DecidedCall, reason: Reason): string {
  const { decision } = step.verdict;
  const instead =
    expect === undefined || expect === decision ? "" : `, and ${code(expect)} is expected`;
  const [slip] = slipped;
  const allowed =
    slip === undefined ? "" : `; but ${code(callWords(slip.call))} is allowed, ${reason(slip)}`;
  return `${code(callWords(step.call))}: ${code(decision)}${instead}, ${reason(step)}${allowed}`;
}

function reasonOf(placed: ReturnType<typeof placing>, root: string): Reason {
  return (step) => {
    const { rules, problems } = step.verdict;
    if (problems.length > 0 || rules.length === 0)
      return plainMarkdown(
        fromRoot(
          reasonWords(step, (rule) => placed(rule).place),
          root,
        ),
      );
    const links = rules.map((rule) => {
      const { id, uri, range, place } = placed(rule);
      // A bracket in an address would end the link.
      const target = `${uri}#L${range.start.line + 1}`.replace(/[()<>\s\\]/g, encoded);
      return `[${plainMarkdown(id)}](${target}) at ${code(place)}`;
    });
    return `by ${links.join("; ")}`;
  };
}

function encoded(char: string): string {
  return `%${char.charCodeAt(0).toString(16).padStart(2, "0")}`;
}
