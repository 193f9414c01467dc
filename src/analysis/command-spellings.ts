import type { ToolCall } from "../model/call.ts";

/** Other ways to write a command line. */
export function commandSpellings(line: string, { context }: ToolCall): readonly string[] {
  if (line.trim() === "") return [];
  switch (context?.dialect ?? "bash") {
    case "bash":
      return [...firstSpellings(line), ...simpleSpellings(line), ...wholeSpellings(line)];
    case "powershell":
      return powershellSpellings(line);
    default:
      return [];
  }
}

/** The line as the program of another shell, or as text that a shell evaluates. */
function wholeSpellings(line: string): readonly string[] {
  const text = `'${line.replaceAll("'", `'\\''`)}'`;
  const shells = ["bash -c", "sh -c", "/bin/bash -c", "bash -lc", "BASH -c", "env bash -c"];
  return [
    ...shells.map((shell) => `${shell} ${text}`),
    `sudo sh -c ${text}`,
    `eval ${text}`,
    `bash <<< ${text}`,
    `printf %s ${text} | sh`,
    ...(line.includes("\n") ? [] : [`(${line})`, `{ ${line}; }`, `true && ${line}`]),
  ];
}

/** The program that the line begins with, where it begins with one. */
function firstWord(line: string): readonly [word: string, rest: string] | undefined {
  const [, word = "", rest = ""] = /^([\w./@%+:-]+)(?=$|[\s;|&<>)])([^]*)$/.exec(line) ?? [];
  return word === "" || RESERVED.has(word) ? undefined : [word, rest];
}

/** Its first program in other words, or behind a program that runs it. */
function firstSpellings(line: string): readonly string[] {
  const first = firstWord(line);
  if (first === undefined) return [];
  const [word, rest] = first;
  const quoted = [
    `\\${word}`,
    `'${word}'`,
    `"${word}"`,
    `$'${octal(word)}'`,
    `${word.slice(0, 1)}""${word.slice(1)}`,
    `${word.slice(0, 1)}\\${word.slice(1)}`.replace(/\\$/, ""),
    `$(echo ${word})`,
  ];
  if (BUILT_IN.has(word)) return quoted.map((text) => text + rest);
  const placed = word.includes("/")
    ? []
    : [`/usr/bin/${word}`, `/bin/${word}`, `/bin/../bin/${word}`];
  const wrapped = WRAPPERS.map((wrapper) => `${wrapper} ${word}`);
  return [...quoted, ...placed, word.toUpperCase(), ...wrapped].map((text) => text + rest);
}

const WRAPPERS = [
  ...[
    "env",
    "/usr/bin/env",
    "ENV",
    "env -i",
    "env A=b",
    "command",
    "command -p",
    "exec",
    "builtin command",
  ],
  ...["sudo", "sudo -n", "Sudo", "sudo -u root", "doas", "nohup", "time", "nice", "nice -n 5"],
  ...["timeout 60", "timeout -k 1 60", "stdbuf -oL", "setsid", "A=b"],
] as const;

/** Of a command alone: its arguments in other words, and what hands them over. */
function simpleSpellings(line: string): readonly string[] {
  const words = line.trim().split(/\s+/);
  const [program = "", ...args] = words;
  const isPlain = words.every((word) => /^[\w@%+=:,./-]+$/.test(word)) && !/^\w+=/.test(program);
  if (!isPlain || RESERVED.has(program) || BUILT_IN.has(program)) return [];
  const given = args.join(" ");
  const again = args.map((word) => `'${word.slice(0, 1)}'"${word.slice(1)}"`).join(" ");
  const last = args.at(-1);
  return [
    `${line} </dev/null`,
    `xargs ${line} </dev/null`,
    `xargs -n 1 ${line} </dev/null`,
    `find . -maxdepth 0 -exec ${line} \\;`,
    `watch -g ${line}`,
    `echo "$(${line})"`,
    words.join("  "),
    words.join(" \\\n"),
    ...(args.length === 0
      ? []
      : [`${program} ${again}`, `${program} ${args.map(escaped).join(" ")}`]),
    ...(last === undefined || last.startsWith("-")
      ? []
      : [`echo ${last} | xargs ${[program, ...args.slice(0, -1)].join(" ")}`]),
    ...(program === "git" && args.length > 0
      ? [`git -C . ${given}`, `git -c a.b=c ${given}`, `git --no-pager ${given}`]
      : []),
  ];
}

function escaped(word: string): string {
  return word.length < 2 ? `"${word}"` : `${word.slice(0, 1)}\\${word.slice(1)}`;
}

function octal(word: string): string {
  return `\\${word.charCodeAt(0).toString(8).padStart(3, "0")}${word.slice(1)}`;
}

function powershellSpellings(line: string): readonly string[] {
  const [, word = "", rest = ""] = /^([\w.-]+)(?=$|\s)([^]*)$/.exec(line) ?? [];
  const text = line.replaceAll("'", "''");
  const first =
    word === ""
      ? []
      : [`& '${word}'`, `& "${word}"`, word.toUpperCase(), `${word}.exe`].map((one) => one + rest);
  return [...first, `Invoke-Expression '${text}'`, `iex '${text}'`, `pwsh -Command '${text}'`];
}

/** Words of the language, which are none in quotes. */
const RESERVED: ReadonlySet<string> = new Set([
  ...["if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac"],
  ...["function", "select", "time", "coproc", "in", "{", "}", "!", "[[", "]]"],
]);

/** Commands of the shell itself, which no other program can run. */
const BUILT_IN: ReadonlySet<string> = new Set([
  ...[
    "cd",
    "export",
    "alias",
    "unalias",
    "set",
    "unset",
    "shopt",
    "source",
    ".",
    ":",
    "eval",
    "exec",
  ],
  ...[
    "exit",
    "return",
    "break",
    "continue",
    "shift",
    "trap",
    "local",
    "declare",
    "typeset",
    "readonly",
  ],
  ...[
    "read",
    "wait",
    "bg",
    "fg",
    "jobs",
    "pushd",
    "popd",
    "dirs",
    "hash",
    "type",
    "umask",
    "ulimit",
  ],
  ...["builtin", "command", "enable", "let", "history", "bind", "complete", "mapfile", "times"],
]);
