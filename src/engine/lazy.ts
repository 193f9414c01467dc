/** Makes a value when it is first asked for, and keeps it. `make` never gives `undefined`. */
export function lazy<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
