import type { ShellWord } from "./tree.ts";

/** The program that a word names, whatever its folder, case and ending; `undefined` where it is not known. */
export function programName(word: ShellWord | undefined): string | undefined {
  if (word?.known !== true) return undefined;
  const { text } = word;
  const name = text.slice(Math.max(text.lastIndexOf("/"), text.lastIndexOf("\\")) + 1);
  // Most are plain, and this is asked many times of each command.
  if (/^[a-z0-9_-]*$/.test(name)) return name;
  return name
    .toUpperCase()
    .toLowerCase()
    .replace(/\.(?:exe|cmd|bat|com)$/, "");
}

/** Is it surely the program or builtin of that name: bare, or in a folder of the system? */
export function isPlainProgram(word: ShellWord | undefined): boolean {
  return word?.known === true && /^(?:(?:\/usr)?\/bin\/)?(?:[a-z0-9_.:[-]+|\(\()$/.test(word.text);
}

/** Programs that read a command line as this reader does. */
export function isShell(name: string | undefined): boolean {
  return name !== undefined && SHELLS.has(name);
}

const SHELLS = new Set(["bash", "sh", "zsh", "dash", "ksh", "ash", "rbash", "mksh"]);
