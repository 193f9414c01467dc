import type { JsonObject } from "../protocol/simulate.ts";
import { isListOf, isObject, isShape, isText } from "../protocol/guards.ts";
import type { Guard } from "../protocol/guards.ts";

/** A call that was tried. */
export interface RecentCall {
  readonly tool: string;
  readonly args: JsonObject;
}

/** As many calls are remembered. */
export const MOST_RECENT = 20;

/** Longer ones are not remembered: they would be written with every call. */
const LONGEST = 20_000;

/** Reads what was remembered; anything else is nothing. */
export function readRecent(value: unknown): readonly RecentCall[] {
  return isRecent(value) ? value : [];
}

const isRecent = isListOf(
  // What was remembered as an object was JSON before.
  isShape<RecentCall>({ tool: isText(LONGEST), args: isObject as Guard<JsonObject> }),
  MOST_RECENT,
);

/** With one more call, the newest first; a call that is there already moves to the front. */
export function remember(recent: readonly RecentCall[], call: RecentCall): readonly RecentCall[] {
  const text = JSON.stringify(call);
  const others = recent.filter((one) => JSON.stringify(one) !== text);
  return text.length > LONGEST ? recent : [call, ...others].slice(0, MOST_RECENT);
}
