import type { SessionResult } from "../../simulation/run.ts";
import type { ConfirmRunParams } from "../../protocol/run.ts";
import { shown } from "../../model/shown.ts";
import type { ServerPlan } from "../../sandbox/servers.ts";
import type { World } from "../../sandbox/world.ts";
import { callWords, count } from "../../workspace/words.ts";

/** More calls are counted. */
const MOST_CALLS = 12;

/** What a person has to know before a session runs: where, which calls, which servers, and what holds them. */
export function consentOf(
  { steps, counts }: SessionResult,
  root: string,
  { lines }: ServerPlan,
  { layers }: World,
): ConfirmRunParams {
  const { allow, ask } = counts;
  const calls = steps.filter(({ verdict }) => verdict.decision !== "deny");
  const more = calls.length - MOST_CALLS;
  return {
    asks: ask,
    lines: [
      `In a throw-away copy of ${shown(root)}:`,
      ...calls
        .slice(0, MOST_CALLS)
        .map(({ call, verdict }) => `  ${verdict.decision}: ${callWords(call)}`),
      ...(more > 0 ? [`  … and ${count(more, "more call")}`] : []),
      ...(allow + ask === 0 ? ["  no call: the policy denies all of them"] : []),
      ...(lines.length === 0 ? [] : ["", "Servers that start inside:", ...lines]),
      "",
      `Held by: ${layers.join(", ")}.`,
    ],
  };
}
