import { unreadable } from "./cursor.ts";
import type { Scene, Stdin } from "./scene.ts";
import { readsProgram, runsPipe } from "./shells.ts";
import { programName } from "./programs.ts";
import type { Redirect, Simple, Stage } from "./tree.ts";
import type { ShellWord } from "./tree.ts";
import type { Inner } from "./inner.ts";

/** The program that a shell reads from a here-document, a here-string or a pipe. One that is not literal makes the line unreadable. */
export function programOnStdin(words: readonly ShellWord[], scene: Scene): Inner {
  if (runsPipe(words)) unreadable("a shell runs what another program writes");
  if (!readsProgram(words)) return { kind: "nothing" };
  if (scene.stdin.kind === "unknown") unreadable("a shell reads a program that is not literal");
  return scene.stdin.kind === "text"
    ? { kind: "line", text: scene.stdin.text, consumed: true }
    : { kind: "nothing" };
}

/** The standard input after redirections. */
export function redirectedStdin(redirects: readonly Redirect[], before: Stdin): Stdin {
  let stdin = before;
  for (const { op, fd, to } of redirects) {
    if ((fd !== undefined && fd !== 0) || !op.startsWith("<")) continue;
    if (op === "<<<")
      stdin = to.known ? { kind: "text", text: `${to.text}\n` } : { kind: "unknown" };
    else if (op === "<<" || op === "<<-")
      stdin = to.known ? { kind: "text", text: to.text } : { kind: "unknown" };
    else stdin = (op === "<" || op === "<>") && !to.pipe ? { kind: "file" } : { kind: "unknown" };
  }
  return stdin;
}

/** What a stage writes into the pipe after it, where that is literal. */
export function outputOf(stage: Stage, stdin: Stdin): Stdin {
  if (stage.kind !== "simple" || stage.assigns.length > 0) return UNKNOWN;
  if (
    stage.redirects.some(
      ({ op, fd }) => op.startsWith(">") || op.startsWith("&") || (fd !== undefined && fd !== 0),
    )
  )
    return UNKNOWN;
  const text = written(stage, redirectedStdin(stage.redirects, stdin));
  return text === undefined ? UNKNOWN : { kind: "text", text };
}

const UNKNOWN: Stdin = { kind: "unknown" };

function written(stage: Simple, stdin: Stdin): string | undefined {
  const [program, ...rest] = stage.words;
  if (!rest.every((word) => word.known) || program?.known !== true) return undefined;
  const texts = rest.map((word) => word.text);
  switch (programName(program)) {
    case "cat":
      return rest.length === 0 && stdin.kind === "text" ? stdin.text : undefined;
    case "echo":
      return echoed(texts);
    case "printf":
      return printed(rest);
    default:
      return undefined;
  }
}

/** Shells do not agree on backslashes in `echo`. */
function echoed(texts: readonly string[]): string | undefined {
  const words = texts[0] === "-n" ? texts.slice(1) : texts;
  if (words[0]?.startsWith("-") === true || words.some((word) => word.includes("\\")))
    return undefined;
  return `${words.join(" ")}${texts[0] === "-n" ? "" : "\n"}`;
}

function printed(words: readonly ShellWord[]): string | undefined {
  const [format, ...values] = words.map((word) => word.text);
  if (format === undefined) return undefined;
  if (/^%s(?:\\n)?$/.test(format))
    return values.map((value) => value + (format.length > 2 ? "\n" : "")).join("");
  return values.length === 0 && !/%|\\(?!n)|^-/.test(format)
    ? format.replaceAll("\\n", "\n")
    : undefined;
}
