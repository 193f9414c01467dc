import type { View } from "../../model/command.ts";
import type { Scene } from "./scene.ts";
import { deeper, useOf } from "./scene.ts";
import type { ReadText } from "./study.ts";
import { study, viewsOfPart } from "./study.ts";
import type { Condition, ShellWord } from "./tree.ts";

/**
 * `sh` may be a shell without `[[ … ]]` and `(( … ))`. There `[[ a && zap x ]]` runs `zap`, `[[ a > f ]]` writes, and `((zap))` is a
 * program in two subshells: views for all of them.
 */
export function dashViews(stage: Condition, scene: Scene, readText: ReadText): readonly View[] {
  const views: View[] = [];
  const run = (words: readonly ShellWord[]): void => {
    if (words.length === 0) return;
    const { part } = study(
      { words, assigns: [], redirected: [], start: stage.start, end: stage.end },
      deeper(scene),
      readText,
    );
    views.push(...viewsOfPart(part));
  };
  if (stage.kind === "arithmetic") {
    run(stage.words.flatMap(split));
    return views;
  }
  // What stands before the first operator belongs to `[[`, a program that is not there.
  const segments: ShellWord[][] = [[]];
  stage.words.forEach((word, index) => {
    const before = stage.words[index - 1];
    if (before !== undefined && (before.text === ">" || before.text === "<") && !before.quoted) {
      const use = useOf(word, before.text === ">" ? "write" : "read", scene);
      if (use !== undefined) views.push({ kind: "file", file: use });
    }
    if (!word.quoted && JOINING.has(word.text)) segments.push([]);
    else segments.at(-1)?.push(word);
  });
  for (const segment of segments.slice(1)) run(segment);
  return views;
}

const JOINING = new Set(["&&", "||", "(", ")"]);

function split(word: ShellWord): readonly ShellWord[] {
  const [program = "", ...rest] = word.text.split(/[\s;&|()]+/).filter((text) => text !== "");
  // Something that no program is named: the rest does not matter.
  if (!/^[A-Za-z_./]/.test(program)) return [];
  return [
    { ...word, text: program, known: true, splits: false },
    ...(rest.length > 0 || !word.known ? [{ ...word, text: "", known: false, splits: true }] : []),
  ];
}
