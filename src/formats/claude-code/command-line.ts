import { readBashLine } from "../bash-line.ts";
import type { LineCommand, LineRedirect } from "../bash-line.ts";
import { keptLine } from "../kept-line.ts";
import type { ShellGrammars } from "../../model/syntax.ts";
import type { ClaudeCommand } from "./claude-command.ts";
import { readPowerShell } from "./powershell.ts";

/** A line as the agent splits it, or why it always asks. */
export interface ClaudeLine {
  readonly commands: readonly ClaudeCommand[];
  readonly redirects: readonly LineRedirect[];
  readonly unread?: string;
}

/** Lines above this length always ask. Source: permissions, "Compound commands" (10,000 characters). */
const LONGEST = 10_000;

const UNPARSED = "it cannot be parsed";

const TOO_LONG: ClaudeLine = {
  commands: [],
  redirects: [],
  unread: "it is longer than 10,000 characters",
};

/** The line of a tool that runs commands: of `PowerShell` in that language, of all others in bash. */
export function readLineOf(
  { tool, command = "" }: { readonly tool: string; readonly command?: string },
  grammars: ShellGrammars,
): ClaudeLine {
  return (tool === "PowerShell" ? powerShellLine : splitLine)(command, grammars);
}

const powerShellLine = keptLine((source, grammars): ClaudeLine => {
  if (source.length > LONGEST) return TOO_LONG;
  if (source.includes("\0")) return { commands: [], redirects: [], unread: UNPARSED };
  const { commands, redirects, hasError } = readPowerShell(source, grammars);
  return { commands, redirects, ...(hasError ? { unread: UNPARSED } : {}) };
});

/** Splits a line at `&&`, `||`, `;`, `|`, `|&`, `&` and line breaks, and into substitutions and groups. Source: permissions, "Compound commands". */
const splitLine = keptLine((source, grammars): ClaudeLine => {
  if (source.length > LONGEST) return TOO_LONG;
  const line = readBashLine(source, grammars);
  const commands = line.commands.map(commandOf);
  if (line.hasError) return { commands, redirects: line.redirects, unread: UNPARSED };
  return { commands, redirects: line.redirects };
});

/** Variables that change nothing that matters; an `allow` looks past them. Source: permissions (`NODE_ENV`, `LANG`, `TZ`, `NO_COLOR` are named; the list is longer). */
const HARMLESS =
  /^(?:NODE_ENV|LANG|LC_\w+|TZ|NO_COLOR|FORCE_COLOR|CI|TERM|COLUMNS|LINES)=[\w.,:/@%+-]*$/;

/** Looked through for every list. Source: permissions, "Process wrappers". */
const WRAPPERS: ReadonlySet<string> = new Set([
  ...["timeout", "time", "nice", "nohup", "stdbuf", "command", "builtin", "noglob", "xargs"],
]);
/** Looked through for `ask` and `deny` alone. Source: changelog 2.1.113. */
const MORE_WRAPPERS: ReadonlySet<string> = new Set([
  ...["env", "sudo", "watch", "ionice", "setsid"],
]);
/** Wrappers that only an exact entry allows. Source: permissions, "Process wrappers". */
const EXACT_ONLY: ReadonlySet<string> = new Set(["watch", "setsid", "ionice", "flock"]);

function commandOf({ text, words, assigns }: LineCommand): ClaudeCommand {
  const blanks = spaced(text);
  const safe = assigns.every((assign) => HARMLESS.test(assign));
  const stripped = unwrap(blanks, WRAPPERS);
  const plain = safe ? stripped : spaced([...assigns, stripped].join(" "));
  const deeper = unwrap(blanks, new Set([...WRAPPERS, ...MORE_WRAPPERS]));
  const name = stripped.split(" ")[0] ?? "";
  const runs = name === "find" && /(?:^| )-(?:exec|execdir|ok|okdir|delete)(?: |$)/.test(stripped);
  return {
    text,
    plain,
    forms: [...new Set([blanks, stripped, deeper])],
    words,
    exactOnly: EXACT_ONLY.has(name) || runs,
  };
}

/** Runs of blanks and tabs are one blank, but in quotes. Source: changelog 2.1.98. */
function spaced(text: string): string {
  return text
    .replaceAll(/'[^']*'|"(?:[^"\\]|\\.)*"|\\[\s\S]|[ \t]+/g, (part) =>
      /^[ \t]/.test(part) ? " " : part,
    )
    .trim();
}

/** Takes wrappers and their options off the front; a bare `xargs` alone, not one with options. */
function unwrap(text: string, wrappers: ReadonlySet<string>): string {
  let rest = text;
  for (let turn = 0; turn < MOST_WRAPPERS; turn++) {
    const [name = "", ...words] = rest.split(" ");
    if (!wrappers.has(name)) return rest;
    const from = wrappedFrom(name, words);
    if (from === undefined) return rest;
    rest = words.slice(from).join(" ");
  }
  return rest;
}

const MOST_WRAPPERS = 8;

/** Where the wrapped command begins; nothing where there is none, or the wrapper's options make it another one. */
function wrappedFrom(name: string, words: readonly string[]): number | undefined {
  const first = words[0] ?? "";
  if (name === "xargs" && first.startsWith("-")) return undefined;
  if (name === "command" && /^-[vV]/.test(first)) return undefined;
  let at = 0;
  while (at < words.length && isOption(name, words[at] ?? ""))
    at += takesValue(name, words[at] ?? "") ? 2 : 1;
  if (name === "timeout") at++;
  return at < words.length ? at : undefined;
}

function isOption(name: string, word: string): boolean {
  return word.startsWith("-") || ((name === "env" || name === "sudo") && /^\w+=/.test(word));
}

function takesValue(name: string, word: string): boolean {
  const valued = VALUED.get(name);
  return valued?.includes(word) === true;
}

const VALUED: ReadonlyMap<string, readonly string[]> = new Map([
  ["timeout", ["-s", "-k", "--signal", "--kill-after"]],
  ["nice", ["-n", "--adjustment"]],
  ["stdbuf", ["-i", "-o", "-e"]],
  ["env", ["-u", "-C", "--unset", "--chdir"]],
  ["sudo", ["-u", "-g", "-h", "-p", "-C", "-D"]],
  ["watch", ["-n", "--interval"]],
  ["ionice", ["-c", "-n", "-p"]],
]);
