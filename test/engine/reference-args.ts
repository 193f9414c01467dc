import {
  isList,
  isObject,
  own,
  sameJson,
  type Json,
  type JsonObject,
} from "../../src/model/json.ts";
import { all, not, some, truth, type Truth } from "./reference-truth.ts";

/** The constraints of `args`: for each name a value, and whether others are closed out. Sets are already put in. */
export interface ArgsPattern {
  readonly named: readonly {
    readonly name: string;
    readonly optional: boolean;
    readonly value: Json;
  }[];
  readonly closed: boolean;
}

/** Reads `args`; a string says why it is in error. `set` gives the `args` entry of a set. */
export function argsPattern(
  value: Json,
  set: (name: string) => Json | undefined,
): ArgsPattern | string {
  if (!isObject(value)) return "args is no mapping";
  const named: { name: string; optional: boolean; value: Json }[] = [];
  let closed = false;
  for (const [key, given] of Object.entries(value)) {
    if (key === "rest") {
      if (given !== "none") return "rest is none or nothing";
      closed = true;
      continue;
    }
    const wanted = substituted(given, set);
    if (wanted === undefined) return "unknown set";
    const wrong = badValue(wanted);
    if (wrong !== undefined) return wrong;
    named.push({ ...nameOf(key), value: wanted });
  }
  return { named, closed };
}

/** Do the arguments of a call match? `undefined`: the arguments of a view, which nobody knows. */
export function argsMatch(pattern: ArgsPattern, args: JsonObject | undefined): Truth {
  if (!args) return "unknown";
  const names = pattern.named.map((entry) => entry.name);
  const rest = pattern.closed && Object.keys(args).some((name) => !names.includes(name));
  return all([truth(!rest), ...pattern.named.map((entry) => namedMatches(entry, args))]);
}

function namedMatches(
  entry: { name: string; optional: boolean; value: Json },
  object: JsonObject,
): Truth {
  const value = own(object, entry.name);
  if (value === undefined) return truth(entry.optional);
  return valueMatches(entry.value, value);
}

function nameOf(key: string): { name: string; optional: boolean } {
  return key.endsWith("?")
    ? { name: key.slice(0, -1), optional: true }
    : { name: key, optional: false };
}

function substituted(value: Json, set: (name: string) => Json | undefined): Json | undefined {
  if (typeof value !== "string" || !value.startsWith("$")) return value;
  return value.startsWith("$$") ? value.slice(1) : set(value.slice(1));
}

/** A scalar is `const`, a list `enum`, a mapping keywords joined by *and*. */
function valueMatches(wanted: Json, value: Json): Truth {
  if (isList(wanted)) return truth(wanted.some((one) => sameJson(one, value)));
  if (!isObject(wanted)) return truth(sameJson(wanted, value));
  return all(
    Object.entries(wanted).map(([keyword, by]) => keywordMatches(keyword, by, value, wanted)),
  );
}

function keywordMatches(keyword: string, by: Json, value: Json, schema: JsonObject): Truth {
  switch (keyword) {
    case "type":
      return truth((isList(by) ? by : [by]).some((type) => isOfType(value, type)));
    case "const":
      return truth(sameJson(by, value));
    case "enum":
      return truth(isList(by) && by.some((one) => sameJson(one, value)));
    case "not":
      return not(valueMatches(by, value));
    case "anyOf":
      return isList(by) ? some(by.map((one) => valueMatches(one, value))) : "unknown";
    case "pattern":
      return typeof value === "string" && typeof by === "string"
        ? truth(new RegExp(by, "u").test(value))
        : "unknown";
    case "minLength":
      return typeof value === "string" ? truth([...value].length >= Number(by)) : "unknown";
    case "maxLength":
      return typeof value === "string" ? truth([...value].length <= Number(by)) : "unknown";
    case "minimum":
      return typeof value === "number" ? truth(value >= Number(by)) : "unknown";
    case "maximum":
      return typeof value === "number" ? truth(value <= Number(by)) : "unknown";
    case "minItems":
      return isList(value) ? truth(value.length >= Number(by)) : "unknown";
    case "maxItems":
      return isList(value) ? truth(value.length <= Number(by)) : "unknown";
    case "items":
      return isList(value) ? all(value.map((item) => valueMatches(by, item))) : "unknown";
    default:
      return isObject(value) ? objectMatches(keyword, by, value, schema) : "unknown";
  }
}

function objectMatches(keyword: string, by: Json, value: JsonObject, schema: JsonObject): Truth {
  const properties = own(schema, "properties");
  const named = isObject(properties)
    ? Object.entries(properties).map(([key, wanted]) => ({ ...nameOf(key), value: wanted }))
    : [];
  if (keyword === "properties") return all(named.map((entry) => namedMatches(entry, value)));
  if (keyword === "required")
    return truth(
      isList(by) && by.every((name) => typeof name === "string" && Object.hasOwn(value, name)),
    );
  const others = Object.keys(value).filter((name) => !named.some((entry) => entry.name === name));
  if (typeof by === "boolean") return truth(by || others.length === 0);
  return all(others.map((name) => valueMatches(by, own(value, name) ?? null)));
}

function isOfType(value: Json, type: Json): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return isList(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

/** Why a value of `args` is in error, if it is. */
function badValue(value: Json): string | undefined {
  if (isList(value)) return value.length === 0 ? "empty list" : undefined;
  if (!isObject(value)) return undefined;
  for (const [keyword, by] of Object.entries(value)) {
    const wrong = badKeyword(keyword, by);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function badKeyword(keyword: string, by: Json): string | undefined {
  const first = (values: readonly Json[]): string | undefined =>
    values.map(badValue).find((wrong) => wrong !== undefined);
  switch (keyword) {
    case "type": {
      const types = isList(by) ? by : [by];
      return types.length > 0 &&
        types.every((type) => typeof type === "string" && TYPES.includes(type))
        ? undefined
        : "bad type";
    }
    case "const":
      return undefined;
    case "enum":
      return isList(by) && by.length > 0 ? undefined : "bad enum";
    case "pattern":
      return typeof by === "string" && isPattern(by) ? undefined : "bad pattern";
    case "minLength":
    case "maxLength":
    case "minItems":
    case "maxItems":
      return typeof by === "number" && Number.isInteger(by) && by >= 0 ? undefined : "bad bound";
    case "minimum":
    case "maximum":
      return typeof by === "number" ? undefined : "bad bound";
    case "items":
    case "not":
      return badValue(by);
    case "anyOf":
      return isList(by) && by.length > 0 ? first(by) : "bad anyOf";
    case "properties":
      return isObject(by) ? first(Object.values(by)) : "bad properties";
    case "required":
      return isList(by) && by.length > 0 && by.every((name) => typeof name === "string")
        ? undefined
        : "bad required";
    case "additionalProperties":
      return typeof by === "boolean" ? undefined : badValue(by);
    default:
      return "unknown keyword";
  }
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}

const TYPES = ["null", "boolean", "number", "integer", "string", "array", "object"];
