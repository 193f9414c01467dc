import type { ShellGrammars, SyntaxNode } from "../../model/syntax.ts";
import { unreadable } from "./cursor.ts";
import type { Script, ShellWord, Stage } from "./tree.ts";

/** Asks the grammar for a second reading: a command that it sees and the first reader did not makes the line unreadable. */
export function checkWithGrammar(source: string, script: Script, grammars: ShellGrammars): void {
  const seen = new Set<number>();
  note(script, seen);
  const tree = grammars.parse("bash", source);
  try {
    compare(tree.root, seen);
  } finally {
    tree.release();
  }
}

function compare(root: SyntaxNode, seen: ReadonlySet<number>): void {
  const open: SyntaxNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (
      (node.type === "command" || node.type === "declaration_command") &&
      !seen.has(node.startIndex)
    )
      unreadable("two readers see different commands in it");
    for (const child of node.children) if (child?.isNamed === true) open.push(child);
  }
}

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
