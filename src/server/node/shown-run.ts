import type { LoadedPolicy } from "../../workspace/workspace.ts";
import { placing } from "../../language/simulation.ts";
import type { Client } from "../../language/client.ts";
import { longText } from "../../language/simulation-details.ts";
import { shown, shownShort } from "../../model/shown.ts";
import type {
  RanCall,
  RanChange,
  RanSession,
  ShownEffect,
  ShownResult,
} from "../../protocol/run.ts";
import { TELLING_WORDS, changesOf } from "../../sandbox/apply.ts";
import { effectWords } from "../../sandbox/effect-words.ts";
import type { Effects } from "../../sandbox/effects.ts";
import type { Aftermath, RunOutcome } from "../../sandbox/outcome.ts";
import type { CarriedOut } from "../../sandbox/carry-out.ts";
import { closedLines } from "../../sandbox/network/closed-lines.ts";
import type { RunStep } from "../../sandbox/run.ts";
import { callWords, count } from "../../workspace/words.ts";

/** More calls are carried out, and not shown. */
export const MOST_CALLS = 1_000;

/** More lines of a result, and more of a line, are not shown. */
const MOST_LINES = 200;
const MOST_CHARACTERS = 400;

/** More names of files and programs are counted. */
const MOST_NAMES = 20;

/** More changed files are counted. */
const MOST_CHANGES = 500;

/** Says what became of each call of a session that a policy decides. */
export function callShower(policy: LoadedPolicy, client: Client): ShowCall {
  const placed = placing(policy, client);
  return ({ step, outcome }, index) => {
    const { effects, remarks } = aftermathOf(outcome);
    return {
      ...{ index, call: callWords(step.call), decision: step.verdict.decision },
      ...{ outcome: outcome.kind, ...saidOf(outcome) },
      effects: effects === undefined ? [] : shownEffects(effects),
      remarks: remarks.map(({ kind, words, rules }) => ({
        ...{ kind, words: longText(words), rules: rules.map(placed) },
      })),
    };
  };
}

/** A call, counted from 0, and what became of it, for people. */
export type ShowCall = (step: RunStep, index: number) => RanCall;

/** A session that was carried out, as the editor shows it. */
export async function shownRun(
  { result, world, network, audit }: CarriedOut,
  show: ShowCall,
): Promise<RanSession> {
  const { auditWords } = await import("../../sandbox/audit/words.ts");
  const changes = (await changesOf(world)).map(({ path, what, isTelling }): RanChange => {
    const change = { path, text: shownShort(path, 200), what };
    return isTelling ? { ...change, warning: TELLING_WORDS } : change;
  });
  const started = [...result.starts].map(([server, effects]) => {
    const did = shownEffects(effects).map(
      ({ did: how, names }) => `${how} ${names.map(({ text }) => text).join(", ")}`,
    );
    return `${shown(server)}, when it started: ${did.join("; ")}`;
  });
  const more = changes.length - MOST_CHANGES;
  return {
    calls: result.steps.slice(0, MOST_CALLS).map(show),
    layers: world.layers.map(longText),
    notes: [
      ...closedLines(network.closed).map(longText),
      ...started.map(longText),
      ...(world.leftOut.length === 0
        ? []
        : [longText(`on PATH, but not seen inside: ${world.leftOut.join("; ")}`)]),
      ...(more > 0 ? [`${count(more, "more change")} not listed`] : []),
      auditWords(audit),
    ],
    changes: changes.slice(0, MOST_CHANGES),
  };
}

function aftermathOf(outcome: RunOutcome): Partial<Aftermath> & Pick<Aftermath, "remarks"> {
  return "effects" in outcome ? outcome : { remarks: [] };
}

function saidOf(outcome: RunOutcome): Pick<RanCall, "why" | "result"> {
  switch (outcome.kind) {
    case "denied":
    case "declined":
      return {};
    case "not-run":
    case "failed":
      return { why: longText(outcome.why) };
    case "done": {
      const result = shownResult(outcome.result.text, outcome.result.isError);
      return outcome.hint === undefined ? { result } : { result, why: longText(outcome.hint) };
    }
  }
}

function shownResult(text: string, isError: boolean): ShownResult {
  const lines = text.trim() === "" ? [] : text.trimEnd().split("\n");
  return {
    lines: lines.slice(0, MOST_LINES).map((line) => shownShort(line, MOST_CHARACTERS)),
    more: Math.max(0, lines.length - MOST_LINES),
    isError,
  };
}

function shownEffects(effects: Effects): readonly ShownEffect[] {
  return effectWords(effects).map(({ did, names, isWritten }) => ({
    did,
    names: names.slice(0, MOST_NAMES).map((name) => {
      const text = shownShort(name, 200);
      return isWritten && !name.endsWith("/") ? { text, path: name } : { text };
    }),
    more: Math.max(0, names.length - MOST_NAMES),
  }));
}
