import type { View } from "../../model/command.ts";
import type { Scene } from "./scene.ts";
import { placed } from "./scene.ts";
import type { ShellWord } from "./tree.ts";

/**
 * What a program outside the table may touch: every literal word, what follows `=`, `@` or `:` in it, and what follows the letter of a
 * short option, read and written.
 */
export function accessesOfWords(words: readonly ShellWord[], scene: Scene): readonly View[] {
  const paths = new Set<string>();
  for (const word of words.slice(1)) {
    if (!word.known || word.text.length > 4096) continue;
    for (const path of pathsIn(word.text)) paths.add(path);
  }
  return [...paths].flatMap((path): readonly View[] => [
    { kind: "file", file: placed(path, "read", scene) },
    { kind: "file", file: placed(path, "write", scene) },
  ]);
}

function* pathsIn(text: string): Iterable<string> {
  if (text === "" || text === "--") return;
  if (!text.startsWith("-")) yield text;
  else if (/^-[A-Za-z]./.test(text)) yield text.slice(2);
  for (let at = text.search(MARKS); at >= 0; at = next(text, at)) {
    const rest = text.slice(at + 1);
    if (rest !== "" && !rest.startsWith("//")) yield rest;
  }
}

function next(text: string, at: number): number {
  const found = text.slice(at + 1).search(MARKS);
  return found < 0 ? -1 : at + 1 + found;
}

const MARKS = /[=@:]/;
