import { failed } from "../model/problem.ts";
import { parseRegex } from "../model/regex.ts";
import type { JsonType } from "../model/value-test.ts";
import { oneOrMany, readItems, readText, readWord, wrongType } from "./fields.ts";
import { toJson } from "./read-json.ts";
import { shorten } from "./read-list.ts";
import type { Reading } from "./reading.ts";
import type { Spot } from "./spot.ts";

/** `type`: one name or several. */
export function readTypes(spot: Spot, { report }: Reading): readonly JsonType[] {
  return oneOrMany(spot, report).flatMap((item) => readWord(item, TYPES, "`type`", report) ?? []);
}

const TYPES: readonly JsonType[] = [
  "string",
  "number",
  "integer",
  "boolean",
  "array",
  "object",
  "null",
];

/** `pattern`: a regular expression of RE2. */
export function readRegex(spot: Spot, { report, budget }: Reading): string | undefined {
  const text = readText(spot, "`pattern`", report);
  if (text === undefined || !budget.spend(text.length, spot.range)) return undefined;
  const regex = parseRegex(text);
  if (!failed(regex)) return budget.spend(regex.value.programSize(), spot.range) ? text : undefined;
  const message = `\`${shorten(text)}\` is no regular expression that runs in linear time (RE2): ${regex.error}`;
  report.error("invalid-regex", spot.range, message);
  return undefined;
}

/** A length: a whole number from 0. */
export function readCount(spot: Spot, reading: Reading): number | undefined {
  const number = readNumber(spot, reading);
  if (number === undefined || (Number.isSafeInteger(number) && number >= 0)) return number;
  reading.report.error(
    "bad-value",
    spot.range,
    `a length is a whole number from 0, not \`${number}\``,
  );
  return undefined;
}

/** A bound. */
export function readNumber(spot: Spot, { report }: Reading): number | undefined {
  const { node } = spot;
  if (node.kind !== "scalar" || typeof node.value !== "number") {
    wrongType(spot, "a bound is a number", report);
    return;
  }
  toJson(node, spot.range, report);
  return node.value;
}

/** `required`: names. */
export function readNames(spot: Spot, { report }: Reading): readonly string[] {
  const items = readItems(spot, "`required`", report) ?? [];
  return items.flatMap((item) => readText(item, "a name", report) ?? []);
}
