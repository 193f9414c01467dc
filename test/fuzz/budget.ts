import fc from "fast-check";
import { expect, it } from "vitest";
import { SEED } from "../support/seed.ts";
import { threadTime } from "../support/thread-time.ts";

/** How long the whole suite looks for inputs that nobody thought of: little in `npm run check`, more in `npm test`. */
const SECONDS = Number(process.env["AMBIT_FUZZ_SECONDS"] ?? 3);

/** How many properties share the time. */
const PROPERTIES = 8;

/** No input of this suite may take longer on a quiet machine, in milliseconds. */
const LONGEST = 2_000;

/** Are there minutes to look, and not only seconds? */
export const THOROUGH = SECONDS > 10;

/** A property that is tried on new inputs until its share of the time is used up. Each input has its own bound. */
export function fuzz<T>(name: string, inputs: fc.Arbitrary<T>, holds: (input: T) => void): void {
  const share = (SECONDS * 1000) / PROPERTIES;
  it(name, { timeout: share + 60_000 }, () => {
    let count = 0;
    const property = fc.property(inputs, (input) => {
      count++;
      bounded(() => {
        holds(input);
      });
    });
    fc.assert(property, { seed: SEED, interruptAfterTimeLimit: share, numRuns: 10_000_000 });
    console.log(`${count} inputs: ${name} (AMBIT_SEED=${SEED})`);
  });
}

/** Runs it, and again where the machine may be busy: the least time counts, by how slow the machine then is. */
export function bounded(run: () => void): void {
  const times: number[] = [];
  while (times.length < 3) {
    const time = threadTime(run);
    if (time < LONGEST) return;
    times.push(time / slowness());
  }
  expect(Math.min(...times), "milliseconds").toBeLessThan(LONGEST);
}

/** How much slower the machine is now than a quiet one, as far as a loop tells; 1 at least. */
function slowness(): number {
  const time = threadTime(() => {
    let sum = 0;
    for (let i = 0; i < 100_000_000; i++) sum = (sum + i) | 0;
    expect(sum).not.toBe(1);
  });
  return Math.max(time / QUIET, 1);
}

/** What the loop takes on a quiet machine, in milliseconds. */
const QUIET = 100;

/**
 * For eight times the input, no more than forty times the time: a quadratic reader takes 64 times as long. `most` is the larger size. A busy
 * machine makes any single time too long, so the least of several counts.
 */
export function expectGrowth(run: (size: number) => () => void, most: number): void {
  const [small, large] = [run(most / 8), run(most)];
  let [least, longest] = [Infinity, 20];
  for (let tries = 0; tries < 8; tries++) {
    longest = Math.max(longest, threadTime(small));
    least = Math.min(least, threadTime(large));
    if (least < 40 * longest) return bounded(large);
  }
  const ratio = least / longest;
  expect(ratio, "times as long for eight times the input").toBeLessThan(40);
}
