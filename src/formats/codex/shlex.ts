/**
 * Splits a text into words as the examples of rules are split: quotes, backslashes and comments of the shell, nothing is expanded. `undefined` where a quote
 * is open or a backslash stands last. Source: codex-rs/execpolicy (examples are split by the `shlex` crate).
 */
export function shlexSplit(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (/[ \t\n]/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (char === "#" && word === undefined) {
      const end = text.indexOf("\n", at);
      if (end < 0) break;
      at = end;
    } else if (char === "\\") {
      const next = text[++at];
      if (next === undefined) return undefined;
      if (next !== "\n") word = (word ?? "") + next;
    } else if (char === "'" || char === '"') {
      const quoted = readQuoted(text, at + 1, char);
      if (quoted === undefined) return undefined;
      word = (word ?? "") + quoted.value;
      at = quoted.end;
    } else word = (word ?? "") + char;
  }
  if (word !== undefined) words.push(word);
  return words;
}

function readQuoted(
  text: string,
  from: number,
  quote: string,
): { readonly value: string; readonly end: number } | undefined {
  let value = "";
  for (let at = from; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === quote) return { value, end: at };
    if (char !== "\\" || quote === "'") {
      value += char;
      continue;
    }
    const next = text[++at];
    if (next === undefined) return undefined;
    if (next === "\n") continue;
    value += /[$`"\\]/.test(next) ? next : `\\${next}`;
  }
  return undefined;
}
