import type { Command, CommandPart, FileUse, ShellPart, View } from "../../model/command.ts";
import { accessesOfWords } from "./any-program.ts";
import { effectsOfCommand } from "./effects/effects.ts";
import { isFree } from "./free.ts";
import { fetchesOf } from "./fetches.ts";
import { isPlainProgram, programName } from "./programs.ts";
import type { Scene } from "./scene.ts";
import { deeper } from "./scene.ts";
import { programOnStdin } from "./stdin.ts";
import { transparentInner } from "./transparent.ts";
import type { ShellWord } from "./tree.ts";
import type { Inner } from "./inner.ts";
import { innersOf } from "./wrappers.ts";

/** A command as it is to be studied. */
export interface Subject {
  readonly words: readonly ShellWord[];
  readonly assigns: readonly string[];
  /** What its redirections use. */
  readonly redirected: readonly FileUse[];
  readonly start: number;
  readonly end: number;
}

/** Reads a program text inside a command; handed in, as programs and commands hold each other. */
export type ReadText = (text: string, scene: Scene, subject: Subject) => readonly ShellPart[];

/** A command part, and the parts of a program that it reads from a here-document or a pipe. */
export interface Study {
  readonly part: CommandPart;
  readonly further: readonly ShellPart[];
}

/** Everything about one command: its effects, what it wraps, and what it may amount to. */
export function study(subject: Subject, scene: Scene, readText: ReadText): Study {
  const { words, assigns, start, end } = subject;
  const name = programName(words[0]);
  const plain = isPlainProgram(words[0]);
  const effects = name === undefined ? undefined : effectsOfCommand(name, words, scene);
  const own = effects?.files ?? [];
  const read = (inner: Inner, depth: Scene): readonly ShellPart[] =>
    readInner(inner, subject, depth, readText);
  const transparent =
    plain && assigns.every(isQuietName) ? transparentInner(words, scene) : undefined;
  const inner = transparent === undefined ? undefined : read(transparent, deeper(scene));
  const further = read(programOnStdin(words, scene), scene);
  const views: View[] = [];
  const wrappeds = inner === undefined ? innersOf(words, scene) : [];
  for (const wrapped of wrappeds) views.push(...viewsOfInner(wrapped, read, scene));
  for (const part of further) views.push(...viewsOfPart(part));
  views.push(...fetchesOf(words));
  if (assigns.some((assign) => RUNNING.has(assign))) views.push({ kind: "hidden" });
  const named =
    name === "cd" || (transparent !== undefined && plain) || effects?.understood === true;
  if (words.length > 0 && !named) views.push(...accessesOfWords(words, scene));
  const whole =
    further.length > 0
      ? { inner: [...(inner ?? []), ...further] }
      : inner === undefined
        ? {}
        : { inner };
  const part: CommandPart = {
    kind: "command",
    command: commandOf(words, assigns, scene),
    free:
      plain &&
      name !== undefined &&
      assigns.length === 0 &&
      isFree(name, words, own, effects?.known === true, scene),
    effectsKnown: plain && assigns.every(isQuietName) && effects?.known === true,
    files: [...subject.redirected, ...own],
    ...whole,
    views: distinct(views),
    start,
    end,
  };
  return { part, further };
}

/** Variables whose value a shell runs or reads a program from. */
const RUNNING = new Set(["PS0", "PS1", "PS2", "PS4", "PROMPT_COMMAND", "BASH_ENV", "ENV"]);

/** Names whose value cannot change which program a wrapper is. */
function isQuietName(name: string): boolean {
  return (
    name !== "PATH" &&
    !name.startsWith("LD_") &&
    !name.startsWith("BASH_") &&
    name !== "ENV" &&
    name !== "SHELLOPTS"
  );
}

function readInner(
  inner: Inner,
  subject: Subject,
  scene: Scene,
  readText: ReadText,
): readonly ShellPart[] {
  if (inner.kind === "hidden" || inner.kind === "nothing") return [];
  const change = inner.folders === undefined ? scene : { ...scene, folders: inner.folders };
  if (inner.kind === "line")
    return readText(
      inner.text,
      inner.consumed === true ? { ...change, stdin: { kind: "unknown" } } : change,
      subject,
    );
  const assigns = [...subject.assigns, ...inner.assigns];
  const { part, further } = study(
    { ...subject, words: inner.words, assigns, redirected: [] },
    change,
    readText,
  );
  return [part, ...further];
}

function viewsOfInner(
  inner: Inner,
  read: (inner: Inner, scene: Scene) => readonly ShellPart[],
  scene: Scene,
): readonly View[] {
  if (inner.kind === "hidden") return [{ kind: "hidden" }];
  if (inner.kind === "nothing") return [];
  return read(inner, deeper(scene)).flatMap(viewsOfPart);
}

/** A part seen as views of something around it. */
export function viewsOfPart(part: ShellPart): readonly View[] {
  if (part.kind === "file") return [{ kind: "file", file: part.file }];
  if (part.kind === "fetch") return [{ kind: "fetch", fetch: part.fetch }];
  return [
    { kind: "command", command: part.command },
    ...part.files.map((file): View => ({ kind: "file", file })),
    ...part.views,
    ...(part.inner ?? []).flatMap(viewsOfPart),
  ];
}

function commandOf(words: readonly ShellWord[], assigns: readonly string[], scene: Scene): Command {
  return {
    words: words.map(({ text, known, splits }) => ({ text, known, splits })),
    assigns,
    folders: scene.folders,
  };
}

function distinct(views: readonly View[]): readonly View[] {
  if (views.length < 2) return views;
  const seen = new Map<string, View>();
  for (const view of views) seen.set(keyOf(view), view);
  return seen.size === views.length ? views : [...seen.values()];
}

/** Most views are files, which are told apart by less than everything. */
function keyOf(view: View): string {
  if (view.kind !== "file" || view.file.paths.length !== 1) return JSON.stringify(view);
  const { access, tree = "", paths } = view.file;
  return paths[0] === undefined ? JSON.stringify(view) : `${access} ${tree} ${paths[0]}`;
}
