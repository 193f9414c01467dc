import type { Sorted } from "../options.ts";
import { has } from "../options.ts";
import type { ShellWord } from "../tree.ts";

/**
 * Does a `sed` script surely only print, delete and substitute? Its commands `r R w W e s///e s///w` reach files and programs. The
 * shapes here are the everyday ones; any other script is not known.
 */
export function isHarmlessScript(sorted: Sorted): boolean {
  if (has(sorted, "-f", "--file")) return false;
  const given = sorted.options
    .filter(({ name }) => name === "-e" || name === "--expression")
    .map(({ value }) => value);
  const scripts = given.length > 0 ? given : sorted.operands.slice(0, 1);
  return (
    scripts.length > 0 &&
    scripts.every(
      (word) =>
        word?.known === true &&
        word.text.length < 2000 &&
        word.text.split(/[;\n]/).every(isHarmlessCommand),
    )
  );
}

function isHarmlessCommand(text: string): boolean {
  return HARMLESS.test(text.trim());
}

const ADDRESS = String.raw`(?:\d+|\$|/[^/\\;]*/I?)`;
const SUBSTITUTE = String.raw`s(?:/(?:[^/\\\n]|\\.)*/(?:[^/\\\n]|\\.)*/|\|(?:[^|\\\n]|\\.)*\|(?:[^|\\\n]|\\.)*\||#(?:[^#\\\n]|\\.)*#(?:[^#\\\n]|\\.)*#|,(?:[^,\\\n]|\\.)*,(?:[^,\\\n]|\\.)*,)[gpiI0-9]*`;
const HARMLESS = new RegExp(
  String.raw`^(?:${ADDRESS}(?:,[+~]?${ADDRESS})?!?)?\s*(?:[pdqDPNnGHhgxlF=]?|q\d+|${SUBSTITUTE})$`,
);

/** Does a `jq` filter surely read nothing but its input? Modules are files. */
export function isHarmlessFilter(sorted: Sorted): boolean {
  if (has(sorted, "-f", "--from-file", "--args", "--jsonargs")) return false;
  const filter = sorted.operands[0];
  return (
    filter !== undefined &&
    !/\b(?:import|include|input_filename|get_search_list)\b/.test(filter.text)
  );
}

/** The words of `jq` without `--arg NAME VALUE`, which take two words each; a file that `--rawfile` names stays an unknown option. */
export function withoutNamedValues(words: readonly ShellWord[]): readonly ShellWord[] {
  const kept: ShellWord[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i];
    if (word === undefined) break;
    const pair = word.known && (word.text === "--arg" || word.text === "--argjson");
    if (pair && words[i + 1]?.splits === false && words[i + 2]?.splits === false) i += 2;
    else kept.push(word);
  }
  return kept;
}
