import { RE2JS } from "re2js";

import { isList, isObject, own, sameJson } from "../model/json.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { ArgsTest, JsonType, NamedTest, ValueTest } from "../model/value-test.ts";
import { greatest, least, NO, opposite, truth, UNKNOWN, YES } from "./truth.ts";
import type { Truth } from "./truth.ts";

/** A test of one value, ready to run. A keyword that does not speak about the value's type is unknown. */
export type ValueMatcher = (value: Json) => Truth;

/** A test of all arguments; `undefined` arguments are not known. */
export type ArgsMatcher = (args: JsonObject | undefined) => Truth;

/** Compiles `args`. An absent argument is known to be absent: the test fails, unless it is optional. */
export function compileArgs(test: ArgsTest): ArgsMatcher {
  const named = test.named.map(compileNamed);
  const names = new Set(test.named.map(({ name }) => name));
  return (args) => {
    if (args === undefined) return UNKNOWN;
    let result = truth(!test.closed || Object.keys(args).every((name) => names.has(name)));
    for (const one of named) result = least(result, one(args));
    return result;
  };
}

function compileNamed({ name, optional, test }: NamedTest): (object: JsonObject) => Truth {
  const matches = compileValue(test);
  return (object) => {
    const value = own(object, name);
    return value === undefined ? truth(optional) : matches(value);
  };
}

/** Compiles one value's test. */
function compileValue(test: ValueTest): ValueMatcher {
  const all = keywords(test);
  return (value) => {
    let result: Truth = YES;
    for (const keyword of all) {
      result = least(result, keyword(value));
      if (result === NO) return NO;
    }
    return result;
  };
}

function keywords(test: ValueTest): ValueMatcher[] {
  const all: ValueMatcher[] = [];
  const { type, enum: values, pattern, items, not, anyOf } = test;
  if (type) all.push((value) => truth(type.some((name) => hasType(value, name))));
  if (test.const !== undefined) all.push(equals(test.const));
  if (values) all.push((value) => truth(values.some((one) => sameJson(one, value))));
  if (pattern !== undefined) all.push(matchesPattern(pattern));
  all.push(...bounds(test));
  if (items) all.push(ofEach(compileValue(items)));
  if (test.properties ?? test.required ?? test.additionalProperties !== undefined)
    all.push(ofObject(test));
  if (not) {
    const inner = compileValue(not);
    all.push((value) => opposite(inner(value)));
  }
  if (anyOf) {
    const choices = anyOf.map(compileValue);
    all.push((value) => choices.reduce<Truth>((any, choice) => greatest(any, choice(value)), NO));
  }
  return all;
}

function equals(expected: Json): ValueMatcher {
  return (value) => truth(sameJson(expected, value));
}

function hasType(value: Json, type: JsonType): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return isList(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isInteger(value);
    case "string":
    case "number":
    case "boolean":
      return typeof value === type;
  }
}

function matchesPattern(pattern: string): ValueMatcher {
  let compiled: RE2JS | "none" | undefined;
  return (value) => {
    if (typeof value !== "string") return UNKNOWN;
    compiled ??= compileRegex(pattern) ?? "none";
    return compiled === "none" ? UNKNOWN : truth(compiled.matcher(value).find());
  };
}

/** A pattern that RE2 does not take is in error already; here it stays unknown. */
function compileRegex(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}

function bounds(test: ValueTest): ValueMatcher[] {
  const all: ValueMatcher[] = [];
  const add = (
    limit: number | undefined,
    size: (value: Json) => number | undefined,
    sign: 1 | -1,
  ): void => {
    if (limit === undefined) return;
    all.push((value) => {
      const actual = size(value);
      return actual === undefined ? UNKNOWN : truth(sign * (actual - limit) >= 0);
    });
  };
  add(test.minLength, codePoints, 1);
  add(test.maxLength, codePoints, -1);
  add(test.minimum, numberOf, 1);
  add(test.maximum, numberOf, -1);
  add(test.minItems, itemCount, 1);
  add(test.maxItems, itemCount, -1);
  return all;
}

function codePoints(value: Json): number | undefined {
  return typeof value === "string" ? Array.from(value).length : undefined;
}

function numberOf(value: Json): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function itemCount(value: Json): number | undefined {
  return isList(value) ? value.length : undefined;
}

function ofEach(item: ValueMatcher): ValueMatcher {
  return (value) =>
    isList(value) ? value.reduce<Truth>((all, one) => least(all, item(one)), YES) : UNKNOWN;
}

function ofObject(test: ValueTest): ValueMatcher {
  const named = (test.properties ?? []).map(compileNamed);
  const known = new Set((test.properties ?? []).map(({ name }) => name));
  const required = test.required ?? [];
  const further = test.additionalProperties;
  const rest = further === undefined || further === false ? undefined : compileValue(further);
  return (value) => {
    if (!isObject(value)) return UNKNOWN;
    let result = truth(required.every((name) => Object.hasOwn(value, name)));
    for (const one of named) result = least(result, one(value));
    if (further === undefined) return result;
    for (const name of Object.keys(value)) {
      if (!known.has(name)) result = least(result, rest ? rest(value[name] ?? null) : NO);
    }
    return result;
  };
}
