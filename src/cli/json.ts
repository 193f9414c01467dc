import { mayHoldToken, redactJson, redactTokens } from "../model/redact.ts";
import type { Json } from "../model/json.ts";
import { visibleJson } from "../model/visible-json.ts";

/**
 * JSON that shows on a terminal as what it is: also the controls that `JSON.stringify` leaves as they are are written as escapes. What by
 * its form is a token is not in it.
 */
export function toJson(value: unknown, indent?: number): string {
  const whole = JSON.stringify(value, null, indent);
  const text = mayHoldToken(whole)
    ? JSON.stringify(redactJson(JSON.parse(whole) as Json, redactTokens), null, indent)
    : whole;
  return visibleJson(text);
}
