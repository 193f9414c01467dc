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

/** Is it an instant by RFC 3339, of a day that there is? */
export function isInstant(text: string): boolean {
  return instantError(text) === undefined;
}

function instantError(text: string): string | undefined {
  const parts =
    /^(\d{4}-\d\d-\d\d)[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[-+]([01]\d|2[0-3]):[0-5]\d)$/.exec(
      text,
    );
  return parts === null ? `\`${text}\` is not` : dateError(parts[1] ?? "");
}

function dateError(text: string): string | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (parts === null) return `\`${text}\` is not`;
  const [year, month, day] = parts.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (month < 1 || month > 12) return `there is no month ${month}`;
  const days = new Date(Date.UTC(year < 100 ? year + 400 : year, month, 0)).getUTCDate();
  return day < 1 || day > days ? `month ${month} of ${year} has ${days} days` : undefined;
}
