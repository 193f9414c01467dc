import type {
  ConsideredRule,
  PlacedRule,
  ShownPart,
  StepDetails,
} from "../../protocol/simulate.ts";
import { link, make } from "./dom.ts";

type Go = (rule: PlacedRule) => void;

/** Everything about one call: what it is, how its parts were decided, and what each rule said. */
export function detailsOf(details: StepDetails, go: Go): HTMLElement {
  const { tool, args, parts, considered, notes } = details;
  const matched = considered.filter((one) => one.matched);
  const others = considered.filter((one) => !one.matched);
  const rule = (one: ConsideredRule): Node => ruleOf(one, go);
  return make("div", {
    class: "details",
    holds: [
      ...notes.map((note) => make("p", { class: "note", holds: [note] })),
      make("dl", {
        holds: [...pair("tool", tool), ...args.flatMap(({ name, value }) => pair(name, value))],
      }),
      ...section(parts.length > 1 ? "Parts" : "Read as", parts.map(partOf)),
      ...section("Rules that match", matched.map(rule)),
      ...section("Rules that do not", others.map(rule)),
    ],
  });
}

function pair(name: string, value: string): readonly Node[] {
  return [make("dt", { holds: [name] }), make("dd", { holds: [make("code", { holds: [value] })] })];
}

function section(title: string, items: readonly Node[]): readonly Node[] {
  if (items.length === 0) return [];
  const attributes = { role: "list", "aria-label": title };
  return [make("h2", { holds: [title] }), make("ul", { attributes, holds: items })];
}

function partOf({ call, decision, by, views }: ShownPart): Node {
  const none = decision === "allow" ? " needs no grant" : " no rule grants it";
  return make("li", {
    attributes: { role: "listitem" },
    holds: [
      make("span", { class: `decision ${decision}`, holds: [decision] }),
      " ",
      make("code", { holds: [call] }),
      make("span", { class: "why", holds: [by.length === 0 ? none : ` by ${by.join(", ")}`] }),
      ...(views.length === 0 ? [] : [viewsOf(views)]),
    ],
  });
}

function viewsOf(views: readonly string[]): Node {
  const also = make("span", { class: "why", holds: ["also counts as"] });
  const codes = views.flatMap((view, at) => [
    at === 0 ? " " : ", ",
    make("code", { holds: [view] }),
  ]);
  return make("div", { class: "views", holds: [also, ...codes] });
}

function ruleOf({ rule, why }: ConsideredRule, go: Go): Node {
  return make("li", {
    attributes: { role: "listitem" },
    holds: [
      make("span", { class: `decision ${rule.effect}`, holds: [rule.effect] }),
      " ",
      link(rule.id, `Go to ${rule.id} at ${rule.place}`, () => go(rule)),
      make("span", { class: "why", holds: [`: ${why}`] }),
    ],
  });
}
