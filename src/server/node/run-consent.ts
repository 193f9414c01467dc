import type { SessionResult } from "../../simulation/run.ts";
import type { LiveParams } from "../../protocol/live.ts";
import type { ConfirmRunParams } from "../../protocol/run.ts";
import { shown, shownShort } from "../../model/shown.ts";
import type { LiveTools } from "./live-tools.ts";
import type { ServerPlan } from "../../sandbox/servers.ts";
import type { World } from "../../sandbox/world.ts";
import { callWords, count } from "../../workspace/words.ts";

/** More calls and tools are counted. */
const MOST_CALLS = 12;
const MOST_TOOLS = 40;

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
    question: "Run this session in a sandbox?",
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

/** What a model will work with. */
export interface LiveGround {
  readonly tools: LiveTools;
  readonly servers: ServerPlan;
  readonly world: World;
}

/** What a person has to know before a model tries calls: which one, with what, how far, and what holds it. */
export function liveConsent(
  { model, prompt, budget }: LiveParams,
  root: string,
  { tools: { tools, notes }, servers: { lines }, world: { layers } }: LiveGround,
): ConfirmRunParams {
  const named = tools.slice(0, MOST_TOOLS).map(({ name }) => shown(name));
  const more = tools.length - named.length;
  return {
    question: `Let ${shownShort(model, 80)} try calls in a sandbox?`,
    // Nobody knows yet.
    asks: 1,
    lines: [
      `Prompt: ${shownShort(prompt, 500)}`,
      `Tools: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
      ...notes,
      `At most ${count(budget, "call")}, each decided by the policy first. The prompt and what the calls return go to the model.`,
      "",
      `In a throw-away copy of ${shown(root)}.`,
      ...(lines.length === 0 ? [] : ["", "Servers that may start inside:", ...lines]),
      "",
      `Held by: ${layers.join(", ")}.`,
    ],
  };
}
