import { RULES } from "../../rules/index.ts";
import { ruleSummary } from "../rule-words.ts";
import { scalarText } from "../yaml-text.ts";
import type { Offer } from "./offer.ts";
import type { Writing } from "./writing.ts";

/** The ids of rules as keys, where a configuration sets their levels. */
export function ruleKeys({ cursor, kind }: Writing, present: readonly string[]): readonly Offer[] {
  if (kind !== "config" || cursor.path.at(-1) !== "rules") return [];
  const colon = cursor.colon === "written" ? "" : ": ";
  return ids()
    .filter(({ label }) => !present.includes(label))
    .map((offer) => ({ ...offer, text: `${scalarText(offer.label)}${colon}` }));
}

/** The ids of rules as values, where a configuration waives their findings. */
export function ruleValues({ kind }: Writing): readonly Offer[] {
  return kind === "config" ? ids() : [];
}

function ids(): readonly Offer[] {
  return RULES.map(({ id }) => ({
    label: id,
    kind: "EnumMember",
    rank: 0,
    documentation: ruleSummary(id) ?? "",
  }));
}
