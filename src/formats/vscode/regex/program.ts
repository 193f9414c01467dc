import type { RegexNode } from "./node.ts";
import type { CharSet } from "./set.ts";

/** A step of an automaton. Indexes are of the steps of the same automaton. */
export type Step =
  | { readonly kind: "done" }
  | { readonly kind: "char"; readonly set: CharSet; readonly next: number }
  | { readonly kind: "split"; next: readonly number[] }
  | {
      readonly kind: "edge";
      readonly edge: Extract<RegexNode, { kind: "edge" }>["edge"];
      readonly next: number;
    }
  | {
      readonly kind: "look";
      readonly look: number;
      readonly negative: boolean;
      readonly next: number;
    };

/** Steps that read in one direction. Step 0 is the end; what a step leads to stands before it, but for the loops. */
export interface Automaton {
  readonly steps: readonly Step[];
  readonly start: number;
  readonly reads: "forward" | "backward";
}

/** An expression, ready to be run: the automata of its look-arounds, inner ones first, and its own. */
export interface Program {
  readonly looks: readonly Automaton[];
  readonly main: Automaton;
  /** Of all automata. */
  readonly size: number;
}

/** More steps than this are not made: counted repetitions are written out. */
const MOST_STEPS = 20_000;

/** Compiles a tree without back references; `undefined` where it would have too many steps. */
export function compileRegex(node: RegexNode): Program | undefined {
  const builder = new Builder();
  const main = builder.automaton(node, "forward");
  if (main === undefined) return undefined;
  const looks = builder.looks;
  return { looks, main, size: builder.size };
}

class Builder {
  readonly looks: Automaton[] = [];
  size = 0;

  automaton(node: RegexNode, reads: Automaton["reads"]): Automaton | undefined {
    const steps: Step[] = [{ kind: "done" }];
    const start = this.#build(node, 0, steps, reads);
    return start === undefined ? undefined : { steps, start, reads };
  }

  /** The index of the first step of `node`, before what begins at `next`. */
  #build(
    node: RegexNode,
    next: number,
    steps: Step[],
    reads: Automaton["reads"],
  ): number | undefined {
    switch (node.kind) {
      case "set":
        return this.#add(steps, { kind: "char", set: node.set, next });
      case "edge":
        return this.#add(steps, { kind: "edge", edge: node.edge, next });
      case "group":
        return this.#build(node.node, next, steps, reads);
      case "back":
        return undefined;
      case "seq": {
        let at: number | undefined = next;
        for (const item of reads === "forward" ? node.items.toReversed() : node.items) {
          at = this.#build(item, at, steps, reads);
          if (at === undefined) return undefined;
        }
        return at;
      }
      case "alt": {
        const starts: number[] = [];
        for (const option of node.options) {
          const start = this.#build(option, next, steps, reads);
          if (start === undefined) return undefined;
          starts.push(start);
        }
        return this.#add(steps, { kind: "split", next: starts });
      }
      case "look": {
        const inner = this.automaton(node.node, node.to === "ahead" ? "forward" : "backward");
        if (inner === undefined) return undefined;
        const look = this.looks.push(inner) - 1;
        return this.#add(steps, { kind: "look", look, negative: node.negative, next });
      }
      case "repeat":
        return this.#repeat(node, next, steps, reads);
    }
  }

  #repeat(
    { node, min, max }: Extract<RegexNode, { kind: "repeat" }>,
    next: number,
    steps: Step[],
    reads: Automaton["reads"],
  ): number | undefined {
    let at: number | undefined = next;
    if (max === Infinity) {
      const loop: Step = { kind: "split", next: [next] };
      at = this.#add(steps, loop);
      const body = at === undefined ? undefined : this.#build(node, at, steps, reads);
      if (body === undefined) return undefined;
      loop.next = [body, next];
    } else {
      for (let more = min; more < max; more++) {
        const body: number | undefined = this.#build(node, at, steps, reads);
        if (body === undefined) return undefined;
        at = this.#add(steps, { kind: "split", next: [body, next] });
        if (at === undefined) return undefined;
      }
    }
    for (let times = 0; times < min; times++) {
      if (at === undefined) return undefined;
      at = this.#build(node, at, steps, reads);
    }
    return at;
  }

  #add(steps: Step[], step: Step): number | undefined {
    if (++this.size > MOST_STEPS) return undefined;
    return steps.push(step) - 1;
  }
}
