import { compileArgs } from "../engine/values.ts";
import { NO } from "../engine/truth.ts";
import type { Json } from "../model/json.ts";
import type { JsonType, ValueTest } from "../model/value-test.ts";

/** Why no value can pass, as a clause after "because"; `undefined` where none is seen. */
export function contradictionIn(test: ValueTest): string | undefined {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = test;
  const crossed =
    above("minimum", minimum, "maximum", maximum) ??
    above("minLength", minLength, "maxLength", maxLength) ??
    above("minItems", minItems, "maxItems", maxItems);
  if (crossed !== undefined) return crossed;
  const values = test.const === undefined ? test.enum : [test.const];
  if (values !== undefined && values.length > 0 && values.every((value) => !passes(test, value)))
    return "the values that are named fail the other keywords beside them";
  const { type } = test;
  if (type !== undefined && values === undefined) {
    const odd = KEYWORDS.find(
      ([key, of]) => test[key] !== undefined && !of.some((one) => type.includes(one)),
    );
    if (odd !== undefined) return `\`${odd[0]}\` speaks about another type than \`type\` names`;
  }
  return undefined;
}

function above(
  low: string,
  least: number | undefined,
  high: string,
  most: number | undefined,
): string | undefined {
  if (least === undefined || most === undefined || least <= most) return undefined;
  return `\`${low}\` is above \`${high}\``;
}

function passes(test: ValueTest, value: Json): boolean {
  const named = [{ name: "value", optional: false, test }];
  return compileArgs({ named, closed: false })({ value }) !== NO;
}

/** The types that a keyword speaks about; applied to others it is unknown, which no grant takes. */
const KEYWORDS: readonly (readonly [keyof ValueTest, readonly JsonType[]])[] = [
  ["pattern", ["string"]],
  ["minLength", ["string"]],
  ["maxLength", ["string"]],
  ["minimum", ["number", "integer"]],
  ["maximum", ["number", "integer"]],
  ["items", ["array"]],
  ["minItems", ["array"]],
  ["maxItems", ["array"]],
  ["properties", ["object"]],
  ["required", ["object"]],
];
