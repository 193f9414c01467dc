import { isTriedCall, MOST_RECENT } from "../protocol/call-form.ts";
import type { TriedCall } from "../protocol/call-form.ts";
import { isListOf } from "../protocol/guards.ts";

/** Longer ones are not remembered: they would be written with every call. */
const LONGEST = 20_000;

/** Reads what was remembered; anything else is nothing. */
export function readRecent(value: unknown): readonly TriedCall[] {
  return isRecent(value) ? value : [];
}

const isRecent = isListOf(isTriedCall, MOST_RECENT);

/** With one more call, the newest first; a call that is there already moves to the front. */
export function remember(recent: readonly TriedCall[], call: TriedCall): readonly TriedCall[] {
  const { tool, args } = call;
  const text = JSON.stringify({ tool, args });
  const others = recent.filter(
    (one) => JSON.stringify({ tool: one.tool, args: one.args }) !== text,
  );
  return text.length > LONGEST ? recent : [{ tool, args }, ...others].slice(0, MOST_RECENT);
}
