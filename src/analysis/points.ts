import type { Reading } from "../engine/truth.ts";
import type { Json } from "../model/json.ts";
import type { ValueTest } from "../model/value-test.ts";
import { shortestText } from "./automata.ts";
import type { Language, Lengths } from "./automata.ts";
import { LIMIT } from "./budget.ts";
import type { Budget } from "./budget.ts";

/** Values to try, the plainest first; `complete`: where none of them tells two tests apart, nothing does. */
export interface Points {
  readonly values: readonly Json[];
  readonly complete: boolean;
}

/**
 * The values at which the tests may change: numbers as intervals between their bounds, enums as finite sets, texts by patterns and lengths. Lists and
 * objects are sampled only, so it is not complete where all of `within` might take one.
 */
export function pointsOf(
  tests: readonly ValueTest[],
  within: readonly ValueTest[],
  reading: Reading,
  budget: Budget,
): Points {
  const all = tests.flatMap(withInner);
  const named = all.flatMap((test) => [
    ...(test.const === undefined ? [] : [test.const]),
    ...(test.enum ?? []),
  ]);
  const texts = textPoints(all, named, budget);
  const hasShape = within.every((test) => mayBeShape(test, reading));
  const values = [...named, ...texts.values, ...numberPoints(all, named), true, false, null];
  const shapes = hasShape ? [[], {}, ...texts.values.slice(0, 3).map((text) => [text])] : [];
  return { values: [...values, ...shapes], complete: texts.complete && !hasShape };
}

function withInner(test: ValueTest): readonly ValueTest[] {
  return [test, ...[test.not, ...(test.anyOf ?? [])].flatMap((one) => (one ? withInner(one) : []))];
}

/** Might a list or an object hold? What speaks of texts and numbers alone is not known of them. */
function mayBeShape(test: ValueTest, reading: Reading): boolean {
  const { type, const: constant, enum: values, pattern, minimum, maximum } = test;
  if (type !== undefined && !type.includes("array") && !type.includes("object")) return false;
  const scalar = pattern ?? test.minLength ?? test.maxLength ?? minimum ?? maximum;
  if (reading === "narrow" && scalar !== undefined) return false;
  const isShape = (value: Json): boolean => typeof value === "object" && value !== null;
  if (constant !== undefined) return isShape(constant);
  return values === undefined || values.some(isShape);
}

function numberPoints(all: readonly ValueTest[], named: readonly Json[]): readonly number[] {
  const bounds = all.flatMap(({ minimum, maximum }) => [minimum, maximum]);
  const known = [...bounds, ...named].filter((one) => typeof one === "number");
  const sorted = [...new Set([...known, 0])].sort((a, b) => a - b);
  const points: number[] = [...sorted];
  for (const [i, point] of sorted.entries()) {
    const next = sorted[i + 1];
    // Between two bounds: one whole number and one that is not.
    if (next === undefined) points.push(Math.floor(point) + 1, point + 0.5);
    else {
      const whole = Math.floor(point) + 1;
      points.push((point + next) / 2, point + (Math.min(next, whole) - point) / 3);
      if (whole < next) points.push(whole);
    }
    if (i === 0) points.push(Math.ceil(point) - 1, point - 0.5);
  }
  return points.filter((point) => Number.isFinite(point));
}

/** More expressions than this are not combined. */
const MOST_PATTERNS = 4;

/** Longer texts are not made. */
const LONGEST = 5000;

function textPoints(all: readonly ValueTest[], named: readonly Json[], budget: Budget): Points {
  const patterns = [...new Set(all.flatMap(({ pattern }) => pattern ?? []))];
  const lengths = all.flatMap(({ minLength, maxLength }) => [minLength, maxLength]);
  const bounds = lengths.filter((one) => one !== undefined);
  const sizes = [...new Set([...bounds, ...bounds.map((bound) => bound + 1), 0, 1])];
  const makeable = sizes.filter((size) => size <= LONGEST);
  if (patterns.length === 0) {
    const values = ["example", ...makeable.map((size) => freshText(size, named))];
    return { values, complete: sizes.length === makeable.length };
  }
  if (patterns.length > MOST_PATTERNS) return { values: ["example"], complete: false };
  const values: string[] = ["example"];
  let complete = true;
  for (let mask = 0; mask < 2 ** patterns.length; mask++) {
    const within: Language[] = [];
    const without: Language[] = named.flatMap((one) =>
      typeof one === "string" ? [{ glob: [one] }] : [],
    );
    patterns.forEach((pattern, i) => void ((mask >> i) & 1 ? within : without).push({ pattern }));
    for (const lengths of ranges(bounds)) {
      const text = shortestText(within, without, budget, lengths);
      if (text === LIMIT) complete = false;
      else if (text !== undefined) values.push(`example${text}`, `${text}example`, text);
    }
  }
  return { values, complete };
}

/** A text of the length that is none of the named ones. */
function freshText(size: number, named: readonly Json[]): string {
  for (const sign of "xyzabcdefghij") {
    const text = sign.repeat(size);
    if (!named.includes(text)) return text;
  }
  return "\u4e00".repeat(size);
}

function ranges(bounds: readonly number[]): readonly Lengths[] {
  const edges = [...new Set([0, ...bounds, ...bounds.map((bound) => bound + 1)])].sort(
    (a, b) => a - b,
  );
  return edges.map((edge, i) => [edge, (edges[i + 1] ?? Infinity) - 1]);
}
