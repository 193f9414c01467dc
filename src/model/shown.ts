import { redactTokens } from "./redact.ts";

/** Control, format and bidirectional characters, and what breaks lines. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;

/** Most texts hold nothing else, and that is told faster. */
const PRINTABLE = /^[ -~]*$/;

/**
 * A text from a file, call or server as people may see it, one line: nothing acts on a terminal or hides, as unseen characters are written
 * out, and what by its form is a token is not shown.
 */
export function shown(text: string): string {
  const safe = redactTokens(text);
  if (PRINTABLE.test(safe)) return safe;
  return safe.replace(
    UNSEEN,
    (char) => NAMED.get(char) ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** Half a token is none any more: texts are cut this far behind what is shown of them, in characters. */
const MARGIN = 8_000;

/** As `shown`, cut to `most` characters. */
export function shownShort(text: string, most: number): string {
  const line = shown(text.length > most * 4 + MARGIN ? text.slice(0, most * 4 + MARGIN) : text);
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
