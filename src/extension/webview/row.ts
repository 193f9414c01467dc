import type { PlacedRule } from "../../protocol/simulate.ts";
import { detailsOf } from "./details.ts";
import { link, make } from "./dom.ts";
import { outcomeOf } from "./outcome.ts";
import type { Row } from "./rows.ts";

/** What a person can do with a row. */
export interface Actions {
  readonly toggle: (index: number) => void;
  readonly rule: (rule: PlacedRule) => void;
  readonly test: (index: number) => void;
  readonly watch: (index: number) => void;
  /** Compare a file that the run has changed. */
  readonly diff: (path: string) => void;
}

/** A call as an entry of the list. Its button opens and closes it; the places in its reason lead to the rules. */
export function rowElement(row: Row, actions: Actions): HTMLLIElement {
  const { index, step, open, reason, ran } = row;
  const { details } = step;
  const below = open
    ? [
        details === undefined
          ? make("p", { class: "details", holds: ["…"] })
          : detailsOf(details, actions.rule),
        make("p", {
          class: "actions",
          holds: [testButton(index, actions), " ", watchButton(index, actions)],
        }),
      ]
    : [];
  const [shown] = below;
  if (shown !== undefined) shown.id = `details-${index}`;
  return make("li", {
    attributes: { role: "listitem" },
    holds: [
      callButton(row, actions),
      make("p", {
        class: "reason",
        holds: reason.map(({ text, rule }) =>
          rule === undefined
            ? text
            : link(text, `Go to ${rule.id} at ${rule.place}`, () => actions.rule(rule)),
        ),
      }),
      ...(ran === undefined ? [] : [outcomeOf(ran, step.decision, open ? "all" : "few", actions)]),
      ...below,
    ],
  });
}

function testButton(index: number, { test }: Actions): HTMLButtonElement {
  return link("Create test case", `Create a test case of call ${index + 1}`, () => test(index));
}

function watchButton(index: number, { watch }: Actions): HTMLButtonElement {
  return link("Watch this call", `Keep call ${index + 1} in the view Watch`, () => watch(index));
}

function callButton({ index, step, label, open }: Row, { toggle }: Actions): HTMLButtonElement {
  const { call, decision, expect } = step;
  const missed =
    expect === undefined || expect === decision
      ? []
      : [make("span", { class: "missed", holds: [`expected ${expect}`] })];
  return make("button", {
    class: "call",
    attributes: {
      type: "button",
      tabindex: "-1",
      "data-index": String(index),
      "aria-label": label,
      "aria-expanded": String(open),
      ...(open ? { "aria-controls": `details-${index}` } : {}),
    },
    click: () => toggle(index),
    holds: [
      make("span", { class: "number", holds: [String(index + 1)] }),
      make("span", { class: `decision ${decision}`, holds: [decision] }),
      make("code", { holds: [call] }),
      ...missed,
    ],
  });
}
