/** The variables of an `envFile`: `NAME=text` lines, `export` before them allowed, quotes around the text taken off, `#` lines comments. */
export function readEnvFile(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, name, value = ""] =
      /^\s*(?:export\s+)?([A-Za-z_][\w.]*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined) continue;
    const quoted = /^(["'])(.*)\1$/.exec(value);
    values.set(name, quoted?.[2] ?? value.replace(/\s+#.*$/, ""));
  }
  return values;
}
