import { compileJsRegex } from "../regex/js-regex.ts";
import type { JsRegexOutcome } from "../regex/js-regex.ts";
import type { RegexNode } from "../regex/node.ts";
import { isWord } from "../regex/set.ts";

/** How a command is compared: PowerShell knows no case, whatever the key says. */
export type Shell = "bash" | "powershell";

/** A key of `chat.tools.terminal.autoApprove`, ready to be compared. */
export interface TerminalKey {
  readonly source: string;
  readonly form: "plain" | "path" | "regex";
  /** The expression; absent for plain keys and those that never match. */
  readonly node?: RegexNode;
  /** Why it matches nothing, whatever is run; a sentence without its full stop. */
  readonly never?: string;
  /** Why nobody can say here what it matches. */
  readonly unsupported?: string;
  /** Does it match the text? `undefined`: cannot be said. */
  matches(text: string, shell: Shell): boolean | undefined;
}

/**
 * Reads a key as VS Code does: `/source/flags` is a regular expression that is searched anywhere, invalid ones and those that match the empty
 * text never match; any other key is compared with the start and a word boundary after it, one with `/` or `\` with either and an optional `./`.
 *
 * Source: microsoft/vscode, `chatAgentTools/browser/tools/commandLineAnalyzer/autoApprove/commandLineAutoApprover.ts` at 1cf1df32 (MIT).
 */
export function readTerminalKey(source: string): TerminalKey {
  const regex = /^\/(?<pattern>.+)\/(?<flags>[dgimsuvy]*)$/.exec(source);
  if (regex?.groups) {
    const { pattern = "", flags = "" } = regex.groups;
    return readRegex(source, pattern, flags.replaceAll("g", ""));
  }
  if (source === "") return { ...never(source, "plain"), never: "an empty key is skipped" };
  if (/[/\\]/.test(source)) return compiled(source, "path", pathPattern(source), "");
  return {
    source,
    form: "plain",
    matches: (text, shell) =>
      shell === "powershell"
        ? beginsWith(text.toLowerCase(), source.toLowerCase())
        : beginsWith(text, source),
  };
}

function never(source: string, form: TerminalKey["form"]): TerminalKey {
  return { source, form, matches: () => false };
}

function readRegex(source: string, pattern: string, flags: string): TerminalKey {
  if (pattern === ".*") return compiled(source, "regex", pattern, "");
  const key = compiled(source, "regex", pattern, flags);
  // What VS Code calls an endless loop: a match of the empty text, but for four harmless ones.
  const isHarmless = ["^", "^$", "$", "^\\s*$"].includes(pattern);
  if (key.never !== undefined || isHarmless || key.matches("", "bash") !== true) return key;
  return { ...never(source, "regex"), never: "it can match the empty text" };
}

function compiled(
  source: string,
  form: "path" | "regex",
  pattern: string,
  flags: string,
): TerminalKey {
  const outcome = compileJsRegex(pattern, flags);
  if ("invalid" in outcome) return { ...never(source, form), never: outcome.invalid };
  if ("unsupported" in outcome)
    return { source, form, unsupported: outcome.unsupported, matches: () => undefined };
  const { regex } = outcome;
  let blind: JsRegexOutcome | undefined = flags.includes("i") ? outcome : undefined;
  const blindTest = (text: string): boolean | undefined => {
    blind ??= compileJsRegex(pattern, `${flags}i`);
    return "regex" in blind ? blind.regex.test(text) : undefined;
  };
  return {
    source,
    form,
    node: regex.node,
    matches: (text, shell) => (shell === "bash" ? regex.test(text) : blindTest(text)),
  };
}

function beginsWith(text: string, key: string): boolean {
  if (!text.startsWith(key)) return false;
  return isWord(text.charCodeAt(key.length)) !== isWord(key.charCodeAt(key.length - 1));
}

/** As VS Code builds it, with its placeholder for separators: of two that follow each other it takes half of the second for text. */
function pathPattern(source: string): string {
  const held = source
    .replace(/[/\\]/g, "%%PATH_SEP%%")
    .replace(/[\\{}*+?|^$.[\]()]/g, String.raw`\$&`)
    .replace(/%%PATH_SEP%%*/g, String.raw`[/\\]`);
  return String.raw`^(?:\.[/\\])?${held}\b`;
}
