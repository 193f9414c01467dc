import fc from "fast-check";

/**
 * From where properties draw their cases. The same cases every time, so that a run can be trusted and repeated; `AMBIT_SEED=random` looks for
 * new ones, and prints the number that `AMBIT_SEED` takes to see them again.
 */
export const SEED = seedOf(process.env["AMBIT_SEED"]);

fc.configureGlobal({ seed: SEED });

function seedOf(given: string | undefined): number {
  if (given === "random") return Date.now() % 2 ** 31;
  return Number(given ?? 1);
}
