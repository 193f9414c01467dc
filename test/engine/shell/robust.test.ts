import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readShell } from "../../../src/engine/shell/read.ts";
import { loadGrammars } from "../../../src/host/grammars.ts";
import { CONTEXT, corpus } from "./corpus.ts";

const grammars = await loadGrammars();
const lines = corpus().map((entry) => entry.line);
const PIECES = [
  ...Array.from("az09 \t\n\r'\"`$\\(){}[]<>|&;!#=~*?@^%+-/:,.\0\ud800é"),
  ..."$( `` $(( )) (( [[ ]] <<E <<'E' \nE\n ${a:- <( >( && || ;; ;& $' if then fi case esac in do done f() time coproc bash -c sudo eval xargs".split(
    " ",
  ),
];

describe.each(["bash", "powershell"])("%s: never throws", (dialect) => {
  const read = (source: string): void => {
    const reading = readShell(source, { ...CONTEXT, dialect }, grammars);
    for (const part of reading.parts) {
      expect(part.start).toBeGreaterThanOrEqual(0);
      expect(part.end).toBeLessThanOrEqual(source.length);
    }
  };

  test("on random pieces", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }), (pieces) => {
        read(pieces.join(""));
      }),
      { numRuns: 1500 },
    );
  });

  test("on lines of the corpus, changed", () => {
    const change = fc.record({
      line: fc.constantFrom(...lines),
      at: fc.nat(60),
      cut: fc.nat(3),
      piece: fc.constantFrom(...PIECES),
    });
    fc.assert(
      fc.property(change, ({ line, at, cut, piece }) => {
        read(line.slice(0, at) + piece + line.slice(at + cut));
      }),
      { numRuns: 1500 },
    );
  });
});

describe("long lines", () => {
  const bash = (source: string): ReturnType<typeof readShell> =>
    readShell(source, CONTEXT, grammars);

  test.each([
    ["many words", `zip ${"word ".repeat(20_000)}; zap x`],
    ["one long word", `zip ${"a".repeat(100_000)}; zap x`],
    ["a long quote", `zip '${"a ".repeat(50_000)}'; zap x`],
    ["a long here-document", `cat <<'E'\n${"line\n".repeat(20_000)}E\nzap x`],
    ["continuations", `zip ${"a \\\n".repeat(20_000)}; zap x`],
    ["many commands", `${"true; ".repeat(15_000)}zap x`],
  ])("%s of 100 kB is read to its end in time", (_, source) => {
    const before = performance.now();
    const { parts, unreadable } = bash(source);
    expect(unreadable).toBeUndefined();
    const last = parts.at(-1);
    expect(last?.kind === "command" && last.command.words[0]?.text).toBe("zap");
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  test.each([
    ["parentheses", "(".repeat(10_000)],
    ["substitutions", `echo ${"$(".repeat(10_000)}zap${")".repeat(10_000)}`],
    ["arithmetic", `echo ${"$((".repeat(5_000)}1`],
    ["tangled arithmetic", `echo ${"$((".repeat(60)}zap${") )".repeat(60)}`],
    ["braces", `zip ${"{a,".repeat(5_000)}${"}".repeat(5_000)}`],
    ["quotes in expansions", `echo ${'"${a:-'.repeat(5_000)}`],
    ["functions", "f() { ".repeat(5_000)],
    ["backticks", `echo ${"`".repeat(9_999)}`],
    ["more than is read", "a ".repeat(200_000)],
    ["a NUL", "zip\0zap"],
  ])("%s: unreadable or read, in time", (_, source) => {
    const before = performance.now();
    bash(source);
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  test("another dialect is not read", () => {
    for (const dialect of [undefined, "fish", "cmd", "nu"])
      expect(readShell("zip", { ...CONTEXT, dialect }, grammars).unreadable).toBeDefined();
  });
});
