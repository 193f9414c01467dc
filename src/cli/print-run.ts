import { shown, shownShort } from "../model/shown.ts";
import { reachedFor } from "../sandbox/effects.ts";
import type { Effects } from "../sandbox/effects.ts";
import type { Openings } from "../sandbox/network/openings.ts";
import type { NetworkRequest } from "../sandbox/network/tries.ts";
import type { Aftermath, RunOutcome, RunResult, RunStep } from "../sandbox/run.ts";
import type { World } from "../sandbox/world.ts";
import { ruleJson } from "./explanation-json.ts";
import { toJson } from "./json.ts";
import type { ClausePlaces } from "./places.ts";
import { UNDER_STEP, countLine, stepJson, stepLines } from "./print-steps.ts";
import { styleFor } from "./style.ts";
import type { Style } from "./style.ts";

/** More lines of a result, and more of a line, are not shown to people. */
const MOST_LINES = 8;
const MOST_CHARACTERS = 160;

/** More names of files and programs are counted. */
const MOST_NAMES = 5;

/** More of a result is not in the JSON, in characters. */
const MOST_TEXT = 20_000;

/** Where it was carried out: what was in force, which folders of programs were not there, each with why, and what of the network was open. */
export type RunPlace = Pick<World, "layers" | "leftOut"> & Openings;

/** A session that was carried out, for people. */
export function runText(
  name: string | undefined,
  { steps, counts, starts }: RunResult,
  { layers, leftOut, closed }: RunPlace,
  places: ClausePlaces,
): string {
  const style = styleFor(process.stdout);
  const lines = name === undefined ? [] : [style.bold(shown(name))];
  for (const [at, one] of steps.entries()) {
    lines.push(...stepLines(at, one.step, places, style));
    lines.push(...outcomeLines(one.outcome, style).map((line) => `${UNDER_STEP}${line}`));
  }
  for (const [server, effects] of starts)
    lines.push(`${shown(server)}, when it started: ${effectWords(effects).join(" · ")}`);
  lines.push(countLine({ steps, counts }), style.dim(`sandbox: ${layers.join(", ")}`));
  lines.push(...closedLines(closed).map((line) => style.dim(line)));
  if (leftOut.length > 0)
    lines.push(style.dim(`on PATH, but not seen inside: ${leftOut.map(shown).join("; ")}`));
  return `${lines.join("\n")}\n`;
}

/** Hosts that rules grant and that stay closed, for people. */
export function closedLines(closed: Openings["closed"]): readonly string[] {
  const lines = closed
    .slice(0, MOST_NAMES)
    .map(
      ({ rule, host, why }) =>
        `no network to ${shown(host)}, which ${shownShort(rule.id, 80)} is about: ${shown(why)}`,
    );
  const more = closed.length - lines.length;
  return more > 0 ? [...lines, `and to ${more} more`] : lines;
}

/** The same for programs. */
export function runJson(
  { steps, counts, starts }: RunResult,
  { layers, leftOut, open, closed }: RunPlace,
  places: ClausePlaces,
): string {
  const network = {
    open,
    closed: closed.map(({ rule, host, why }) => ({ host, why, rule: ruleJson(rule, places) })),
  };
  const servers = [...starts].map(([server, effects]) => ({
    server,
    effects: effectsJson(effects),
  }));
  const printed = steps.map((one) => ({
    ...stepJson(one.step, places),
    ...outcomeJson(one, places),
  }));
  return `${toJson({ steps: printed, layers, network, leftOut, servers, counts }, 2)}\n`;
}

function outcomeLines(outcome: RunOutcome, style: Style): readonly string[] {
  switch (outcome.kind) {
    case "denied":
      return ["it never reached a tool"];
    case "declined":
      return ["it was not carried out: the answer was no"];
    case "not-run":
      return [`it was not carried out: ${shown(outcome.why)}`];
    case "failed":
      return [style.red(`it ${shown(outcome.why)}`), ...aftermathLines(outcome, style)];
    case "done": {
      const { result, hint } = outcome;
      const hinted = hint === undefined ? [] : [style.yellow(shown(hint))];
      return [...resultLines(result.text), ...hinted, ...aftermathLines(outcome, style)];
    }
  }
}

function resultLines(text: string): readonly string[] {
  if (text.trim() === "") return [];
  const all = text.trimEnd().split("\n");
  const more = all.length - MOST_LINES;
  return [
    ...all.slice(0, MOST_LINES).map((line) => `| ${shownShort(line, MOST_CHARACTERS)}`),
    ...(more > 0 ? [`| … ${more} more line${more === 1 ? "" : "s"}`] : []),
  ];
}

function aftermathLines({ effects, remarks }: Aftermath, style: Style): readonly string[] {
  const did = effectWords(effects);
  return [
    ...(did.length === 0 ? [] : [did.join(" · ")]),
    ...remarks.map(({ kind, words }) => {
      const line = `! ${shown(words)}`;
      return kind === "denied" ? style.red(line) : style.yellow(line);
    }),
  ];
}

function effectWords(effects: Effects): readonly string[] {
  const parts = [
    ["created", effects.created],
    ["changed", effects.changed],
    ["deleted", effects.deleted],
    ["read", effects.read ?? []],
    ["started", effects.programs ?? []],
    ["tried to reach", triedItself(effects)],
    ...requestParts(effects.requests ?? []),
  ] as const;
  return parts.flatMap(([did, names]) => (names.length === 0 ? [] : [`${did} ${some(names)}`]));
}

/** What it reached for past the proxy. */
function triedItself({ network = [], requests = [] }: Effects): readonly string[] {
  const asked = new Set(requests.map(({ host, port }) => `${host}:${port}`));
  return network.filter((address) => !asked.has(address));
}

function requestParts(
  requests: readonly NetworkRequest[],
): readonly (readonly [string, readonly string[]])[] {
  const those = (outcome: NetworkRequest["outcome"]): readonly string[] =>
    requests
      .filter((one) => one.outcome === outcome)
      .map(({ host, port, why }) => `${host}:${port}${why === undefined ? "" : ` (${why})`}`);
  return [
    ["reached", those("allowed")],
    ["was kept from", those("refused")],
    ["did not reach", those("failed")],
  ];
}

function some(names: readonly string[]): string {
  const first = names.slice(0, MOST_NAMES).map((name) => shownShort(name, MOST_CHARACTERS));
  const more = names.length - first.length;
  return `${first.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function outcomeJson(
  { outcome }: RunStep,
  places: ClausePlaces,
): Readonly<Record<string, unknown>> {
  switch (outcome.kind) {
    case "denied":
    case "declined":
      return { outcome: outcome.kind };
    case "not-run":
      return { outcome: outcome.kind, why: outcome.why };
    case "failed":
      return { outcome: outcome.kind, why: outcome.why, ...aftermathJson(outcome, places) };
    case "done": {
      const { kind, result, hint } = outcome;
      const { text, isError } = result;
      const cut = text.length > MOST_TEXT ? { cut: text.length - MOST_TEXT } : {};
      return {
        outcome: kind,
        ...(hint === undefined ? {} : { why: hint }),
        result: { text: text.slice(0, MOST_TEXT), isError, ...cut },
        ...aftermathJson(outcome, places),
      };
    }
  }
}

function aftermathJson(
  { effects, remarks }: Aftermath,
  places: ClausePlaces,
): Readonly<Record<string, unknown>> {
  return {
    effects: effectsJson(effects),
    remarks: remarks.map(({ kind, words, rules }) => ({
      ...{ kind, message: words },
      rules: rules.map((rule) => ruleJson(rule, places)),
    })),
  };
}

/** What nobody recorded is null. */
function effectsJson(effects: Effects): unknown {
  const { created, changed, deleted, read, programs, requests } = effects;
  const network = effects.network === undefined ? undefined : reachedFor(effects);
  return {
    ...{ created, changed, deleted },
    ...{ read: read ?? null, programs: programs ?? null, network: network ?? null },
    ...(requests === undefined ? {} : { requests }),
  };
}
