import type { Range } from "../../model/place.ts";

/** A token of Starlark. `end` ends a statement: a line break outside of brackets, or `;`. */
export type Token =
  | { readonly kind: "text"; readonly value: string; readonly range: Range }
  | { readonly kind: "name" | "number" | "sign"; readonly value: string; readonly range: Range }
  | { readonly kind: "end"; readonly value: string; readonly range: Range }
  | { readonly kind: "bad"; readonly value: string; readonly range: Range };

/**
 * The tokens of a Starlark file with their places; `bad` is what no Starlark can hold, its value saying why. An f-string, and a byte string,
 * are a `name` and a `text` beside each other. Never throws.
 */
export function starlarkTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  let at = text.startsWith("\ufeff") ? 1 : 0;
  while (at < text.length) {
    const read = readToken(text, at);
    at = read.end;
    if (read.token === undefined) continue;
    const { token } = read;
    if (token.kind === "sign") {
      if ("([{".includes(token.value)) depth++;
      else if (")]}".includes(token.value)) depth = Math.max(depth - 1, 0);
    }
    if (token.kind === "end" && token.value === "\n" && depth > 0) continue;
    tokens.push(token);
  }
  tokens.push({ kind: "end", value: "\n", range: { start: text.length, end: text.length } });
  return tokens;
}

interface Step {
  readonly end: number;
  readonly token?: Token;
}

const BLANK = /[ \t\r\f]+|\\\r?\n|#[^\n]*/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const NUMBER = /(?:\d[\w.]*|\.\d\w*)/y;
const SIGN = /(?:\*\*|\/\/|<<|>>|[-+*/%=<>!&|^~]=?|[()[\]{},:.@])/y;
const STRING = /([rR]?)("""|'''|"|')/y;

function readToken(text: string, at: number): Step {
  const blank = match(BLANK, text, at);
  if (blank !== undefined) return { end: at + blank.length };
  if (text[at] === "\n" || text[at] === ";") return step("end", text, at, 1);
  STRING.lastIndex = at;
  const string = STRING.exec(text);
  if (string !== null)
    return readString(text, at, { raw: string[1] !== "", quote: string[2] ?? "" });
  for (const [kind, pattern] of KINDS) {
    const found = match(pattern, text, at);
    if (found !== undefined) return step(kind, text, at, found.length);
  }
  const range = { start: at, end: at + 1 };
  const value = "this sign has no meaning in Starlark";
  return { end: at + 1, token: { kind: "bad", value, range } };
}

const KINDS = [
  ["number", NUMBER],
  ["name", NAME],
  ["sign", SIGN],
] as const;

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function step(
  kind: "name" | "number" | "sign" | "end",
  text: string,
  start: number,
  length: number,
): Step {
  const end = start + length;
  return { end, token: { kind, value: text.slice(start, end), range: { start, end } } };
}

interface Opening {
  readonly raw: boolean;
  readonly quote: string;
}

function readString(text: string, start: number, { raw, quote }: Opening): Step {
  const long = quote.length === 3;
  let at = start + quote.length + (raw ? 1 : 0);
  let value = "";
  for (;;) {
    const char = text[at];
    if (char === undefined || (char === "\n" && !long)) {
      const range = { start, end: at };
      return { end: at, token: { kind: "bad", value: "a string is not closed", range } };
    }
    if (text.startsWith(quote, at)) {
      const end = at + quote.length;
      return { end, token: { kind: "text", value, range: { start, end } } };
    }
    if (char !== "\\") {
      value += char;
      at++;
      continue;
    }
    if (raw) {
      value += text.slice(at, at + 2);
      at += 2;
      continue;
    }
    const escape = readEscape(text, at);
    value += escape.value;
    at = escape.end;
  }
}

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["v", "\v"],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["\n", ""],
]);
const CODE = /\\(?:x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|([0-7]{1,3}))/y;

/** An escape that is none stands for itself, backslash and all. */
function readEscape(text: string, at: number): { readonly value: string; readonly end: number } {
  CODE.lastIndex = at;
  const code = CODE.exec(text);
  if (code !== null) {
    const hex = code[1] ?? code[2] ?? code[3];
    const point = hex === undefined ? parseInt(code[4] ?? "", 8) : parseInt(hex, 16);
    const value = point > 0x10ffff ? "\ufffd" : String.fromCodePoint(point);
    return { value, end: at + code[0].length };
  }
  const next = text[at + 1] ?? "";
  return { value: SIMPLE.get(next) ?? `\\${next}`, end: at + 1 + next.length };
}
