import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import { shown, shownShort } from "../model/shown.ts";
import type { StepResult } from "../simulation/run.ts";

/** A call in one line: the tool and what it is about. */
export function callWords(call: Pick<ToolCall, "tool" | "args">): string {
  const values = Object.entries(call.args);
  const [only] = values;
  const text =
    values.length === 1 && typeof only?.[1] === "string"
      ? only[1]
      : values
          .map(
            ([name, value]) =>
              `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
          )
          .join(", ");
  return text === ""
    ? shownShort(call.tool, 60)
    : `${shownShort(call.tool, 60)} ${shownShort(text, 120)}`;
}

/** Why a call was decided as it was, in one line. `placeOf` writes where a rule stands. */
export function reasonWords(
  { verdict, lacking }: StepResult,
  placeOf: (rule: Clause) => string,
): string {
  const [problem] = verdict.problems;
  if (problem !== undefined) return shown(problem.message);
  const by = verdict.rules.map((rule) => {
    const because = rule.because === undefined ? "" : `: ${shownShort(rule.because, 300)}`;
    return `${shown(rule.id)} at ${placeOf(rule)}${because}`;
  });
  if (by.length > 0) return `by ${by.join("; ")}`;
  const said = verdict.vendor?.unknown ?? verdict.vendor?.because;
  if (said !== undefined) return shown(said);
  if (verdict.decision === "allow") return "it needs no grant";
  const held = verdict.parts.flatMap(({ part: { target } }) =>
    target.kind === "tool" && target.held !== undefined ? [target.held] : [],
  );
  const why = held[0] === undefined ? "" : `: ${shown(held[0])}`;
  return `no rule grants ${lacking === undefined ? "it" : callWords(lacking)}${why}`;
}

/** The words with files of the workspace named from its folder on. */
export function fromRoot(words: string, root: string): string {
  return root === "/" ? words : words.replaceAll(`${root}/`, "");
}

/** `1 rule`, `2 rules`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
