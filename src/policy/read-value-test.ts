import type { Json } from "../model/json.ts";
import type { Range } from "../model/place.ts";
import type { NamedTest, ValueTest } from "../model/value-test.ts";
import { oneOrMany, readEntries, readFields, readItems } from "./fields.ts";
import { readCount, readNames, readNumber, readRegex, readTypes } from "./read-keyword.ts";
import { toJson } from "./read-json.ts";
import { shorten, useSet } from "./read-list.ts";
import type { Reading } from "./reading.ts";
import { literal, namesSet } from "./sets.ts";
import { isListSpot, isMapSpot } from "./spot.ts";
import type { Spot } from "./spot.ts";

/**
 * What a value must be: a scalar is exactly that, a list one of its items, a mapping keywords of JSON Schema, `$name` what the set says.
 * What is wrong is reported; what is left then says nothing.
 */
export function readValueTest(spot: Spot, reading: Reading): ValueTest {
  if (isMapSpot(spot)) return readKeywords(spot, reading);
  if (isListSpot(spot)) return readChoice(spot, reading);
  const { node } = spot;
  if (node.kind === "scalar" && typeof node.value === "string" && namesSet(node.value))
    return useSet(node.value, "args", spot, reading)?.args ?? {};
  return { const: readLiteral(spot, reading) };
}

/** A list: one of its items, some of which may be sets. */
function readChoice(spot: Spot, reading: Reading): ValueTest {
  const values: Json[] = [];
  const tests: ValueTest[] = [];
  for (const item of oneOrMany(spot, reading.report)) {
    const { node } = item;
    if (node.kind === "scalar" && typeof node.value === "string" && namesSet(node.value))
      tests.push(readValueTest(item, reading));
    else values.push(readLiteral(item, reading));
  }
  if (tests.length === 0) return { enum: values };
  return { anyOf: values.length === 0 ? tests : [{ enum: values }, ...tests] };
}

function readLiteral(spot: Spot, { report }: Reading): Json {
  return toJson(spot.node, spot.range, report, (value, range: Range) => {
    if (!namesSet(value)) return literal(value);
    const message = `the set \`${shorten(value)}\` cannot stand inside a value; write \`$${shorten(value)}\` where a dollar sign is meant`;
    report.error("unknown-set", range, message);
    return value;
  });
}

/** Reads tests by name; `name?` may be absent. Entries that `skip` knows are none. */
export function readNamedTests(
  spot: Spot,
  what: string,
  reading: Reading,
  skip: (name: string, value: Spot) => boolean = () => false,
): readonly NamedTest[] {
  const tests = new Map<string, NamedTest>();
  for (const [key, value] of readEntries(spot, what, reading.report) ?? []) {
    if (skip(key, value)) continue;
    const optional = key.endsWith("?");
    const name = optional ? key.slice(0, -1) : key;
    const range = value.keyRange ?? value.range;
    if (name === "") reading.report.error("bad-name", range, "an argument must have a name");
    if (tests.has(name)) {
      const message = `\`${name}\` stands here twice, once with \`?\`; write it once`;
      reading.report.error("duplicate-key", range, message);
    }
    tests.set(name, { name, optional, test: readValueTest(value, reading) });
  }
  return [...tests.values()];
}

/** What each keyword reads. `-readonly` so that they can be filled in one by one. */
type Keywords = { -readonly [K in keyof ValueTest]: ValueTest[K] };

type KeywordReader = (spot: Spot, reading: Reading, test: Keywords) => void;

function readKeywords(spot: Spot, reading: Reading): ValueTest {
  const test: Keywords = {};
  const fields = readFields(spot, NAMES, "a test of an argument", reading.report);
  for (const [key, value] of fields ?? []) KEYWORDS.get(key)?.(value, reading, test);
  return test;
}

const KEYWORDS: ReadonlyMap<string, KeywordReader> = new Map<string, KeywordReader>([
  ["type", (spot, reading, test) => (test.type = readTypes(spot, reading))],
  ["const", (spot, reading, test) => (test.const = readLiteral(spot, reading))],
  ["enum", (spot, reading, test) => (test.enum = readEnum(spot, reading))],
  ["pattern", (spot, reading, test) => put(test, "pattern", readRegex(spot, reading))],
  ["minLength", (spot, reading, test) => put(test, "minLength", readCount(spot, reading))],
  ["maxLength", (spot, reading, test) => put(test, "maxLength", readCount(spot, reading))],
  ["minimum", (spot, reading, test) => put(test, "minimum", readNumber(spot, reading))],
  ["maximum", (spot, reading, test) => put(test, "maximum", readNumber(spot, reading))],
  ["items", (spot, reading, test) => (test.items = readSchema(spot, reading))],
  ["minItems", (spot, reading, test) => put(test, "minItems", readCount(spot, reading))],
  ["maxItems", (spot, reading, test) => put(test, "maxItems", readCount(spot, reading))],
  ["properties", (spot, reading, test) => (test.properties = readProperties(spot, reading))],
  ["required", (spot, reading, test) => (test.required = readNames(spot, reading))],
  [
    "additionalProperties",
    (spot, reading, test) => (test.additionalProperties = readAdditional(spot, reading)),
  ],
  ["not", (spot, reading, test) => (test.not = readSchema(spot, reading))],
  ["anyOf", (spot, reading, test) => (test.anyOf = readAlternatives(spot, reading))],
]);

const NAMES = [...KEYWORDS.keys()];

function put<K extends keyof Keywords>(
  test: Keywords,
  key: K,
  value: Keywords[K] | undefined,
): void {
  if (value !== undefined) test[key] = value;
}

function readEnum(spot: Spot, reading: Reading): readonly Json[] {
  const items = readItems(spot, "`enum`", reading.report) ?? [];
  if (isListSpot(spot)) oneOrMany(spot, reading.report);
  return items.map((item) => readLiteral(item, reading));
}

/** Where JSON Schema wants a schema, a boolean would be read as another thing than here. */
function readSchema(spot: Spot, reading: Reading): ValueTest {
  const { node } = spot;
  if (node.kind !== "scalar" || typeof node.value !== "boolean")
    return readValueTest(spot, reading);
  const message = `\`${node.source}\` could be the value or JSON Schema's word for any or none; write \`{ const: ${node.source} }\``;
  reading.report.error("wrong-type", spot.range, message);
  return {};
}

function readProperties(spot: Spot, reading: Reading): readonly NamedTest[] {
  return readNamedTests(spot, "`properties`", reading);
}

function readAdditional(spot: Spot, reading: Reading): ValueTest | false {
  const { node } = spot;
  if (node.kind === "scalar" && node.value === false) return false;
  if (node.kind === "scalar" && node.value === true) return {};
  return readValueTest(spot, reading);
}

function readAlternatives(spot: Spot, reading: Reading): readonly ValueTest[] {
  const items = readItems(spot, "`anyOf`", reading.report) ?? [];
  if (isListSpot(spot)) oneOrMany(spot, reading.report);
  return items.map((item) => readSchema(item, reading));
}
