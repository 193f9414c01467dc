import type { RanCall } from "../../protocol/run.ts";
import type {
  Decision,
  PlacedRule,
  SimulatedSession,
  SimulatedStep,
} from "../../protocol/simulate.ts";

/** What a list entry of the view shows. Entries that are equal look the same. */
export interface Row {
  /** Counted from 0, over all calls. */
  readonly index: number;
  readonly step: SimulatedStep;
  /** The call and its decision in words, for people who hear the list. */
  readonly label: string;
  readonly reason: readonly Piece[];
  readonly open: boolean;
  /** What became of it in the sandbox. */
  readonly ran?: RanCall;
}

/** A stretch of a reason: plain, or the place of a rule that can be followed. */
export interface Piece {
  readonly text: string;
  readonly rule?: PlacedRule;
}

/** The calls that are not filtered out. */
export function rowsOf(
  { steps }: SimulatedSession,
  hidden: readonly Decision[],
  open: readonly number[],
  calls: readonly RanCall[] = [],
): readonly Row[] {
  return steps.flatMap((step, index) => {
    if (hidden.includes(step.decision)) return [];
    const row = {
      index,
      step,
      label: labelOf(step, index),
      reason: reasonPieces(step),
      open: open.includes(index),
    };
    const ran = calls[index];
    // A session that was edited since it was run has other calls in the same places.
    return ran?.call === step.call ? [{ ...row, ran }] : [row];
  });
}

function labelOf({ call, decision, expect }: SimulatedStep, index: number): string {
  const missed = expect === undefined || expect === decision ? "" : `, expected ${WORDS[expect]}`;
  return `Call ${index + 1}, ${WORDS[decision]}${missed}: ${call}`;
}

/** Decisions as people say them of a call. */
export const WORDS: Readonly<Record<Decision, string>> = {
  allow: "allowed",
  ask: "asked",
  deny: "denied",
};

/** A reason, where each place of a deciding rule stands by itself. */
export function reasonPieces({
  reason,
  rules,
}: Pick<SimulatedStep, "reason" | "rules">): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const rule of rules) {
    const start = reason.indexOf(rule.place, from);
    if (start < 0) continue;
    if (start > from) pieces.push({ text: reason.slice(from, start) });
    from = start + rule.place.length;
    pieces.push({ text: rule.place, rule });
  }
  return from < reason.length ? [...pieces, { text: reason.slice(from) }] : pieces;
}

/** The calls, from 0, that are the same in both sessions and decided otherwise in the second. */
export function flips(
  before: SimulatedSession | undefined,
  after: SimulatedSession,
): readonly number[] {
  return after.steps.flatMap(({ call, decision }, index) => {
    const old = before?.steps[index];
    return old?.call === call && old.decision !== decision ? [index] : [];
  });
}

/** How many calls there are, and what of them is not shown. */
export function sumWords({ counts, steps }: SimulatedSession, shown: number): string {
  const { allow, ask, deny } = counts;
  const all = allow + ask + deny;
  const calls = `${all} call${all === 1 ? "" : "s"}: ${allow} allowed, ${ask} asked, ${deny} denied`;
  const cut = steps.length < all ? `; the list holds the first ${steps.length}` : "";
  const filtered = shown < steps.length ? `; ${steps.length - shown} filtered out` : "";
  return `${calls}${cut}${filtered}.`;
}

/** What became of the call of the form, or what it still lacks. */
export function callWords(session: SimulatedSession | undefined, missing: string): string {
  if (missing !== "") return `Nothing is executed. To be decided it needs: ${missing}.`;
  const [step] = session?.steps ?? [];
  return step === undefined ? "" : `Nothing is executed. The call is ${WORDS[step.decision]}.`;
}
