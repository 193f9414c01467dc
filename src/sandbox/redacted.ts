import type { ToolCall } from "../model/call.ts";
import { isObject } from "../model/json.ts";
import type { JsonObject } from "../model/json.ts";
import { redactJson } from "../model/redact.ts";
import type { Redact } from "../model/redact.ts";
import type { StepResult } from "../simulation/run.ts";
import type { Effects } from "./effects.ts";
import type { NetworkRequest } from "./network/tries.ts";
import type { Aftermath, RunOutcome } from "./outcome.ts";

/** A decided call as it may be shown: the one place where calls enter what is reported of a run. Rules stay as they are. */
export function redactedStep(step: StepResult, redact: Redact): StepResult {
  const { call, lacking } = step;
  const shownCall: ToolCall = { ...call, ...parts(call, redact) };
  return {
    ...{ ...step, call: shownCall },
    ...(lacking === undefined ? {} : { lacking: { ...lacking, ...parts(lacking, redact) } }),
  };
}

/** What became of a call, as it may be shown: the one place where what servers say and do enters what is reported of a run. */
export function redactedOutcome(outcome: RunOutcome, redact: Redact): RunOutcome {
  switch (outcome.kind) {
    case "denied":
    case "declined":
      return outcome;
    case "not-run":
      return { ...outcome, why: redact(outcome.why) };
    case "failed":
      return { ...outcome, why: redact(outcome.why), ...redactedAftermath(outcome, redact) };
    case "done": {
      const { result, hint } = outcome;
      return {
        ...{ ...outcome, result: { ...result, text: redact(result.text) } },
        ...(hint === undefined ? {} : { hint: redact(hint) }),
        ...redactedAftermath(outcome, redact),
      };
    }
  }
}

/** Effects as they may be shown. */
export function redactedEffects(effects: Effects, redact: Redact): Effects {
  const { created, changed, deleted, read, programs, network, requests, missed } = effects;
  const all = (texts: readonly string[]): readonly string[] => texts.map(redact);
  return {
    ...{ created: all(created), changed: all(changed), deleted: all(deleted) },
    ...{ read: read && all(read), programs: programs && all(programs) },
    ...{ network: network && all(network), missed: missed && all(missed) },
    ...(requests === undefined
      ? {}
      : { requests: requests.map((one) => redactedRequest(one, redact)) }),
  };
}

function redactedRequest(request: NetworkRequest, redact: Redact): NetworkRequest {
  const { host, why } = request;
  return { ...request, host: redact(host), ...(why === undefined ? {} : { why: redact(why) }) };
}

function redactedAftermath(
  { effects, remarks }: Aftermath,
  redact: Redact,
): Pick<Aftermath, "effects" | "remarks"> {
  return {
    effects: redactedEffects(effects, redact),
    remarks: remarks.map((remark) => ({ ...remark, words: redact(remark.words) })),
  };
}

function parts(
  { tool, args }: { readonly tool: string; readonly args: JsonObject },
  redact: Redact,
): { readonly tool: string; readonly args: JsonObject } {
  const readable = redactJson(args, redact);
  return { tool: redact(tool), args: isObject(readable) ? readable : {} };
}
