import fc from "fast-check";
import type { Json, JsonObject } from "../../src/model/json.ts";

/** A value of the constraint `args`, over the names x, y, path and o. */
export function argsValue(): fc.Arbitrary<JsonObject> {
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom("x", "x?", "y?", "path", "o?"), value(2))
        .map(([name, wanted]) => ({ [name]: wanted })),
    },
    { weight: 1, arbitrary: fc.tuple(value(1), value(1)).map(([x, y]) => ({ x, "y?": y })) },
    { weight: 1, arbitrary: value(1).map((x) => ({ "x?": x, "path?": {}, rest: "none" })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<JsonObject>(
        { x: "$verbs" },
        { x: "$places" },
        { x: "$$x" },
        { rest: "none" },
        { "x?": {}, "o?": {}, rest: "none" },
      ),
    },
  );
}

/** A call's arguments over the same names. */
export function argsOfCall(): fc.Arbitrary<JsonObject> {
  return fc
    .record({
      x: fc.option(scalar(), { nil: undefined }),
      y: some(data(1)),
      path: some(fc.constantFrom<Json>("src/a", ".env", 5, ["src/a", "lib/.env"])),
      o: some(data(2)),
    })
    .map((args) =>
      Object.fromEntries(
        Object.entries(args).flatMap(([name, inner]) =>
          inner === undefined ? [] : [[name, inner]],
        ),
      ),
    );
}

function some(arbitrary: fc.Arbitrary<Json>): fc.Arbitrary<Json | undefined> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

function scalar(): fc.Arbitrary<Json> {
  return fc.constantFrom<Json>(
    "x",
    "x",
    "y",
    "xy",
    "a@b.example",
    "😀",
    "$x",
    1,
    2,
    3.5,
    true,
    false,
    ["x"],
    { x: 1 },
  );
}

function data(depth: number): fc.Arbitrary<Json> {
  if (depth === 0) return scalar();
  return fc.oneof(
    scalar(),
    fc.array(data(depth - 1), { maxLength: 2 }),
    fc
      .tuple(fc.subarray(["x", "y", "z"]), data(depth - 1))
      .map(([names, inner]) => Object.fromEntries(names.map((name) => [name, inner]))),
  );
}

/** A scalar, a list or keywords. */
function value(depth: number): fc.Arbitrary<Json> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<Json>("x", "y", 1, true, ["x", "y"], [1, 2, "x"]) },
    { weight: 5, arbitrary: fc.oneof(...keywords(depth)) },
    {
      weight: 1,
      arbitrary: fc.tuple(...keywords(0).slice(0, 2)).map(([a, b]) => ({ ...a, ...b })),
    },
  );
}

function keywords(depth: number): fc.Arbitrary<JsonObject>[] {
  const plain: fc.Arbitrary<JsonObject>[] = [
    fc.constantFrom<JsonObject>(
      { type: "string" },
      { type: ["string", "integer"] },
      { type: "number" },
      { type: "object" },
      { type: "array" },
      { type: "boolean" },
      {},
    ),
    fc.constantFrom<JsonObject>(
      { pattern: "^x" },
      { pattern: "y$" },
      { pattern: "@b\\.example$" },
      { minLength: 2 },
      { maxLength: 1 },
      { pattern: "x", maxLength: 1 },
    ),
    fc.constantFrom<JsonObject>({ minimum: 2 }, { maximum: 2 }, { minimum: 1, maximum: 3 }),
    fc.constantFrom<JsonObject>(
      { const: "x" },
      { enum: ["x", 1] },
      { const: 1 },
      { const: ["x"] },
      { enum: [{ x: 1 }] },
    ),
    fc.constantFrom<JsonObject>(
      { minItems: 1 },
      { maxItems: 1 },
      { required: ["x"] },
      { additionalProperties: false },
      { additionalProperties: { type: "string" } },
    ),
  ];
  if (depth === 0) return plain;
  const inner = fc.oneof(...keywords(depth - 1));
  return [
    ...plain,
    inner.map((items) => ({ items })),
    inner.map((not) => ({ not })),
    fc.tuple(inner, inner).map((anyOf) => ({ anyOf })),
    fc.tuple(value(depth - 1), fc.boolean()).map(([x, closed]) => ({
      properties: { x },
      ...(closed ? { additionalProperties: false } : {}),
    })),
    value(depth - 1).map((y) => ({ properties: { "y?": y }, required: ["x"] })),
  ];
}
