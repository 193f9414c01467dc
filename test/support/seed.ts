import fc from "fast-check";
import { compileQuickly } from "../../src/host/grammars.ts";

// Workers of one process share V8's flags, so that one would turn on again what another has just
// turned off, and V8 then works ten seconds on the lexer of PowerShell.
compileQuickly();

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
