/** Runs the extension suite inside VS Code's extension host. */
import Mocha from "mocha";
import { writeFileSync } from "node:fs";

/** What the suite leaves in the file named by AMBIT_TEST_RESULT. */
interface Result {
  suite: string;
  passed: number;
  failed: number;
  skipped: number;
  failures: string[];
}

export async function run(): Promise<void> {
  const grep = process.env["AMBIT_TEST_GREP"];
  const mocha = new Mocha({ ui: "bdd", color: false, timeout: 30_000, ...(grep ? { grep } : {}) });
  // Makes describe() and it() global; they must exist before the tests load.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("virtual:extension-tests");
  const result = await runAll(mocha);
  const file = process.env["AMBIT_TEST_RESULT"];
  if (file) writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  if (result.failed > 0) throw new Error(`${result.failed} of the extension's tests failed`);
  if (result.passed === 0) throw new Error("no test of the extension ran");
}

function runAll(mocha: Mocha): Promise<Result> {
  const failures: string[] = [];
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({
        suite: "extension",
        passed: passes,
        failed: failures.length,
        skipped: pending,
        failures,
      });
    });
    runner.on("fail", (test) => failures.push(test.fullTitle()));
  });
}
