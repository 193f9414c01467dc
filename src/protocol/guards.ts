/** Tells whether something that came from elsewhere is what its type says. */
export type Guard<T> = (value: unknown) => value is T;

/** One guard for each property of a type. */
type Guards<T> = { readonly [K in keyof T]-?: Guard<T[K]> };

/** A text of at most `most` characters. */
export function isText(most: number): Guard<string> {
  return (value): value is string => typeof value === "string" && value.length <= most;
}

/** A whole number from 0. */
export function isIndex(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** One of a few words. */
export function isOneOf<T extends string | boolean>(words: readonly T[]): Guard<T> {
  return (value): value is T => words.some((word) => word === value);
}

/** A list of at most `most` items. */
export function isListOf<T>(guard: Guard<T>, most: number): Guard<readonly T[]> {
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= most && value.every((item) => guard(item));
}

/** An object with these properties of its own; those in `optional` may be absent. What else it holds is not looked at. */
export function isShape<T extends object>(
  guards: Guards<T>,
  optional: readonly (keyof T)[] = [],
): Guard<T> {
  const wanted = Object.keys(guards) as (keyof T & string)[];
  return (value): value is T =>
    isObject(value) &&
    wanted.every((name) =>
      Object.hasOwn(value, name) ? guards[name](value[name]) : optional.includes(name),
    );
}

/** An object that is no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
