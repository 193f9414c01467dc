import { shellCommand } from "./shells.ts";
import type { Scene } from "./scene.ts";
import type { ShellWord } from "./tree.ts";
import type { Inner } from "./inner.ts";

/** What a wrapper runs for which the same grants count as without it; `undefined` for any other command or option. */
export function transparentInner(words: readonly ShellWord[], scene: Scene): Inner | undefined {
  void scene;
  const program = words[0]?.text.replace(/^.*\//, "");
  const rest = words.slice(1);
  switch (program) {
    case "timeout":
      return commandAfter(rest, /^-[sk]$/, 1);
    case "time":
      return commandAfter(
        rest.filter((word, index) => !(index === 0 && word.known && word.text === "-p")),
        undefined,
        0,
      );
    case "nice":
      return commandAfter(rest, /^-n$/, 0);
    case "nohup":
    case "command":
      return commandAfter(rest, undefined, 0);
    case "stdbuf":
      return commandAfter(rest, /^-[ioe]$/, 0);
    case "bash":
    case "sh":
    case "zsh":
      return shellCommand(rest, "plain");
    default:
      return undefined;
  }
}

/** The words after options that take a value and after `skipped` operands. */
function commandAfter(
  words: readonly ShellWord[],
  option: RegExp | undefined,
  skipped: number,
): Inner | undefined {
  let at = 0;
  while (option !== undefined && words[at]?.known === true && option.test(words[at]?.text ?? "")) {
    if (!isSetting(words[at + 1])) return undefined;
    at += 2;
  }
  // `-oL` is `-o L`.
  if (option !== undefined)
    while (
      words[at]?.known === true &&
      option.test(words[at]?.text.slice(0, 2) ?? "") &&
      isSetting(words[at])
    )
      at += 1;
  for (let i = 0; i < skipped; i += 1, at += 1)
    if (!isSetting(words[at]) || words[at]?.text.startsWith("-") === true) return undefined;
  const program = words[at];
  if (program?.known !== true || program.text.startsWith("-") || program.text === "")
    return undefined;
  return { kind: "words", words: words.slice(at), assigns: [] };
}

/** A duration, a signal, a number: nothing that could be a file. */
function isSetting(word: ShellWord | undefined): boolean {
  return word?.known === true && /^-?[A-Za-z0-9.+-]{1,12}$/.test(word.text);
}
