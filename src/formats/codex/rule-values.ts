import type { Range } from "../../model/place.ts";
import { shownShort } from "../../model/shown.ts";
import { nearest } from "../../policy/suggest.ts";
import type { RuleDecision } from "./policy.ts";
import type { Expression } from "./starlark.ts";

/** What stands at a place cannot be taken, or is not known. */
export class Stop {
  readonly kind: "fault" | "open";
  readonly message: string;
  readonly range: Range;
  readonly suggestion: string | undefined;

  constructor(kind: "fault" | "open", message: string, range: Range, suggestion?: string) {
    this.kind = kind;
    this.message = message;
    this.range = range;
    this.suggestion = suggestion;
  }
}

/** The words of a rule of commands. */
export const PREFIX_DECISIONS: ReadonlyMap<string, RuleDecision> = new Map([
  ["allow", "allow"],
  ["prompt", "prompt"],
  ["forbidden", "forbidden"],
]);
/** The words of a rule of a host. */
export const NETWORK_DECISIONS: ReadonlyMap<string, RuleDecision> = new Map([
  ...PREFIX_DECISIONS,
  ["deny", "forbidden"],
]);

/** The value of `decision`; nothing where none is given. */
export function decisionOf(
  value: Expression | undefined,
  known: ReadonlyMap<string, RuleDecision>,
): RuleDecision | Stop | undefined {
  if (value === undefined) return undefined;
  const text = textOf(value, "`decision`");
  if (text instanceof Stop) return text;
  const decision = known.get(text);
  if (decision !== undefined) return decision;
  const names = [...known.keys()].map((name) => `\`${name}\``).join(", ");
  const message = `\`${shownShort(text, 40)}\` is no decision; write one of ${names}`;
  const meant = NO_DECISIONS.get(text.toLowerCase()) ?? nearest(text, known.keys());
  return new Stop("fault", message, value.range, meant && JSON.stringify(meant));
}

/** The words of other agents. */
const NO_DECISIONS: ReadonlyMap<string, RuleDecision> = new Map([
  ["deny", "forbidden"],
  ["ask", "prompt"],
]);

/** A value that has to be a string. */
export function textOf(value: Expression, what: string): string | Stop {
  if (value.kind === "text") return value.value;
  return new Stop("fault", `${what} must be a string, not ${kindOf(value)}`, value.range);
}

/** What a value is, in words. */
export function kindOf(value: Expression): string {
  if (value.kind === "list") return "a list";
  return value.kind === "text" ? "a string" : value.what;
}

/** The value of `justification`, which may not be empty. */
export function justificationOf(value: Expression | undefined): string | Stop | undefined {
  if (value === undefined) return undefined;
  const text = textOf(value, "`justification`");
  if (text instanceof Stop || text.trim() !== "") return text;
  return new Stop("fault", "`justification` is empty; write why, or leave it out", value.range);
}
