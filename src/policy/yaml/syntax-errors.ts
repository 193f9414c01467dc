import type { ErrorCode, YAMLParseError } from "yaml";
import type { Report } from "../report.ts";

/** Says the library's errors in our words. */
export function reportSyntax(
  errors: readonly YAMLParseError[],
  text: string,
  report: Report,
): void {
  for (const error of errors) {
    // Tags and aliases are checked where the tree is built.
    if (error.code === "TAG_RESOLVE_FAILED" || error.code === "BAD_ALIAS") continue;
    const start = Math.min(error.pos[0], text.length);
    const end = Math.min(Math.max(error.pos[1], start), text.length);
    report.error("yaml-syntax", { start, end }, words(error, text.slice(start, end)));
  }
}

function words(error: YAMLParseError, found: string): string {
  const known = WORDS[error.code];
  if (known !== undefined) return known;
  const detail = error.message.charAt(0).toLowerCase() + error.message.slice(1);
  const shown = found.length > 40 || found.includes("\n") ? "" : ` at \`${found}\``;
  return `this is no YAML${shown}: ${detail.replace(/\.$/, "")}`;
}

const WORDS: Readonly<Partial<Record<ErrorCode, string>>> = {
  ALIAS_PROPS: "an alias can have no anchor and no tag",
  BAD_DQ_ESCAPE:
    "this is no escape of double quotes; in single quotes a `\\` is itself, so write `'…'`",
  BAD_INDENT: "this is indented less or more than what it belongs to",
  BAD_SCALAR_START: "a value cannot start with this character; put it in quotes",
  BLOCK_AS_IMPLICIT_KEY:
    "a mapping cannot begin here, on the line of another key; put a text with `: ` in it in quotes",
  BLOCK_IN_FLOW: "a value on lines of its own cannot stand inside `[…]` or `{…}`",
  KEY_OVER_1024_CHARS: "a key must be shorter than 1024 characters",
  MULTILINE_IMPLICIT_KEY: "a key must stand on one line; is a `:` missing on the line before?",
  MULTIPLE_ANCHORS: "a value has one anchor at most",
  MULTIPLE_TAGS: "a value has no tags here",
  RESOURCE_EXHAUSTION: "this is nested too deeply",
  TAB_AS_INDENT: "a tab stands where only blanks can; indent by blanks",
};
