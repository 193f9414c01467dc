import type { Automaton, Program } from "./program.ts";
import { holds, isLineEnd, isWord } from "./set.ts";

/** More work than this (steps by characters) is not done. */
const MOST_WORK = 40_000_000;

/**
 * Does the expression match anywhere in the text? Takes time in proportion to steps times characters, whatever they are: all ways are followed
 * at once. `undefined` where that would be too much work.
 */
export function runProgram(program: Program, codes: readonly number[]): boolean | undefined {
  if (program.size * (codes.length + 1) > MOST_WORK) return undefined;
  const { steps, start } = program.main;
  const first = steps[start];
  const isAnchored = first?.kind === "edge" && first.edge === "start";
  const looks = new Looks(program, codes);
  // When a step was last reached: each is followed once for each position.
  const reached = new Int32Array(steps.length).fill(-1);
  let here: number[] = [];
  let ahead: number[] = [];
  for (let at = 0; at <= codes.length; at++) {
    if (at === 0 || !isAnchored) here.push(start);
    else if (here.length === 0) return false;
    const code = codes[at];
    for (let index = here.pop(); index !== undefined; index = here.pop()) {
      if (reached[index] === at) continue;
      reached[index] = at;
      const step = steps[index];
      if (step === undefined) continue;
      if (step.kind === "done") return true;
      if (step.kind === "char") {
        if (code !== undefined && holds(step.set, code)) ahead.push(step.next);
      } else if (step.kind === "split") for (const next of step.next) here.push(next);
      else if (step.kind === "edge") {
        if (isEdge(step.edge, codes, at)) here.push(step.next);
      } else if (looks.matches(step.look, at) !== step.negative) here.push(step.next);
    }
    // Nothing is left of it: it takes the next ones.
    const spent = here;
    here = ahead;
    ahead = spent;
  }
  return false;
}

/** What the look-arounds find, each worked out for all positions when it is first asked for. */
class Looks {
  readonly #program: Program;
  readonly #codes: readonly number[];
  readonly #found: Uint8Array[] = [];

  constructor(program: Program, codes: readonly number[]) {
    this.#program = program;
    this.#codes = codes;
  }

  matches(look: number, at: number): boolean {
    // Inner ones stand first, so all up to this one are enough.
    while (this.#found.length <= look) {
      const automaton = this.#program.looks[this.#found.length];
      if (automaton === undefined) return false;
      this.#found.push(matchesAt(automaton, this.#codes, this.#found));
    }
    return this.#found[look]?.[at] === 1;
  }
}

/** For each position: does a match begin (or, backwards, end) there? */
function matchesAt(
  automaton: Automaton,
  codes: readonly number[],
  looks: readonly Uint8Array[],
): Uint8Array {
  const { steps, start, reads } = automaton;
  const found = new Uint8Array(codes.length + 1);
  let ahead = new Uint8Array(steps.length);
  let here = new Uint8Array(steps.length);
  for (let count = 0; count <= codes.length; count++) {
    const at = reads === "forward" ? codes.length - count : count;
    const code = count === 0 ? undefined : codes[reads === "forward" ? at : at - 1];
    here.fill(0);
    here[0] = 1;
    // What a step leads to stands before it, so one pass is enough but for loops, which lead back.
    for (let changed = true; changed;) {
      changed = false;
      for (let index = 1; index < steps.length; index++) {
        if (here[index] === 1) continue;
        const step = steps[index];
        if (step === undefined) continue;
        const leads =
          step.kind === "char"
            ? code !== undefined && ahead[step.next] === 1 && holds(step.set, code)
            : step.kind === "split"
              ? step.next.some((next) => here[next] === 1)
              : step.kind === "look"
                ? here[step.next] === 1 && (looks[step.look]?.[at] === 1) !== step.negative
                : step.kind === "edge"
                  ? here[step.next] === 1 && isEdge(step.edge, codes, at)
                  : true;
        if (!leads) continue;
        here[index] = 1;
        changed = true;
      }
    }
    found[at] = here[start] ?? 0;
    [ahead, here] = [here, ahead];
  }
  return found;
}

function isEdge(
  edge: "start" | "end" | "line-start" | "line-end" | "word" | "no-word",
  codes: readonly number[],
  at: number,
): boolean {
  switch (edge) {
    case "start":
      return at === 0;
    case "end":
      return at === codes.length;
    case "line-start":
      return at === 0 || isLineEnd(codes[at - 1]);
    case "line-end":
      return at === codes.length || isLineEnd(codes[at]);
    case "word":
      return isWord(codes[at - 1]) !== isWord(codes[at]);
    case "no-word":
      return isWord(codes[at - 1]) === isWord(codes[at]);
  }
}
