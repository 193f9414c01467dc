import { isShell, programName } from "./programs.ts";
import type { ShellWord } from "./tree.ts";
import type { Inner } from "./inner.ts";

/** How a shell was called. */
export type ShellUse =
  | { readonly kind: "program"; readonly text: ShellWord }
  | { readonly kind: "file"; readonly file: ShellWord }
  | { readonly kind: "stdin" | "nothing" | "odd" };

/** What `bash …` runs: the words after the program. */
function shellUse(words: readonly ShellWord[]): ShellUse {
  let program = false;
  let input = false;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i];
    if (word === undefined) break;
    if (!word.known && (word.splits || word.text === "" || /^[-+]/.test(word.text)) && !word.pipe)
      return { kind: "odd" };
    const { text } = word;
    if (word.known && /^(?:--version|--help)$/.test(text)) return { kind: "nothing" };
    if (/^--(?:norc|noprofile|posix|login|restricted|verbose|noediting|debugger)$/.test(text))
      continue;
    if (/^--(?:rcfile|init-file)$/.test(text)) return { kind: "odd" };
    if (word.known && /^[-+][A-Za-z]+$/.test(text)) {
      if (text.startsWith("-") && text.includes("c")) program = true;
      if (text.includes("s")) input = true;
      if (text.endsWith("o") || text.endsWith("O")) i += 1;
      else if (/[oO]/.test(text)) return { kind: "odd" };
      continue;
    }
    if (word.known && text.startsWith("-") && text !== "-" && text !== "--") return { kind: "odd" };
    const operand = text === "-" || text === "--" ? words[i + 1] : word;
    if (program)
      return operand === undefined ? { kind: "odd" } : { kind: "program", text: operand };
    if (input || operand === undefined) return { kind: "stdin" };
    return operand.pipe || /^\/dev\/(?:stdin|fd\/0)$/.test(operand.text)
      ? { kind: "stdin" }
      : { kind: "file", file: operand };
  }
  return { kind: program ? "odd" : "stdin" };
}

/** The line of `bash -c LINE`. `plain`: only with the options that change nothing that matters. */
export function shellCommand(
  words: readonly ShellWord[],
  options: "plain" | "any",
): Inner | undefined {
  const use = shellUse(words);
  if (use.kind !== "program")
    return use.kind === "odd" && options === "any" ? { kind: "hidden" } : undefined;
  if (!use.text.known) return options === "any" ? { kind: "hidden" } : undefined;
  if (options === "plain") {
    const before = words.slice(0, words.indexOf(use.text));
    const quiet = before.every(
      (word, index) =>
        word.known &&
        (/^-[leuc]*o?$/.test(word.text) ||
          (word.text === "pipefail" && before[index - 1]?.text.endsWith("o") === true)),
    );
    if (!quiet || before.some((word) => word.text === "-")) return undefined;
  }
  return { kind: "line", text: use.text.text };
}

/** Does the command read its program from its standard input? */
export function readsProgram(words: readonly ShellWord[]): boolean {
  const name = programName(words[0]);
  if (isShell(name)) return shellUse(words.slice(1)).kind === "stdin";
  if (name !== "source" && name !== ".") return false;
  const file = words[1];
  return file !== undefined && (file.pipe || /^\/dev\/(?:stdin|fd\/0)$/.test(file.text));
}

/** Is what it runs a pipe that somebody else writes: `bash <(…)`? */
export function runsPipe(words: readonly ShellWord[]): boolean {
  const name = programName(words[0]);
  return (
    (isShell(name) || name === "source" || name === ".") && words.slice(1).some((word) => word.pipe)
  );
}
