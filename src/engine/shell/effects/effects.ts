import type { FileUse } from "../../../model/command.ts";
import { withoutEnd } from "../ends.ts";
import type { Sorted } from "../options.ts";
import { has, mayBeOption, sortWords } from "../options.ts";
import type { Scene } from "../scene.ts";
import { placed, useOf } from "../scene.ts";
import type { ShellWord } from "../tree.ts";
import type { Effects } from "./shape.ts";
import { findEffects } from "./find.ts";
import { gitEffects } from "./git.ts";
import { isHarmlessFilter, isHarmlessScript, withoutNamedValues } from "./scripts.ts";
import type { ProgramEffects } from "./table.ts";
import { effectsOf } from "./table.ts";

/** The effects of `words`, by the name of the program; `undefined` for one outside the table. */
export function effectsOfCommand(
  program: string,
  words: readonly ShellWord[],
  scene: Scene,
): Effects | undefined {
  const rest = words.slice(1);
  if (program === "git") return gitEffects(rest, scene);
  if (program === "find") return findEffects(rest, scene);
  if (program === "dd") return ddEffects(rest, scene);
  if (program === "source" || program === ".")
    return {
      files: present([...rest.slice(0, 1)].map((word) => useOf(word, "read", scene))),
      known: false,
      understood: false,
    };
  const entry = effectsOf(program);
  if (entry === undefined) return undefined;
  if (entry.loose) return { files: [], known: true, understood: true };
  const sorted = sortWords(program === "jq" ? withoutNamedValues(rest) : rest, entry.grammar);
  const files = [...optionFiles(sorted, scene), ...operandFiles(program, entry, sorted, scene)];
  const known = sorted.clear && !runsMore(entry, sorted) && rest.every(isSettled);
  return { files: present(files), known, understood: known };
}

/** Is it known which file the word names, or in which folder those lie that it does? */
function isSettled({ known, glob }: ShellWord): boolean {
  return known || glob !== undefined;
}

function present(files: readonly (FileUse | undefined)[]): readonly FileUse[] {
  return files.filter((file) => file !== undefined);
}

function optionFiles(sorted: Sorted, scene: Scene): readonly FileUse[] {
  return present(
    sorted.options.map(({ kind, value }) => {
      if (value === undefined || (kind !== "read" && kind !== "write")) return undefined;
      return kind === "read" && value.text === "-" && value.known
        ? undefined
        : useOf(value, kind, scene);
    }),
  );
}

function runsMore(entry: ProgramEffects, sorted: Sorted): boolean {
  if (entry.role === "script") return !isHarmlessScript(sorted);
  if (entry.role === "filter") return !isHarmlessFilter(sorted);
  return false;
}

/** The files that operands name, by the role of the program. */
function operandFiles(
  program: string,
  entry: ProgramEffects,
  sorted: Sorted,
  scene: Scene,
): readonly FileUse[] {
  const operands = sorted.operands.filter(
    (word) => !(word.known && word.text === "-" && READING.has(entry.role)),
  );
  const recursive = has(sorted, "-r", "-R", "--recursive", "--dereference-recursive");
  const reads = (words: readonly ShellWord[], tree?: FileUse["tree"]): readonly FileUse[] =>
    present(words.map((word) => useOf(word, "read", scene, tree)));
  const writes = (words: readonly ShellWord[], tree?: FileUse["tree"]): readonly FileUse[] =>
    present(words.map((word) => useOf(word, "write", scene, tree)));
  switch (entry.role) {
    case "nothing":
      return [];
    case "read":
      return reads(operands);
    case "write":
      return writes(operands);
    case "read-write":
      return [...reads(operands.slice(0, 1)), ...writes(operands.slice(1))];
    case "compare":
      return reads(operands, program === "diff" && recursive ? "search" : undefined);
    case "remove":
      return writes(operands, recursive ? "whole" : undefined);
    case "mode":
      return writes(
        has(sorted, "--reference") ? operands : operands.slice(1),
        recursive ? "whole" : undefined,
      );
    case "pattern":
      return searched(program, sorted, operands, scene);
    case "filter":
      return reads(filterFiles(sorted, operands));
    case "script":
      return scriptFiles(sorted, operands, scene);
    case "copy":
    case "move":
    case "link":
      return carried(entry.role, sorted, operands, scene);
  }
}

const READING = new Set(["read", "pattern", "filter", "script", "compare", "read-write"]);

function searched(
  program: string,
  sorted: Sorted,
  operands: readonly ShellWord[],
  scene: Scene,
): readonly FileUse[] {
  const listing = program === "rg" && has(sorted, "--files", "--type-list");
  const given = listing || has(sorted, "-e", "-f", "--regexp", "--file");
  const files = given
    ? operands
    : sorted.operands.slice(1).filter((word) => !(word.known && word.text === "-"));
  if (listing) return [];
  const recursive =
    program === "rg" ||
    has(sorted, "-r", "-R", "--recursive", "--dereference-recursive") ||
    has(sorted, "-d", "--directories");
  const tree = recursive ? "search" : undefined;
  if (files.length === 0 && recursive && sorted.operands.length + Number(given) > 0)
    return [placed(".", "read", scene, "search")];
  return present(files.map((word) => useOf(word, "read", scene, tree)));
}

function filterFiles(sorted: Sorted, operands: readonly ShellWord[]): readonly ShellWord[] {
  return has(sorted, "--args", "--jsonargs", "-f", "--from-file")
    ? operands
    : sorted.operands.slice(1);
}

function scriptFiles(
  sorted: Sorted,
  operands: readonly ShellWord[],
  scene: Scene,
): readonly FileUse[] {
  const given = has(sorted, "-e", "-f", "--expression", "--file");
  const files = given ? operands : operands.slice(1);
  const written = has(sorted, "-i", "-I", "--in-place");
  return present(
    files.flatMap((word) => [
      useOf(word, "read", scene),
      written ? useOf(word, "write", scene) : undefined,
    ]),
  );
}

/** Copying, moving and linking read their sources and write `dest` and `dest/<name>`. */
function carried(
  role: "copy" | "move" | "link",
  sorted: Sorted,
  operands: readonly ShellWord[],
  scene: Scene,
): readonly FileUse[] {
  if (role === "copy" && has(sorted, "--directory") && !has(sorted, "--archive"))
    return present(operands.map((word) => useOf(word, "write", scene)));
  const target = sorted.options.find(
    ({ name }) => name === "-t" || name === "--target-directory",
  )?.value;
  const sources = target === undefined && operands.length > 1 ? operands.slice(0, -1) : operands;
  const last = operands.at(-1);
  const whole =
    role === "move" || has(sorted, "-r", "-R", "-a", "--recursive", "--archive")
      ? "whole"
      : undefined;
  const from = sources.flatMap((word) => [
    useOf(word, "read", scene, whole),
    role === "move" ? useOf(word, "write", scene, whole) : undefined,
  ]);
  const into = target ?? (operands.length > 1 ? last : undefined);
  if (into === undefined)
    return present([...from, ...sources.map((word) => named(undefined, word, scene))]);
  return present([
    ...from,
    useOf(into, "write", scene, whole),
    ...sources.map((word) => named(into, word, scene, whole)),
  ]);
}

function named(
  folder: ShellWord | undefined,
  source: ShellWord,
  scene: Scene,
  tree?: FileUse["tree"],
): FileUse | undefined {
  const name = source.known ? lastName(source.text) : undefined;
  const literal = folder === undefined ? "." : folder.known ? folder.text : undefined;
  if (literal === "/dev/null") return undefined;
  if (name !== undefined && literal !== undefined && name !== "" && name !== "." && name !== "..")
    return placed(`${withoutEnd(literal, "/")}/${name}`, "write", scene, tree);
  // A source with wildcards or dots in the end may write anything below the folder; one that may be an option, anything.
  return literal === undefined || mayBeOption(source)
    ? { access: "write", paths: [undefined] }
    : placed(literal, "write", scene, "whole");
}

function lastName(path: string): string {
  const plain = withoutEnd(path, "/");
  return plain.slice(plain.lastIndexOf("/") + 1);
}

function ddEffects(words: readonly ShellWord[], scene: Scene): Effects {
  const files: (FileUse | undefined)[] = [];
  let known = true;
  for (const word of words) {
    const match = /^(if|of)=/.exec(word.text);
    if (match !== null)
      files.push(
        useOf(
          { ...word, text: word.text.slice(3), glob: undefined },
          match[1] === "of" ? "write" : "read",
          scene,
        ),
      );
    else if (
      !word.known ||
      !/^(bs|ibs|obs|cbs|count|skip|seek|conv|status|iflag|oflag)=/.test(word.text)
    )
      known = false;
    if (mayBeOption(word)) known = false;
  }
  return { files: present(files), known, understood: known };
}
