import type { FileUse } from "../../model/command.ts";
import { isFreeMove } from "./folders.ts";
import type { Scene } from "./scene.ts";
import type { ShellWord } from "./tree.ts";

/** Does a command need no grant? The language lists them. */
export function isFree(
  name: string,
  words: readonly ShellWord[],
  own: readonly FileUse[],
  known: boolean,
  scene: Scene,
): boolean {
  if (ALWAYS.has(name)) return true;
  if (name === "time")
    return words.every((word) => word.known && /^(?:time|-p|--)$/.test(word.text));
  if (name === "test" || name === "[" || name === "[[")
    return !words.some((word) => word.text === "-v" || word.text === "-R");
  if (name === "printf")
    return words[1] !== undefined && !words[1].splits && !words[1].text.startsWith("-v");
  if (name === "cd") return scene.joined && isFreeMove(words, scene.folders, scene.context);
  return FILTERS.has(name) && known && own.length === 0;
}

const ALWAYS = new Set([":", "true", "false", "pwd", "echo", "sleep", "wait", "exit", "(("]);
const FILTERS = new Set([
  "cat",
  "head",
  "tail",
  "wc",
  "sort",
  "uniq",
  "cut",
  "tr",
  "grep",
  "jq",
  "column",
  "nl",
]);
