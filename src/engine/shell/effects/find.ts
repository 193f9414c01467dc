import type { FileUse } from "../../../model/command.ts";
import type { Scene } from "../scene.ts";
import { placed, useOf } from "../scene.ts";
import type { ShellWord } from "../tree.ts";
import { plainWord } from "../cursor.ts";
import type { Effects } from "./shape.ts";

/** The effects of `find`: listing names reads nothing; `-delete` writes the trees, `-fprint` a file; `-exec` is not known. */
export function findEffects(words: readonly ShellWord[], scene: Scene): Effects {
  const { roots, clear, files, deletes } = survey(words, scene);
  const trees = deletes ? roots.map((root) => useOf(root, "write", scene, "whole")) : [];
  if (deletes && roots.length === 0) trees.push(placed(".", "write", scene, "whole"));
  return {
    files: [...files, ...trees.filter((use) => use !== undefined)],
    known: clear,
    understood: clear,
  };
}

/** The commands that `find` runs, each with `{}` as a word nobody knows. */
export function commandsOfFind(words: readonly ShellWord[]): readonly (readonly ShellWord[])[] {
  const commands: ShellWord[][] = [];
  for (let i = 0; i < words.length; i += 1) {
    if (!EXECUTING.has(words[i]?.text ?? "")) continue;
    const command: ShellWord[] = [];
    for (i += 1; i < words.length; i += 1) {
      const word = words[i];
      if (
        word === undefined ||
        (word.known && (word.text === ";" || (word.text === "+" && words[i - 1]?.text === "{}")))
      )
        break;
      command.push(filled(word));
    }
    commands.push(command);
  }
  return commands;
}

function filled(word: ShellWord): ShellWord {
  const hole = word.text.indexOf("{}");
  return hole < 0
    ? word
    : {
        ...plainWord(word.text.slice(0, hole), word.start, word.end),
        known: false,
        splits: word.text === "{}",
      };
}

const EXECUTING = new Set(["-exec", "-execdir", "-ok", "-okdir"]);

interface Survey {
  readonly roots: readonly ShellWord[];
  readonly files: readonly FileUse[];
  readonly clear: boolean;
  readonly deletes: boolean;
}

function survey(words: readonly ShellWord[], scene: Scene): Survey {
  const roots: ShellWord[] = [];
  const files: FileUse[] = [];
  let clear = true;
  let deletes = false;
  let i = 0;
  for (; i < words.length; i += 1) {
    const word = words[i];
    if (
      word === undefined ||
      (word.known && /^[-(!,]/.test(word.text) && !/^-[HLP]$/.test(word.text))
    )
      break;
    if (!word.known && (word.text === "" || word.text.startsWith("-"))) clear = false;
    if (!/^-[HLP]$/.test(word.text)) roots.push(word);
  }
  for (; i < words.length; i += 1) {
    const word = words[i];
    if (word?.known !== true) {
      clear = false;
      continue;
    }
    const { text } = word;
    if (text === "-delete") deletes = true;
    else if (FILES.has(text)) {
      i += 1;
      const file = words[i];
      const use =
        file === undefined
          ? undefined
          : useOf(file, text === "-files0-from" ? "read" : "write", scene);
      if (use !== undefined) files.push(use);
      if (text === "-fprintf") i += 1;
    } else if (ONE.has(text)) {
      i += 1;
      if (words[i]?.splits !== false) clear = false;
    } else if (!NONE.has(text)) clear = false;
  }
  return { roots, files, clear, deletes };
}

const FILES = new Set(["-fprint", "-fprint0", "-fls", "-fprintf", "-files0-from"]);
const ONE = new Set(
  (
    "-name -iname -path -ipath -wholename -iwholename -regex -iregex -regextype -type -xtype -size -mtime -atime -ctime -mmin -amin -cmin -newer -anewer -cnewer -newermt -newerct " +
    "-maxdepth -mindepth -perm -user -group -uid -gid -links -inum -printf -lname -ilname -fstype -samefile -used"
  ).split(" "),
);
const NONE = new Set(
  "( ) ! , -not -a -and -o -or -print -print0 -ls -prune -quit -empty -true -false -depth -d -mount -xdev -follow -readable -writable -executable -daystart -nouser -nogroup -noleaf -warn -nowarn".split(
    " ",
  ),
);
