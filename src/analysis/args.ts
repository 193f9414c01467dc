import { compileArgs } from "../engine/values.ts";
import { NO, YES } from "../engine/truth.ts";
import type { Reading } from "../engine/truth.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { ArgsTest, NamedTest } from "../model/value-test.ts";
import { LIMIT } from "./budget.ts";
import type { Budget } from "./budget.ts";
import { pointsOf } from "./points.ts";

/** What arguments must not be like, and how that is read. */
export interface Unwanted {
  readonly test: ArgsTest;
  readonly reading: Reading;
}

/**
 * Arguments that all of `within` take narrowly and `without` does not; `none`: there are none, for certain. The engine's own tests judge every value
 * that is tried.
 */
export function findArgs(
  within: readonly ArgsTest[],
  without: Unwanted | undefined,
  budget: Budget,
  reading: Reading = "narrow",
): JsonObject | "none" | typeof LIMIT {
  const names = new Set(
    [...within, ...(without === undefined ? [] : [without.test])].flatMap(namesOf),
  );
  const base = new Map<string, Json>();
  let escape: readonly [string, Json | undefined] | undefined;
  let sure = true;
  for (const name of names) {
    const tests = within.map((one) => namedIn(one, name));
    const apart = without === undefined ? "any" : namedIn(without.test, name);
    const points = pointsFor(tests, apart, reading, budget);
    const fitting = points.values.filter((value) =>
      tests.every((test) => takes(test, value, reading)),
    );
    if (fitting.length === 0) return points.complete ? "none" : LIMIT;
    const [first] = fitting;
    if (first !== undefined) base.set(name, first);
    if (without === undefined || apart === "any" || tests.some((test) => isSame(test, apart)))
      continue;
    sure &&= points.complete;
    const at = fitting.findIndex((value) => !takes(apart, value, without.reading));
    if (at >= 0) escape ??= [name, fitting[at]];
  }
  if (without === undefined) return Object.fromEntries(base);
  if (escape !== undefined) {
    const [name, value] = escape;
    if (value === undefined) base.delete(name);
    else base.set(name, value);
    return Object.fromEntries(base);
  }
  if (without.test.closed && !within.some((one) => one.closed))
    return Object.fromEntries([...base, [freshName(names), "example"]]);
  return sure ? "none" : LIMIT;
}

function isSame(a: OfName, b: OfName): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  return (b.optional || !a.optional) && JSON.stringify(a.test) === JSON.stringify(b.test);
}

/** What a test says of one name: a test, anything, or that it must be absent. */
type OfName = NamedTest | "any" | "absent";

function namesOf({ named }: ArgsTest): readonly string[] {
  return named.map(({ name }) => name);
}

function namedIn({ named, closed }: ArgsTest, name: string): OfName {
  return named.find((one) => one.name === name) ?? (closed ? "absent" : "any");
}

/** Absence is a point like any other: `undefined`, tried first. */
function pointsFor(
  within: readonly OfName[],
  without: OfName,
  reading: Reading,
  budget: Budget,
): { readonly values: readonly (Json | undefined)[]; readonly complete: boolean } {
  if (within.includes("absent")) return { values: [undefined], complete: true };
  const tests = within.flatMap((test) => (typeof test === "object" ? [test.test] : []));
  const others = typeof without === "object" ? [without.test] : [];
  const points = pointsOf([...tests, ...others], tests, reading, budget);
  return { values: [undefined, ...points.values], complete: points.complete };
}

function takes(test: OfName, value: Json | undefined, reading: Reading): boolean {
  if (test === "any") return true;
  if (test === "absent") return value === undefined;
  const one = { named: [{ ...test, name: "value" }], closed: false };
  const result = compileArgs(one)(value === undefined ? {} : { value });
  return reading === "narrow" ? result === YES : result !== NO;
}

function freshName(names: ReadonlySet<string>): string {
  let name = "other";
  while (names.has(name)) name += "_";
  return name;
}
