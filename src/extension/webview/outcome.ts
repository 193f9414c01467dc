import type {
  RanCall,
  ShownEffect,
  ShownName,
  ShownRemark,
  ShownResult,
} from "../../protocol/run.ts";
import type { PlacedRule } from "../../protocol/simulate.ts";
import { link, make } from "./dom.ts";
import { outcomeWords } from "./outcome-words.ts";

/** What a person can do with an outcome. */
export interface OutcomeActions {
  readonly rule: (rule: PlacedRule) => void;
  readonly diff: (path: string) => void;
}

/** As many lines of a result are shown of a call that is not opened. */
const FEW_LINES = 4;

/** What became of a call in the sandbox: its result, what it touched, and what is to be said of that. */
export function outcomeOf(
  { outcome, decision, why, result, effects, remarks }: RanCall,
  now: RanCall["decision"],
  amount: "all" | "few",
  actions: OutcomeActions,
): HTMLElement {
  const then = decision === now ? "" : ` (then it was decided ${decision})`;
  const isBad = outcome === "failed" || result?.isError === true;
  return make("div", {
    class: "outcome",
    holds: [
      make("p", {
        class: isBad ? "what bad" : "what",
        holds: [`${outcomeWords(outcome, why, result)}${then}`],
      }),
      ...(result === undefined || result.lines.length === 0 ? [] : [resultOf(result, amount)]),
      ...effects.map((effect) => effectOf(effect, actions)),
      ...remarks.map((remark) => remarkOf(remark, actions)),
    ],
  });
}

function resultOf({ lines, more }: ShownResult, amount: "all" | "few"): HTMLElement {
  const shown = amount === "all" ? lines : lines.slice(0, FEW_LINES);
  const rest = lines.length - shown.length + more;
  const end = rest === 0 ? [] : [`\n… ${rest} more ${rest === 1 ? "line" : "lines"}`];
  return make("pre", {
    attributes: { "aria-label": "Result" },
    holds: [shown.join("\n"), ...end],
  });
}

function effectOf({ did, names, more }: ShownEffect, actions: OutcomeActions): HTMLElement {
  const items = names.flatMap((name, at) => [at === 0 ? "" : ", ", nameOf(name, actions)]);
  return make("p", {
    class: "effect",
    holds: [
      make("span", { class: "why", holds: [`${did} `] }),
      ...items,
      ...(more === 0 ? [] : [` and ${more} more`]),
    ],
  });
}

function nameOf({ text, path }: ShownName, { diff }: OutcomeActions): Node {
  if (path === undefined) return make("code", { holds: [text] });
  return link(text, `Compare ${text} with the workspace`, () => diff(path));
}

function remarkOf({ kind, words, rules }: ShownRemark, { rule: go }: OutcomeActions): HTMLElement {
  const places = rules.flatMap((rule) => [
    " · ",
    link(rule.place, `Go to ${rule.id} at ${rule.place}`, () => go(rule)),
  ]);
  return make("p", { class: `remark ${kind}`, holds: [words, ...places] });
}
