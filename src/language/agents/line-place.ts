import type { JsonPlace } from "../../policy/json-place.ts";

/** In longer lines nobody writes. */
const LONGEST = 2_000;

/** A text that is written on a line of TOML or of Codex's rules, `key = "…"` or one of a list; `path` is the key. Nothing elsewhere. */
export function linePlaceAt(text: string, offset: number): JsonPlace | undefined {
  const from = text.lastIndexOf("\n", offset - 1) + 1;
  if (offset - from > LONGEST) return undefined;
  const line = text.slice(from, offset);
  const found =
    /^(?:.*[\s(,])?([\w-]+)\s*=\s*(?:\[(?:\s*(?:"[^"\\]*"|'[^']*')\s*,)*\s*)?(["'])([^"'\\]*)$/.exec(
      line,
    );
  if (found === null || line.trimStart().startsWith("#")) return undefined;
  const [, key = "", quote = "", before = ""] = found;
  const [rest = ""] = /^[^"'\\\n]*/.exec(text.slice(offset)) ?? [];
  const closed = text[offset + rest.length] === quote;
  const range = { start: offset - before.length, end: closed ? offset + rest.length : offset };
  return { path: [key], on: "value", range, quoted: true, before };
}
