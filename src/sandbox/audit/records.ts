import { createHmac } from "node:crypto";

import { canonicalJson } from "../../model/canonical.ts";
import { isObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Redact } from "../../model/redact.ts";
import { redactJson } from "../../model/redact.ts";
import type { StepResult } from "../../simulation/run.ts";
import { errandFor } from "../carrier.ts";
import type { Effects } from "../effects.ts";
import type { NetworkRequest } from "../network/tries.ts";
import type { Remark } from "../remarks.ts";
import type { Answer } from "../journal.ts";
import type { RunOutcome } from "../outcome.ts";

/** How a run is written down. */
export interface RecordStyle {
  /** Of the keyed hashes. */
  readonly key: Buffer;
  /** What calls are about, and what programs were started with: as keyed hashes, or readable too. */
  readonly details: "hashed" | "readable";
  readonly redact: Redact;
  /** The folder that files of policies are named from. */
  readonly root: string;
}

/** A call as it was decided, before anything of it is carried out. */
export function decisionRecord(
  at: number,
  { call, verdict }: StepResult,
  answer: Answer,
  style: RecordStyle,
): JsonObject {
  const { tool, args, agent, context } = call;
  const errand = errandFor(verdict.tool, call);
  const isSent = !("nobody" in errand) && verdict.decision !== "deny" && answer !== "no";
  const server = "nobody" in errand ? undefined : errand.server;
  const cwd = context?.cwd;
  return {
    ...{ kind: "decision", step: at, tool: style.redact(tool) },
    ...(agent === undefined ? {} : { agent: style.redact(agent) }),
    ...(server === undefined ? {} : { server: style.redact(server) }),
    ...detailsOf(args, style),
    ...(cwd === undefined ? {} : { cwd: style.redact(cwd) }),
    decision: verdict.decision,
    rules: verdict.rules.map(({ id, effect, file }) => ({
      ...{ id: style.redact(id), effect },
      policy: fromRoot(file, style.root),
    })),
    problems: verdict.problems.map(({ code }) => code),
    ...(answer === undefined ? {} : { answer }),
    through: isSent,
  };
}

/** What became of a call that was not held back; nothing where nothing did. */
export function outcomeRecord(
  at: number,
  outcome: RunOutcome,
  style: RecordStyle,
): JsonObject | undefined {
  if (outcome.kind === "denied" || outcome.kind === "declined") return undefined;
  const head = { kind: "outcome", step: at, outcome: outcome.kind };
  if (!("effects" in outcome))
    return { ...head, executed: false, why: "why" in outcome ? style.redact(outcome.why) : "" };
  const { ms, definition, effects, remarks } = outcome;
  const said =
    outcome.kind === "failed"
      ? { why: style.redact(outcome.why) }
      : { isError: outcome.result.isError, result: keyed(outcome.result.text, style) };
  return {
    ...{ ...head, executed: true, ms, ...said },
    ...(definition === undefined ? {} : { definition }),
    effects: effectsRecord(effects, style),
    agreement: agreementOf(remarks, definition),
    remarks: remarks.map(({ kind, words, rules }) => ({
      ...{ kind, words: style.redact(words) },
      rules: rules.map(({ id }) => style.redact(id)),
    })),
  };
}

/** What was created, read, started and reached for. What nobody recorded is null. */
export function effectsRecord(effects: Effects, style: RecordStyle): JsonObject {
  const { created, changed, deleted, read, programs, network, requests } = effects;
  const names = (all: readonly string[] | undefined): Json => all?.map(style.redact) ?? null;
  return {
    ...{ created: names(created), changed: names(changed), deleted: names(deleted) },
    ...{ read: names(read), network: names(network) },
    programs: programs?.map((line) => programRecord(line, style)) ?? null,
    ...(requests === undefined
      ? {}
      : { requests: requests.map((one) => requestRecord(one, style)) }),
  };
}

function requestRecord(
  { host, port, outcome, why, times }: NetworkRequest,
  style: RecordStyle,
): JsonObject {
  const reason = why === undefined ? {} : { why: style.redact(why) };
  return { host: style.redact(host), port, outcome, ...reason, times };
}

/** What a program is started with is as telling as the arguments of a call. */
function programRecord(line: string, style: RecordStyle): JsonObject {
  const [program = ""] = style.redact(line).split(" ", 1);
  const readable = style.details === "readable" ? { line: style.redact(line) } : {};
  return { program, ...readable, keyed: keyed(line, style) };
}

function detailsOf(args: JsonObject, style: RecordStyle): JsonObject {
  const hashes = Object.entries(args).map(([name, value]): [string, Json] => [
    style.redact(name),
    keyed(value, style),
  ]);
  const readable = redactJson(args, style.redact);
  return {
    args: Object.fromEntries(hashes),
    ...(style.details === "readable" && isObject(readable) ? { arguments: readable } : {}),
  };
}

/** Says whether two values are the same, to whoever has the key, and to nobody what they are: short ones could be guessed without. */
function keyed(value: Json, { key }: RecordStyle): string {
  return `hmac-sha256:${createHmac("sha256", key).update(canonicalJson(value)).digest("hex")}`;
}

function agreementOf(remarks: readonly Remark[], definition: string | undefined): JsonObject {
  const has = (kind: Remark["kind"]): boolean => remarks.some((remark) => remark.kind === kind);
  const policy = has("denied") ? "denied" : has("ungranted") ? "ungranted" : "holds";
  // Our own tools say nothing of themselves.
  const annotations = has("annotation") ? "differs" : definition === undefined ? "unsaid" : "holds";
  return { policy, annotations };
}

/** A path of the workspace, named from its folder on. */
export function fromRoot(path: string, root: string): string {
  return root !== "/" && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
