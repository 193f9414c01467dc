import type { CallsSubject, Subject } from "../protocol/view.ts";

/** How a shell reads words: as sh does, or as PowerShell does. */
export type Quoting = "sh" | "powershell";

/** How the shell at a path reads words. Where nothing is known, as sh does. */
export function quotingOf(shell: string): Quoting {
  return /(^|[\\/])(pwsh|powershell)(-preview)?(\.exe)?$/i.test(shell) ? "powershell" : "sh";
}

/** The command that says in a terminal what the view says. `pathOf` writes a file as seen from there; `options` say how an agent's files decide. */
export function commandLine(
  subject: Exclude<Subject, CallsSubject>,
  pathOf: (uri: string) => string,
  quoting: Quoting,
  options = "",
): string {
  const path = (uri: string): string => QUOTES[quoting](optionless(pathOf(uri)));
  if (subject.kind === "scenario") return `ambit simulate ${path(subject.uri)}`;
  const call = JSON.stringify({ tool: subject.tool, args: subject.args });
  const explain = `ambit explain --policy ${path(subject.policy)}${options} --call`;
  // PowerShell of before 7.3 loses `"` in the words of a program, and what it pipes is ASCII.
  return quoting === "powershell"
    ? `${quotedForPowerShell(ascii(call))} | ${explain} -`
    : `${explain} ${quotedForSh(visible(call))}`;
}

/** A path that starts with `-` is no option. */
function optionless(path: string): string {
  return path.startsWith("-") ? `./${path}` : path;
}

const QUOTES: Readonly<Record<Quoting, (word: string) => string>> = {
  sh: quotedForSh,
  powershell: quotedForPowerShell,
};

function quotedForSh(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** PowerShell takes typographic quotes for `'` as well; each is doubled. */
function quotedForPowerShell(word: string): string {
  return /^[\w:./\\-]+$/.test(word) ? word : `'${word.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
}

/** JSON in which nothing hides: characters that are not seen are written as escapes. */
function visible(json: string): string {
  return json.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, escaped);
}

function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, escaped);
}

function escaped(text: string): string {
  return [...Array(text.length).keys()]
    .map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`)
    .join("");
}
