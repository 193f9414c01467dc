import { describe, expect, test } from "vitest";
import { decideReal } from "./decide-real.ts";
import { SEED } from "../support/seed.ts";
import { compare, distribution, HALF } from "./differential.ts";

describe("the engine and the reference", () => {
  test("decide generated calls alike", () => {
    const { failure } = compare(decideReal, HALF, SEED);
    console.log(`${String(HALF)} pairs, AMBIT_SEED=${String(SEED)}`);
    expect(failure, `AMBIT_SEED=${String(SEED)}`).toBeUndefined();
  });

  test("are compared on calls of which enough are allowed, asked and denied", () => {
    const counts = distribution(6_000, 1);
    const total = counts.allow + counts.ask + counts.deny;
    console.log(`distribution of ${String(total)}: ${JSON.stringify(counts)}`);
    for (const count of Object.values(counts)) expect(count / total).toBeGreaterThan(0.08);
  });
});
