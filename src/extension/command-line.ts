import type { Subject } from "../protocol/view.ts";

/** The command that says in a terminal what the view says, for shells that quote as sh does. `pathOf` writes a file as seen from there. */
export function commandLine(subject: Subject, pathOf: (uri: string) => string): string {
  if (subject.kind === "scenario") return `ambit simulate ${quoted(pathOf(subject.uri))}`;
  const call = JSON.stringify({ tool: subject.tool, args: subject.args });
  return `ambit explain --policy ${quoted(pathOf(subject.policy))} --call ${quoted(visible(call))}`;
}

/** A word that no shell reads otherwise; one that starts with `-` is no option. */
function quoted(word: string): string {
  const path = word.startsWith("-") ? `./${word}` : word;
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

/** JSON in which nothing hides: characters that are not seen are written as escapes. */
function visible(json: string): string {
  return json.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, (text) =>
    [...Array(text.length).keys()]
      .map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
