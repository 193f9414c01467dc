import type { Explanation } from "../engine/explanation.ts";
import type { Clause } from "../model/clause.ts";
import { shown } from "../model/shown.ts";
import type { PlacedRule, ShownPart, StepDetails } from "../protocol/simulate.ts";
import type { StepResult } from "../simulation/run.ts";
import { callWords } from "../workspace/words.ts";

/** As much of a text, of a list, and of rules is shown. */
const MOST_TEXT = 2000;
const MOST_ITEMS = 100;
const MOST_RULES = 1000;

/** Everything about one decision, in words. Files below `root` are named from there on. */
export function stepDetails(
  { call }: StepResult,
  explanation: Explanation,
  placed: (rule: Clause) => PlacedRule,
  root: string,
): StepDetails {
  const { considered, parts, problems } = explanation;
  const args = Object.entries(call.args);
  return {
    tool: longText(call.tool),
    args: args.slice(0, MOST_ITEMS).map(([name, value]) => ({
      name: longText(name),
      value: longText(typeof value === "string" ? value : JSON.stringify(value)),
    })),
    parts: shownParts(explanation, root),
    // The rules that speak of the call first; each group in the order of the policy.
    considered: considered
      .toSorted((a, b) => Number(b.matched) - Number(a.matched))
      .slice(0, MOST_RULES)
      .map(({ clause, matched, why }) => ({
        rule: placed(clause),
        matched,
        why: longText(root === "/" ? why : why.replaceAll(`\`${root}/`, "`")),
      })),
    notes: [
      ...problems.map(({ message }) => longText(message)),
      ...leftOut(args.length, MOST_ITEMS, "arguments"),
      ...leftOut(parts.length, MOST_ITEMS, "parts"),
      ...leftOut(considered.length, MOST_RULES, "rules"),
    ],
  };
}

/** What of a call was decided on its own. Files below `root` are named from there on. */
export function shownParts(
  { parts }: Pick<Explanation, "parts">,
  root: string,
): readonly ShownPart[] {
  const words = (one: CallWords): string => callWords(fromRoot(one, root));
  return parts.slice(0, MOST_ITEMS).map((part) => ({
    call: words(part),
    decision: part.decision,
    by: part.rules.slice(0, MOST_ITEMS).map(({ id }) => longText(id)),
    views: part.views.slice(0, MOST_ITEMS).map(words),
  }));
}

type CallWords = Parameters<typeof callWords>[0];

function fromRoot({ tool, args }: CallWords, root: string): CallWords {
  const { path } = args;
  const isBelow = typeof path === "string" && root !== "/" && path.startsWith(`${root}/`);
  if (!isBelow || !tool.startsWith("file.")) return { tool, args };
  return { tool, args: { ...args, path: path.slice(root.length + 1) } };
}

/** A text as one line with nothing hidden, cut with a note where it is long. */
export function longText(text: string): string {
  const note =
    text.length > MOST_TEXT ? `… (the first ${MOST_TEXT} of ${text.length} characters)` : "";
  return `${shown(cut(text))}${note}`;
}

function cut(text: string): string {
  return text.length > MOST_TEXT ? text.slice(0, MOST_TEXT) : text;
}

function leftOut(all: number, most: number, what: string): readonly string[] {
  return all > most ? [`only the first ${most} of ${all} ${what} are shown`] : [];
}
