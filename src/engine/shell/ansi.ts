/** The text of `$'…'` between its quotes; `undefined` where it holds a NUL or bytes that are no plain characters. */
export function decodeAnsi(source: string): string | undefined {
  let text = "";
  let rest = source;
  for (;;) {
    const escape = rest.indexOf("\\");
    if (escape < 0) return text + rest;
    text += rest.slice(0, escape);
    rest = rest.slice(escape + 1);
    const match =
      /^(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|c[^]|[^])/.exec(rest);
    if (match === null) return `${text}\\`;
    const decoded = decodeEscape(match[0]);
    if (decoded === undefined) return undefined;
    text += decoded;
    rest = rest.slice(match[0].length);
  }
}

function decodeEscape(escape: string): string | undefined {
  const kind = escape.charAt(0);
  const plain = PLAIN.get(escape);
  if (plain !== undefined) return plain;
  if (kind === "c") return undefined;
  if (/^[0-7]/.test(escape)) return character(Number.parseInt(escape, 8), 0x7f);
  if (escape.length === 1)
    return kind === "x" || kind === "u" || kind === "U" ? undefined : `\\${escape}`;
  const code = Number.parseInt(escape.slice(1), 16);
  return character(code, kind === "x" ? 0x7f : 0x10ffff);
}

function character(code: number, most: number): string | undefined {
  if (code === 0 || code > most || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return String.fromCodePoint(code);
}

const PLAIN: ReadonlyMap<string, string> = new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["e", "\x1b"],
  ["E", "\x1b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["?", "?"],
]);
