import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AnalysisCache } from "../../src/analysis/desk.ts";
import type { Answer } from "../../src/analysis/analysis.ts";
import type { Rule } from "../../src/engine/rule.ts";
import { PROPERTY_TIMEOUT, propertyRuns } from "../support/runs.ts";
import { analysisOf, isMatched, ruleOf, sequences, split, World } from "./universe.ts";
import type { Written } from "./universe.ts";

/** Four properties of files and three of commands: more than 50,000 pairs in the full run. */
const FILE_RUNS = propertyRuns(450, 9_000);
const COMMAND_RUNS = propertyRuns(250, 5_000);
const OPTIONS = { timeout: PROPERTY_TIMEOUT };

const segment = fc.constantFrom("a", "b", "*", "**", "a*", "*b", "{a,b}", ".git", "*.ambit.yaml");
const path = fc
  .tuple(
    fc.constantFrom("", "", "", "/ws/", "/", "~/"),
    fc.array(segment, { minLength: 1, maxLength: 3 }),
  )
  .map(([root, names]) => root + names.join("/"));
const paths = fc.array(path, { minLength: 1, maxLength: 2 });

describe("two rules about files, against every path of a small world", () => {
  const names = sequences(["a", "b", "ab", "acb", ".git", "z", "x.ambit.yaml"], 2);
  const texts = ["", "/", "~/"].flatMap((root) => names.map((some) => root + some.join("/")));
  const deep = ["a/b/a", "a/z/b", "z/z/z", ".git/a/b", "a/.git/b", "z/a/.git", "b/a/ab", "z/b/z/a"];
  const all = [".", "/", "~", ...texts, ...deep];
  const reads = new World(all.map((one) => ({ tool: "file.read", args: { path: one } })));
  const writes = new World(all.map((one) => ({ tool: "file.write", args: { path: one } })));
  const cache = new AnalysisCache();

  it("reads", OPTIONS, () => {
    hold(paths, reads, cache, "exact", [
      { effect: "allow", tool: "file.read" },
      { effect: "allow", tool: "file.read" },
    ]);
  });

  it("writes, which spare protected files", OPTIONS, () => {
    hold(paths, writes, cache, "exact", [
      { effect: "allow", tool: "file.write" },
      { effect: "allow", tool: "file.write" },
    ]);
  });

  it("a denial and a grant", OPTIONS, () => {
    hold(paths, writes, cache, "exact", [
      { effect: "deny", tool: "file.write" },
      { effect: "allow", tool: "file.write" },
    ]);
  });

  it("two denials", OPTIONS, () => {
    hold(paths, reads, cache, "sound", [
      { effect: "deny", tool: "file.read" },
      { effect: "deny", tool: "file.read" },
    ]);
  });
});

const word = fc.constantFrom("a", "b", "*", "a*", "*b", "{a,b}", "-x", "--long", "-*");
const command = fc
  .tuple(
    fc.constantFrom("a", "b", "*", "./a", "a*"),
    fc.array(word, { maxLength: 2 }),
    fc.constantFrom("", " **"),
  )
  .map(([program, words, rest]) => [program, ...words].join(" ") + rest);
const commands = fc.array(fc.oneof({ weight: 9, arbitrary: command }, fc.constant("**")), {
  minLength: 1,
  maxLength: 2,
});

describe("two rules about commands, against every line of a small world", () => {
  const words = ["a", "b", "ab", "z", "-x", '"$x"', "$x"];
  const lines = sequences(words, 3)
    .filter(([program = ""]) => /^\w/.test(program))
    .flatMap((line) => [line.join(" "), `./${line.join(" ")}`]);
  const world = new World(lines.map((one) => ({ tool: "shell", args: { command: one } })));
  const cache = new AnalysisCache();

  it("two grants", OPTIONS, () => {
    hold(commands, world, cache, "sound", [
      { effect: "allow", tool: "shell" },
      { effect: "allow", tool: "shell" },
    ]);
  });

  it("a denial and a grant", OPTIONS, () => {
    hold(commands, world, cache, "sound", [
      { effect: "deny", tool: "shell" },
      { effect: "allow", tool: "shell" },
    ]);
  });

  it("two denials", OPTIONS, () => {
    hold(commands, world, cache, "sound", [
      { effect: "deny", tool: "shell" },
      { effect: "deny", tool: "shell" },
    ]);
  });
});

type Kind = Pick<Written, "effect" | "tool">;

/**
 * What the analysis says of any two such rules is what the engine's own matchers say of every call of the world; `exact`: and it always knows. A call
 * that it gives is held against the matchers again: it may be one that the world has not.
 */
function hold(
  lists: fc.Arbitrary<readonly string[]>,
  world: World,
  cache: AnalysisCache,
  bound: "exact" | "sound",
  [outerKind, innerKind]: readonly [Kind, Kind],
): void {
  fc.assert(
    fc.property(lists, lists, (outerList, innerList) => {
      const written = [
        { ...outerKind, list: outerList },
        { ...innerKind, list: innerList },
      ] as const;
      const [outer, inner] = [ruleOf(written[0]), ruleOf(written[1])];
      const [byOuter, byInner] = [world.matched(written[0]), world.matched(written[1])];
      const beyond = (): readonly unknown[] =>
        callsWhere(world, (i) => byInner[i] === 1 && byOuter[i] === 0);
      const both = (): readonly unknown[] =>
        callsWhere(world, (i) => byInner[i] === 1 && byOuter[i] === 1);
      const analysis = analysisOf([outer, inner], cache);
      if (analysis.covers(outer.clause, inner.clause)) expect(beyond()).toEqual([]);
      if (innerKind.effect === "deny") return;
      checkAnswer(analysis.minus(inner.clause, [outer.clause]), beyond, [inner], [outer], bound);
      if (outerKind.effect === "deny") return;
      checkAnswer(analysis.overlap(outer.clause, inner.clause), both, [inner, outer], [], bound);
    }),
    { numRuns: innerKind.tool === "shell" ? COMMAND_RUNS : FILE_RUNS },
  );
}

function callsWhere(world: World, test: (index: number) => boolean): readonly unknown[] {
  return world.calls.flatMap(({ call }, i) => (test(i) ? [call.args] : []));
}

/** Throws, and does not `expect`: it is asked a hundred thousand times, and nearly always all is well. */
function checkAnswer(
  answer: Answer,
  expected: () => readonly unknown[],
  within: readonly Rule[],
  without: readonly Rule[],
  bound: "exact" | "sound",
): void {
  if (answer.kind === "none") expect(expected()).toEqual([]);
  if (answer.kind === "call") {
    const one = split(answer.call);
    if (!within.every((rule) => isMatched(rule, one)))
      throw new Error(`not every rule that is to match does: ${JSON.stringify(answer.call)}`);
    if (without.some((rule) => isMatched(rule, one)))
      throw new Error(`a rule matches that is not to: ${JSON.stringify(answer.call)}`);
  }
  if (bound === "exact" && answer.kind === "unknown") throw new Error("the answer is not known");
}
