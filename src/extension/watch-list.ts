import { isTriedCall } from "../protocol/call-form.ts";
import type { TriedCall } from "../protocol/call-form.ts";
import { isListOf } from "../protocol/guards.ts";
import { MOST_WATCHED } from "../protocol/watch.ts";
import type { Word } from "../protocol/watch.ts";
import { isSame, keyOf } from "./typed-call.ts";

/** Longer ones are not kept: they would be written with every change. */
const LONGEST = 20_000;

/** Reads what was kept; anything else is nothing. */
export function readWatched(value: unknown): readonly TriedCall[] {
  return isWatched(value) ? value : [];
}

const isWatched = isListOf(isTriedCall, MOST_WATCHED);

/** With a call at its end, or in place of another; nothing is there twice. Why not, in words for people, where it cannot be kept. */
export function withCall(
  calls: readonly TriedCall[],
  { tool, args }: TriedCall,
  instead?: TriedCall,
): readonly TriedCall[] | { readonly problem: string } {
  const call = { tool, args };
  if (keyOf(call).length > LONGEST) return { problem: "the call is too long to be kept in view" };
  const at = instead === undefined ? -1 : calls.findIndex((one) => isSame(one, instead));
  const others = calls.filter((one, index) => index !== at && !isSame(one, call));
  const isThere = calls.some((one, index) => index !== at && isSame(one, call));
  if (isThere && at < 0) return calls;
  if (others.length >= MOST_WATCHED)
    return { problem: `${MOST_WATCHED} calls are watched already` };
  return at < 0 ? [...others, call] : others.toSpliced(at, 0, call);
}

/** Of the calls that are decided otherwise than before: what they were. */
export function flipsOf(
  calls: readonly TriedCall[],
  before: ReadonlyMap<string, Word>,
  after: readonly { readonly decision: Word }[],
): ReadonlyMap<string, Word> {
  return new Map(
    calls.flatMap((call, index) => {
      const was = before.get(keyOf(call));
      const is = after[index]?.decision;
      return was === undefined || is === undefined || was === is ? [] : [[keyOf(call), was]];
    }),
  );
}
