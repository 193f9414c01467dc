import type { Folder } from "../../model/command.ts";
import { plainWord } from "./cursor.ts";
import { programsOfGit } from "./effects/git-programs.ts";
import { commandsOfFind } from "./effects/find.ts";
import type { Sorted } from "./options.ts";
import { has, sortWords } from "./options.ts";
import { isShell, programName } from "./programs.ts";
import type { Scene } from "./scene.ts";
import { join } from "./scene.ts";
import type { Inner } from "./inner.ts";
import { shellCommand } from "./shells.ts";
import type { ShellWord } from "./tree.ts";
import type { Wrapper } from "./wrapper-table.ts";
import { wrapperOf } from "./wrapper-table.ts";

/** The commands that a wrapper runs, by the option grammar of each; one whose options are not known hides what it runs. */
export function innersOf(words: readonly ShellWord[], scene: Scene): readonly Inner[] {
  const name = programName(words[0]);
  if (name === undefined) return [];
  const rest = words.slice(1);
  if (isShell(name)) return [shellCommand(rest, "any") ?? NOTHING];
  if (name === "git") return programsOfGit(rest).map((program) => lineOf(program));
  if (name === "find") return commandsOfFind(rest).map((command) => commandOf(command));
  const wrapper = wrapperOf(name);
  return wrapper === undefined ? [] : wrapped(wrapper, rest, scene);
}

const NOTHING: Inner = { kind: "nothing" };
const HIDDEN: Inner = { kind: "hidden" };

function wrapped(wrapper: Wrapper, words: readonly ShellWord[], scene: Scene): readonly Inner[] {
  const sorted = sortWords(words, wrapper.grammar);
  if (!sorted.optionsClear) return [HIDDEN];
  const inners: Inner[] = [];
  let lines = 0;
  for (const { name, value } of sorted.options) {
    if (wrapper.ends.includes(name)) return [NOTHING];
    if (wrapper.settings.includes(name) && /command/i.test(value?.text ?? "command"))
      inners.push(HIDDEN);
    if (!wrapper.lines.includes(name)) continue;
    inners.push(wrapper.calls ? calledOf(value) : lineOf(value));
    lines += 1;
  }
  const { operands } = sorted;
  switch (wrapper.then) {
    case "words":
      inners.push(
        ...command(
          wrapper,
          { ...sorted, operands: filled(wrapper, sorted.options, operands) },
          lines,
          scene,
        ),
      );
      break;
    case "line": {
      const rest = operands.slice(wrapper.skips);
      if (rest.length > 0) inners.push(joinedLine(rest));
      else if (lines === 0 && wrapper.skips > 0) inners.push(...shellInside(scene));
      break;
    }
    case "first-line":
      if (operands[0] !== undefined && operands[0].text !== "-") inners.push(lineOf(operands[0]));
      break;
    case "values":
      for (const word of operands)
        if (word.text.includes("=") || !word.known)
          inners.push(lineOf({ ...word, text: word.text.slice(word.text.indexOf("=") + 1) }));
      break;
    case "nothing":
      if (lines === 0) inners.push(...shellInside(scene));
      break;
    case "hidden":
      inners.push(HIDDEN);
  }
  const folders = foldersInside(wrapper, sorted.options, scene);
  return folders === scene.folders
    ? inners
    : inners.map((inner) =>
        inner.kind === "words" || inner.kind === "line" ? { ...inner, folders } : inner,
      );
}

/** Where the command inside runs: options of the wrapper may go elsewhere, or to another machine. */
function foldersInside(
  wrapper: Wrapper,
  options: ReturnType<typeof sortWords>["options"],
  scene: Scene,
): readonly Folder[] {
  const going = options.filter(({ name }) => wrapper.goes.includes(name));
  if (wrapper.away || going.some(({ value }) => value?.known !== true)) return [undefined];
  const target = going.at(-1)?.value;
  return target === undefined
    ? scene.folders
    : scene.folders.map((folder) => join(folder, target.text));
}

function command(wrapper: Wrapper, sorted: Sorted, lines: number, scene: Scene): readonly Inner[] {
  const { operands } = sorted;
  const joins = typeof wrapper.joins === "boolean" ? wrapper.joins : has(sorted, ...wrapper.joins);
  let at = wrapper.skips;
  const assigns: string[] = [];
  while (wrapper.assigns) {
    const match = /^([A-Za-z_]\w*)=/.exec(operands[at]?.text ?? "");
    if (match === null) break;
    assigns.push(match[1] ?? "");
    at += 1;
  }
  const rest = operands.slice(at);
  // `flock FILE -c LINE`: the option stands after the operand.
  if (wrapper.lines.includes(rest[0]?.text ?? "")) return [lineOf(rest[1])];
  const more = wrapper.feeds ? [...rest, FED] : rest;
  if (rest.length > 0)
    return [{ kind: "words", words: more, assigns }, ...(joins ? [joinedLine(more)] : [])];
  return lines > 0 ? [] : wrapper.shellAlone ? shellInside(scene) : [NOTHING];
}

/** The operands, those with a place that `xargs -I` fills as words that are not known. */
function filled(
  wrapper: Wrapper,
  options: ReturnType<typeof sortWords>["options"],
  operands: readonly ShellWord[],
): readonly ShellWord[] {
  if (!wrapper.feeds) return operands;
  const given = options
    .filter(({ name }) => REPLACING.has(name))
    .map(({ value }) => value?.text ?? "{}");
  const marks = ["{}", ...given].filter((mark) => mark !== "");
  return operands.map((word) => {
    const places = marks.map((mark) => word.text.indexOf(mark)).filter((place) => place >= 0);
    if (places.length === 0) return word;
    return {
      ...word,
      text: word.text.slice(0, Math.min(...places)),
      known: false,
      splits: true,
      glob: undefined,
    };
  });
}

const REPLACING = new Set(["-I", "-i", "-J", "--replace"]);

/** What `xargs` adds. */
const FED: ShellWord = { ...plainWord("", 0, 0), known: false, splits: true };

function commandOf(words: readonly ShellWord[]): Inner {
  return words.length === 0 ? HIDDEN : { kind: "words", words, assigns: [] };
}

function lineOf(word: ShellWord | undefined): Inner {
  return word?.known === true ? { kind: "line", text: word.text } : HIDDEN;
}

/** A program that is called later, with words of its own. */
function calledOf(word: ShellWord | undefined): Inner {
  if (word?.known !== true || !/^[\w./ -]+$/.test(word.text)) return HIDDEN;
  const words = word.text.split(" ").filter((text) => text !== "");
  return commandOf([...words.map((text) => plainWord(text, word.start, word.end)), FED]);
}

function joinedLine(words: readonly ShellWord[]): Inner {
  return words.every((word) => word.known)
    ? { kind: "line", text: words.map((word) => word.text).join(" ") }
    : HIDDEN;
}

/** A wrapper without a command starts a shell, which reads its standard input. */
function shellInside(scene: Scene): readonly Inner[] {
  if (scene.stdin.kind === "text") return [{ kind: "line", text: scene.stdin.text }];
  return scene.stdin.kind === "unknown" ? [HIDDEN] : [NOTHING];
}
