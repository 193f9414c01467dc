import type { ToolCall } from "../model/call.ts";
import { shownShort } from "../model/shown.ts";

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

/** `1 rule`, `2 rules`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
