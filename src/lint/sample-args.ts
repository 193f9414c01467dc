import type { Json, JsonObject } from "../model/json.ts";
import type { ArgsTest, ValueTest } from "../model/value-test.ts";

/** Arguments that the test probably takes: what it names, and `more` where it leaves them open. */
export function sampleArgs(test: ArgsTest | undefined, more: JsonObject = {}): JsonObject {
  if (test === undefined) return more;
  const known: Record<string, Json> = test.closed ? {} : { ...more };
  for (const { name, optional, test: value } of test.named) {
    if (optional && more[name] === undefined) continue;
    const free = Object.keys(value).length === 0 || isLoose(value);
    const wanted = more[name];
    known[name] = free && wanted !== undefined ? wanted : sampleValue(value);
  }
  return known;
}

/** Does it leave open what a text says? A length or a type alone does. */
export function isLoose({ pattern, const: one, enum: some, not, anyOf }: ValueTest): boolean {
  return [pattern, one, some, not, anyOf].every((keyword) => keyword === undefined);
}

function sampleValue(test: ValueTest): Json {
  if (test.const !== undefined) return test.const;
  const [first] = test.enum ?? [];
  if (first !== undefined) return first;
  const [type] = test.type ?? [];
  if (type === "array" || test.items !== undefined || test.minItems !== undefined) {
    const item = test.items === undefined ? "example" : sampleValue(test.items);
    return Array.from({ length: Math.min(test.minItems ?? 1, 20) }, () => item);
  }
  if (type === "boolean") return true;
  if (
    type === "number" ||
    type === "integer" ||
    test.minimum !== undefined ||
    test.maximum !== undefined
  )
    return test.minimum ?? Math.min(test.maximum ?? 1, 1);
  if (type === "object" || test.properties !== undefined) {
    const named = (test.properties ?? []).map((one) => [one.name, sampleValue(one.test)] as const);
    return Object.fromEntries(named);
  }
  const text = "example";
  const long = Math.min(test.minLength ?? 0, 200);
  return text.padEnd(long, "e").slice(0, Math.max(test.maxLength ?? 200, 0));
}
