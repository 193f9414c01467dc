/** A JSON value. Objects from outside are read with `own`, so that `__proto__` and `constructor` are names like any other. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** Is `value` a JSON object (and no list or null)? */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

/** Is `value` a JSON list? `Array.isArray` alone loses the element type of a readonly list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The object's own property, or `undefined`; never something inherited. */
export function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** What stands at a step of a value: an own property of an object, an item of a list; `undefined` where it has none. */
export function member(
  value: Json | undefined,
  step: string | number | undefined,
): Json | undefined {
  if (typeof step === "number") return isList(value) ? value[step] : undefined;
  return isObject(value) && step !== undefined ? own(value, step) : undefined;
}

/** The object that a value has under a name; an empty one where it has none. */
export function objectAt(value: Json | undefined, name: string): JsonObject {
  const found = member(value, name);
  return isObject(found) ? found : NOTHING;
}

const NOTHING: JsonObject = {};

/** Are two values equal as JSON Schema counts it: by value, the order of an object's names without meaning, 1 equal to 1.0? */
export function sameJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (isList(a)) {
    if (!isList(b) || a.length !== b.length) return false;
    return a.every((item, i) => sameJson(item, b[i] ?? null));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every(
    (name) => Object.hasOwn(b, name) && sameJson(a[name] ?? null, b[name] ?? null),
  );
}
