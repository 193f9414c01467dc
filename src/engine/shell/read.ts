import type { ShellContext, ShellPart, ShellReading } from "../../model/command.ts";
import type { ShellGrammars } from "../../model/syntax.ts";
import type { FirstReading } from "./check.ts";
import { checkWithGrammar } from "./check.ts";
import type { Shared } from "./cursor.ts";
import { Unreadable, unreadable } from "./cursor.ts";
import { parseShell } from "./parse.ts";
import { plainScript } from "./plain.ts";
import { readPowerShell } from "./powershell.ts";
import type { Scene } from "./scene.ts";
import type { Subject } from "./study.ts";
import { Walk } from "./walk.ts";

/**
 * Reads a command line into its parts. Never throws: what cannot be read says so. Words are read by a parser of our own, which follows
 * bash to the letter; the grammar is a second reader that must not see a command which the first did not.
 */
export function readShell(
  source: string,
  context: ShellContext,
  grammars: ShellGrammars,
): ShellReading {
  try {
    if (source.length > LONGEST) unreadable("it is too long");
    if (source.includes("\0")) unreadable("it holds a NUL");
    if (context.dialect === "powershell")
      return { parts: readPowerShell(source, context, grammars) };
    if (context.dialect !== "bash")
      unreadable(
        context.dialect === undefined
          ? "its dialect is not known"
          : `its dialect \`${context.dialect}\` is not known`,
      );
    return { parts: readBash(source, context, grammars) };
  } catch (error) {
    if (error instanceof Unreadable) return { parts: [], unreadable: error.message };
    if (error instanceof RangeError) return { parts: [], unreadable: "it is nested too deeply" };
    throw error;
  }
}

/** UTF-16 code units. */
const LONGEST = 256 * 1024;

function readBash(
  source: string,
  context: ShellContext,
  grammars: ShellGrammars,
): readonly ShellPart[] {
  const scene: Scene = {
    context,
    folders: [context.folder],
    stdin: { kind: "caller" },
    depth: 0,
    joined: false,
  };
  const walk = new Walk((text, inner, subject) => readInside(text, inner, subject));
  const plain = plainScript(source);
  if (plain !== undefined) {
    walk.script(plain, scene);
    return walk.parts;
  }
  const { script, rewritten } = parseWhole(source, context);
  checkWithGrammar(source, { script, rewritten }, grammars);
  walk.script(script, placeUnknown(source, scene));
  return walk.parts;
}

/** A program inside a command: `bash -c`, `eval`, a here-document for a shell. Its parts stand where the command stands. */
function readInside(text: string, scene: Scene, subject: Subject): readonly ShellPart[] {
  if (text.includes("\0")) unreadable("it holds a NUL");
  const walk = new Walk((inner, within, outer) => readInside(inner, within, outer));
  walk.script(parseWhole(text, scene.context).script, placeUnknown(text, scene));
  return walk.parts.map((part) => ({ ...part, start: subject.start, end: subject.end }));
}

function parseWhole(source: string, context: ShellContext): FirstReading {
  const shared: Shared = {
    home: context.home,
    rewinds: 0,
    depth: 0,
    evaluates: false,
    sleeping: false,
    sets: [],
    rewritten: [],
  };
  const script = parseShell(source, shared);
  if (shared.evaluates && shared.sleeping)
    unreadable("a quoted text holds a program, and something evaluates it");
  if (shared.sets.length > 0) unreadable("an expansion sets a variable");
  return { script, rewritten: shared.rewritten };
}

/** `CDPATH` makes every relative folder another one. */
function placeUnknown(source: string, scene: Scene): Scene {
  return source.includes("CDPATH") ? { ...scene, folders: [...scene.folders, undefined] } : scene;
}
