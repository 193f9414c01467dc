import { withTree } from "../../model/syntax.ts";
import type { ShellGrammars } from "../../model/syntax.ts";
import { unreadable } from "./cursor.ts";
import type { Script, ShellWord, Stage } from "./tree.ts";

/** What the first reader made of a source. */
export interface FirstReading {
  readonly script: Script;
  /** Stretches in which its places are not exact. */
  readonly rewritten: readonly { readonly start: number; readonly end: number }[];
}

/** Asks the grammar for a second reading: a command that it sees and the first reader did not makes the line unreadable. */
export function checkWithGrammar(
  source: string,
  first: FirstReading,
  grammars: ShellGrammars,
): void {
  const seen = new Set<number>();
  note(first.script, seen);
  withTree({ grammars, dialect: "bash", source }, (root) => {
    for (const node of root.descendantsOfType(COMMANDS)) {
      if (node === null || seen.has(node.startIndex)) continue;
      const inside = first.rewritten.some(
        ({ start, end }) => start <= node.startIndex && node.endIndex <= end,
      );
      if (!inside) unreadable("two readers see different commands in it");
    }
  });
}

const COMMANDS = ["command", "declaration_command"];

function note(script: Script, seen: Set<number>): void {
  for (const chain of script.chains) {
    for (const { stages, timed } of [chain.first, ...chain.rest.map(({ pipeline }) => pipeline)]) {
      noteWords(timed ?? [], seen);
      for (const word of timed ?? []) seen.add(word.start);
      for (const stage of stages) noteStage(stage, seen);
    }
  }
}

function noteStage(stage: Stage, seen: Set<number>): void {
  seen.add(stage.start);
  noteWords(
    stage.redirects.map(({ to }) => to),
    seen,
  );
  switch (stage.kind) {
    case "simple":
      noteWords([...stage.words, ...stage.assigns.flatMap(({ words }) => words)], seen);
      break;
    case "test":
    case "arithmetic":
      noteWords(stage.words, seen);
      break;
    case "function":
    case "coproc":
      noteStage(stage.body, seen);
      break;
    default:
      noteWords(stage.words, seen);
      for (const script of stage.scripts) note(script, seen);
  }
}

function noteWords(words: readonly ShellWord[], seen: Set<number>): void {
  for (const word of words) for (const script of word.scripts) note(script, seen);
}
