/** Control, format and bidirectional characters, and what breaks lines. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;

/** A text from a file or server as one line in which nothing acts on a terminal or hides: unseen characters are written out. */
export function shown(text: string): string {
  return text.replace(
    UNSEEN,
    (char) => NAMED.get(char) ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** As `shown`, cut to `most` characters. */
export function shownShort(text: string, most: number): string {
  const line = shown(text.length > most * 4 ? text.slice(0, most * 4) : text);
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
