import { dateError, instantError } from "../model/date.ts";
import { readText } from "./fields.ts";
import type { Report } from "./report.ts";
import type { Spot } from "./spot.ts";

/** A day of the calendar as `YYYY-MM-DD`. */
export function readDate(spot: Spot, what: string, report: Report): string | undefined {
  const text = readText(spot, what, report);
  if (text === undefined) return undefined;
  const error = dateError(text);
  if (error === undefined) return text;
  report.error("bad-date", spot.range, `${what} is a day written as \`2026-12-31\`: ${error}`);
  return undefined;
}

/** An instant by RFC 3339, with its offset from UTC. */
export function readInstant(spot: Spot, what: string, report: Report): string | undefined {
  const text = readText(spot, what, report);
  if (text === undefined) return undefined;
  const error = instantError(text);
  if (error === undefined) return text;
  report.error(
    "bad-date",
    spot.range,
    `${what} is an instant written as \`2026-11-21T12:00:00Z\`: ${error}`,
  );
  return undefined;
}
