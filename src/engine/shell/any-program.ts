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
  for (const [at, { known, text }] of words.entries())
    if (at > 0 && known && text.length <= 4096) addPaths(text, paths);
  const views: View[] = [];
  for (const path of paths) {
    views.push({ kind: "file", file: placed(path, "read", scene) });
    views.push({ kind: "file", file: placed(path, "write", scene) });
  }
  return views;
}

function addPaths(text: string, paths: Set<string>): void {
  if (text === "" || text === "--") return;
  if (!text.startsWith("-")) paths.add(text);
  else if (/^-[A-Za-z]./.test(text)) paths.add(text.slice(2));
  for (let at = text.search(MARKS); at >= 0; at = next(text, at)) {
    const rest = text.slice(at + 1);
    if (rest !== "" && !rest.startsWith("//")) paths.add(rest);
  }
}

function next(text: string, at: number): number {
  const found = text.slice(at + 1).search(MARKS);
  return found < 0 ? -1 : at + 1 + found;
}

const MARKS = /[=@:]/;
