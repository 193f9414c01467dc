import type { Folder, Word } from "../../src/model/command.ts";
import { joined, type FileSubject } from "./reference-paths.ts";

/** A word of a command line. `glob`: all that the shell still expands in it are `*`, after the literal text. */
export interface ReadWord extends Word {
  readonly glob?: boolean;
}

/** What is known of a command by its program. `known`: it stands in the effects table and every argument was understood. */
export interface Effects {
  readonly known: boolean;
  readonly free: boolean;
  readonly files: readonly FileSubject[];
  readonly views: readonly (FileSubject | { readonly kind: "hidden" })[];
}

/** The effects of a command for the programs and options that tests generate, and the views of a program outside the table. */
export function effectsOf(words: readonly ReadWord[], folders: readonly Folder[]): Effects {
  const [program, ...args] = words;
  if (!program) return { known: false, free: false, files: [], views: [] };
  const literal = literalViews(words, folders);
  if (!program.known)
    return { known: false, free: false, files: [], views: [{ kind: "hidden" }, ...literal] };
  if (program.text === "cd") return { known: false, free: false, files: [], views: [] };
  if (FREE.includes(program.text)) return { known: true, free: true, files: [], views: [] };
  const read = TABLE.get(program.text);
  if (!read) return { known: false, free: false, files: [], views: literal };
  const options = args.filter((word) => word.known && isOption(word)).map((word) => word.text);
  const operands = args.filter((word) => !word.known || !isOption(word));
  // A `*` behind a folder can only give files of that folder; one at the start may give an option.
  const understood =
    operands.every((word) => word.known || isBelow(word)) &&
    options.every((option) => read.options.includes(option));
  const file: MakeFile = (access, word, tree) => fileOf(access, word, folders, tree);
  const files = read.files(
    operands,
    options.some((option) => option.includes("r")),
    file,
  );
  return {
    known: understood,
    free: read.freeBelow > operands.length && understood,
    files,
    views: understood ? [] : literal,
  };
}

/** The file that a word names; a `*` in it names a tree: what lies in the folder before it. */
export function fileOf(
  access: "read" | "write",
  word: ReadWord,
  folders: readonly Folder[],
  tree?: "search" | "whole",
): FileSubject {
  if (word.glob) {
    const top = word.text.slice(0, word.text.lastIndexOf("/") + 1);
    const kind = access === "write" ? "whole" : (tree ?? "search");
    const paths = folders.map((folder) => joined(folder, top || "."));
    return { kind: "file", access, paths, tree: kind };
  }
  const paths = folders.map((folder) => (word.known ? joined(folder, word.text) : undefined));
  return { kind: "file", access, paths, ...(tree ? { tree } : {}) };
}

function isBelow(word: ReadWord): boolean {
  return word.glob === true && word.text.includes("/");
}

const FREE = [":", "true", "false", "pwd", "echo", "sleep", "wait", "exit"];

type MakeFile = (
  access: "read" | "write",
  word: ReadWord,
  tree: "search" | "whole" | undefined,
) => FileSubject;

interface Program {
  readonly options: readonly string[];
  /** Free with fewer operands than that. */
  readonly freeBelow: number;
  files(operands: readonly ReadWord[], tree: boolean, file: MakeFile): FileSubject[];
}

const TABLE: ReadonlyMap<string, Program> = new Map<string, Program>([
  [
    "cat",
    {
      options: ["-n"],
      freeBelow: 1,
      files: (operands, _, file) => operands.map((word) => file("read", word, undefined)),
    },
  ],
  [
    "grep",
    {
      options: ["-r", "-n"],
      freeBelow: 2,
      /** The first operand is what is looked for, unless it is not known: then it may be anything. */
      files: (operands, tree, file) =>
        operands
          .filter((word, i) => i > 0 || !word.known)
          .map((word) => file("read", word, tree ? "search" : undefined)),
    },
  ],
  [
    "tee",
    {
      options: ["-a"],
      freeBelow: 0,
      files: (operands, _, file) => operands.map((word) => file("write", word, undefined)),
    },
  ],
  [
    "rm",
    {
      options: ["-r", "-f", "-rf", "-fr"],
      freeBelow: 0,
      files: (operands, tree, file) =>
        operands.map((word) => file("write", word, tree ? "whole" : undefined)),
    },
  ],
  ["cp", { options: ["-r"], freeBelow: 0, files: copied }],
  ["git", { options: ["--oneline", "-p", "--stat"], freeBelow: 0, files: () => [] }],
]);

/** A copy reads its sources and writes the destination, or, where that is a folder, below it by the name of the source. */
function copied(operands: readonly ReadWord[], recursive: boolean, file: MakeFile): FileSubject[] {
  const tree = recursive ? "whole" : undefined;
  const to = operands.at(-1);
  const sources = operands.slice(0, -1);
  if (!to) return [];
  const below = sources.map((word): ReadWord => ({
    text: `${to.text}/${word.text.replace(/\/+$/, "").split("/").at(-1) ?? ""}`,
    known: to.known && word.known,
    splits: false,
  }));
  return [
    ...sources.map((word) => file("read", word, tree)),
    file("write", to, tree),
    ...below.map((word, i) =>
      isOpenName(sources[i]) && to.known ? file("write", to, "whole") : file("write", word, tree),
    ),
  ];
}

/** Is only the file's name open, so that the word is one file, and no option? */
function isOpenName(word: ReadWord | undefined): boolean {
  if (!word || word.known) return false;
  return word.glob === true || (!word.splits && word.text !== "" && !word.text.startsWith("-"));
}

/**
 * For a program without a known grammar: every literal word after it that is no option, what follows `=`, `@` or `:` in one, and what follows the
 * letter of a short option, as a file that is read and written.
 */
export function literalViews(
  words: readonly ReadWord[],
  folders: readonly Folder[],
): readonly FileSubject[] {
  const texts = words
    .slice(1)
    .filter((word) => word.known && word.text !== "" && word.text !== "--")
    .flatMap(({ text }) => {
      const whole = text.startsWith("-")
        ? /^-[A-Za-z]./.test(text)
          ? [text.slice(2)]
          : []
        : [text];
      const tails = Array.from(text.matchAll(/[=@:]/g), ({ index }) => text.slice(index + 1));
      return [...whole, ...tails.filter((tail) => tail !== "" && !tail.startsWith("//"))];
    });
  return texts.flatMap((text) =>
    (["read", "write"] as const).map((access): FileSubject => ({
      kind: "file",
      access,
      paths: folders.map((folder) => joined(folder, text)),
    })),
  );
}

function isOption(word: Word): boolean {
  return word.text.startsWith("-") && word.text.length > 1;
}
