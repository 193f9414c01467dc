/** The first word of a command or of an entry about commands, by which both are looked up. */
export function wordOf(text: string): string {
  const end = text.indexOf(" ");
  return end < 0 ? text : text.slice(0, end);
}

/** Puts a value behind those that the map has under the key. */
export function add<V>(values: Map<string, V[]>, key: string, value: V): void {
  const same = values.get(key) ?? [];
  same.push(value);
  values.set(key, same);
}
