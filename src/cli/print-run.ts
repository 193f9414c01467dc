import { shown, shownShort } from "../model/shown.ts";
import type { AuditSummary } from "../sandbox/audit/journal.ts";
import { auditWords } from "../sandbox/audit/words.ts";
import { effectWords } from "../sandbox/effect-words.ts";
import { reachedFor } from "../sandbox/effects.ts";
import type { Effects } from "../sandbox/effects.ts";
import { closedLines } from "../sandbox/network/closed-lines.ts";
import type { Openings } from "../sandbox/network/openings.ts";
import type { Aftermath, RunOutcome } from "../sandbox/outcome.ts";
import type { RunResult, RunStep } from "../sandbox/run.ts";
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

/**
 * Where it was carried out: what was in force, which folders of programs were not there, each with why, what of the network was open, and
 * where it was written down.
 */
export type RunPlace = Pick<World, "layers" | "leftOut"> &
  Openings & { readonly audit: AuditSummary };

/** A session that was carried out, for people. */
export function runText(
  name: string | undefined,
  { steps, counts, starts }: RunResult,
  { layers, leftOut, closed, audit }: RunPlace,
  places: ClausePlaces,
): string {
  const style = styleFor(process.stdout);
  const lines = name === undefined ? [] : [style.bold(shown(name))];
  for (const [at, one] of steps.entries()) {
    lines.push(...stepLines(at, one.step, places, style));
    lines.push(...outcomeLines(one.outcome, style).map((line) => `${UNDER_STEP}${line}`));
  }
  for (const [server, effects] of starts)
    lines.push(`${shown(server)}, when it started: ${didWords(effects).join(" · ")}`);
  lines.push(countLine({ steps, counts }), style.dim(`sandbox: ${layers.join(", ")}`));
  lines.push(...closedLines(closed).map((line) => style.dim(line)));
  if (leftOut.length > 0)
    lines.push(style.dim(`on PATH, but not seen inside: ${leftOut.map(shown).join("; ")}`));
  lines.push(style.dim(auditWords(audit)));
  return `${lines.join("\n")}\n`;
}

/** The same for programs. */
export function runJson(
  { steps, counts, starts }: RunResult,
  { layers, leftOut, open, closed, audit }: RunPlace,
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
  return `${toJson({ steps: printed, layers, network, leftOut, servers, audit, counts }, 2)}\n`;
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
  const did = didWords(effects);
  return [
    ...(did.length === 0 ? [] : [did.join(" · ")]),
    ...remarks.map(({ kind, words }) => {
      const line = `! ${shown(words)}`;
      return kind === "denied" ? style.red(line) : style.yellow(line);
    }),
  ];
}

function didWords(effects: Effects): readonly string[] {
  return effectWords(effects).map(({ did, names }) => `${did} ${some(names)}`);
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
