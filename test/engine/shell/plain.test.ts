import fc from "fast-check";
import { expect, test } from "vitest";
import { parseShell } from "../../../src/engine/shell/parse.ts";
import { plainScript } from "../../../src/engine/shell/plain.ts";
import type { Script, ShellWord } from "../../../src/engine/shell/tree.ts";
import { loadGrammars } from "../../../src/host/grammars.ts";
import { corpus } from "./corpus.ts";

const grammars = await loadGrammars();

const word = fc.string({
  unit: fc.constantFrom(...Array.from("abz09_./:@%+,=-AZ~{}*")),
  minLength: 1,
  maxLength: 8,
});
const line = fc.oneof(
  fc
    .array(fc.oneof(word, fc.constantFrom("time", "if", "git", "in", "cd", "!", "-rf")), {
      maxLength: 6,
    })
    .map((words) => words.join(" ")),
  fc.string({ unit: fc.constantFrom(...Array.from("ab=./- \t~")), maxLength: 20 }),
);

test("the fast path reads a plain line as the parser does", () => {
  fc.assert(
    fc.property(line, (source) => {
      const plain = plainScript(source);
      if (plain !== undefined) expect(wordsOf(plain)).toEqual(wordsOf(parse(source)));
    }),
    { numRuns: 2000 },
  );
});

test("the fast path reads a plain line as the grammar does", () => {
  fc.assert(
    fc.property(line, (source) => {
      const plain = plainScript(source);
      if (plain === undefined) return;
      const tree = grammars.parse("bash", source);
      const [command] = tree.root.descendantsOfType(["command"]);
      const words = (command?.children ?? []).map((child) => child?.text);
      // Of `- a=` the grammar sees no command at all, without an error.
      const readable = !tree.root.hasError && command !== undefined;
      tree.release();
      if (readable) expect(wordsOf(plain).map(({ text }) => text)).toEqual(words);
    }),
    { numRuns: 1000 },
  );
});

test("the fast path takes plain lines of the corpus", () => {
  const taken = corpus().filter((entry) => plainScript(entry.line) !== undefined);
  expect(taken.length).toBeGreaterThan(100);
  for (const entry of taken)
    expect(wordsOf(plainScript(entry.line))).toEqual(wordsOf(parse(entry.line)));
});

function parse(source: string): Script {
  return parseShell(source, {
    home: "/h",
    rewinds: 0,
    depth: 0,
    evaluates: false,
    sleeping: false,
    sets: [],
    rewritten: [],
  });
}

function wordsOf(script: Script | undefined): readonly ShellWord[] {
  const stages = script?.chains
    .flatMap((chain) => [chain.first, ...chain.rest.map(({ pipeline }) => pipeline)])
    .flatMap(({ stages: inside }) => inside);
  return stages?.flatMap((stage) => (stage.kind === "simple" ? stage.words : [])) ?? [];
}
