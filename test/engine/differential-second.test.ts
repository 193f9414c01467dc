import { expect, test } from "vitest";
import { SEED } from "../support/seed.ts";
import { decideReal } from "./decide-real.ts";
import { compare, HALF } from "./differential.ts";

/** Other cases than those of the first half. */
const OTHER = SEED + 1;

test("the engine and the reference decide the second half of generated calls alike", () => {
  const { failure } = compare(decideReal, HALF, OTHER);
  console.log(`${String(HALF)} pairs more, AMBIT_SEED=${String(SEED)}`);
  expect(failure, `AMBIT_SEED=${String(SEED)}`).toBeUndefined();
});
