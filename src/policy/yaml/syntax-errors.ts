import type { ErrorCode } from "yaml";
import type { Report } from "../report.ts";

/** Of a text that is no YAML, only the first errors are told; the rest follow from them. */
const MOST_ERRORS = 50;

/** Says the library's errors in our words. */
export class SyntaxErrors {
  readonly #text: string;
  readonly #report: Report;
  #count = 0;

  constructor(text: string, report: Report) {
    this.#text = text;
    this.#report = report;
  }

  /** Reports an error of the library. */
  add(code: ErrorCode, from: number, to: number, message: string): void {
    // Aliases are checked where the tree is built; an anchor without a name is left to this.
    if (code === "BAD_ALIAS" && message.startsWith("Alias")) return;
    if (++this.#count > MOST_ERRORS) return;
    const start = Math.min(from, this.#text.length);
    const end = Math.min(Math.max(to, start), this.#text.length);
    const found = this.#text.slice(start, Math.min(end, start + 41));
    const problem = code === "TAG_RESOLVE_FAILED" ? "yaml-tag" : "yaml-syntax";
    this.#report.error(problem, { start, end }, WORDS[code] ?? inTheirWords(message, found));
  }
}

function inTheirWords(message: string, found: string): string {
  const detail = message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, "");
  const shown = found === "" || found.length > 40 || found.includes("\n") ? "" : ` at \`${found}\``;
  return `this is no YAML${shown}: ${detail}`;
}

const WORDS: Readonly<Partial<Record<ErrorCode, string>>> = {
  ALIAS_PROPS: "an alias can have no anchor and no tag",
  BAD_ALIAS: "an anchor must have a name; put text that starts with `&` in quotes",
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
  TAG_RESOLVE_FAILED: "this tag cannot be read; put text that starts with `!` in quotes",
  TAB_AS_INDENT: "a tab stands where only blanks can; indent by blanks",
};
