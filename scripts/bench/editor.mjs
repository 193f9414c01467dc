/** How long the real editor takes with Ambit in it, and what that costs. */
import { runTests } from "@vscode/test-electron";
import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../steps.mjs";
import { temporaryFolder } from "../vscode/cleanup.mjs";
import { ensureInstalled } from "../vscode/install.mjs";
import { writeSettings } from "../vscode/settings.mjs";
import { packVsix } from "../vsix.mjs";
import { quantile } from "./measure.mjs";
import { mixedPolicy } from "./policies.mjs";

/** @typedef {import("./print.mjs").Row} Row */

/** @typedef {{ what: string, bytes: number, target: number }} Cost */

const RULES = 200;
const TARGET_MS = 100;
const MEGABYTE = 1024 * 1024;

/** @returns {Promise<{ rows: readonly Row[], costs: readonly Cost[] }>} */
export async function editorTimes() {
  const temporary = temporaryFolder("bench");
  try {
    const vsix = statSync(packVsix(temporary.dir)).size;
    const measured = await measure(temporary.dir);
    const what = `${RULES} rules, in the editor`;
    const start = "code loading and activate()";
    return {
      rows: [
        {
          what,
          name: "squiggle",
          ...stats(measured.edits),
          target: TARGET_MS * 1000,
          targeted: "p95",
        },
        {
          what,
          name: "list",
          ...stats(measured.completions),
          target: TARGET_MS * 1000,
          targeted: "p95",
        },
        { what: "an edit of plain text", name: "", ...stats(measured.bare) },
        {
          what: start,
          name: "both",
          ...stats([measured.load + measured.activate]),
          target: TARGET_MS * 1000,
        },
        { what: start, name: "load", ...stats([measured.load]) },
        { what: start, name: "server too", ...stats([measured.ready]) },
      ],
      costs: [
        { what: "server, the example open", bytes: measured.residentBytes, target: 150 * MEGABYTE },
        { what: "the .vsix", bytes: vsix, target: 3 * MEGABYTE },
      ],
    };
  } finally {
    temporary.remove();
  }
}

/**
 * @param {readonly number[]} milliseconds
 */
function stats(milliseconds) {
  const samples = milliseconds.map((one) => one * 1000);
  return { median: quantile(samples, 0.5), p95: quantile(samples, 0.95), ratio: 1 };
}

/**
 * The workspace begins without a file of Ambit's at its top level or elsewhere, so that nothing activates the extension before it is timed.
 *
 * @param {string} folder
 * @returns {Promise<Record<"load" | "activate" | "ready" | "residentBytes", number> & Record<"edits" | "completions" | "bare", number[]>>}
 */
async function measure(folder) {
  await ensureInstalled();
  const workspace = path.join(folder, "workspace");
  const parked = path.join(folder, "parked");
  mkdirSync(path.join(workspace, ".git"), { recursive: true });
  cpSync(path.join(root, "examples"), path.join(parked, "example"), { recursive: true });
  mkdirSync(path.join(parked, "big"));
  writeFileSync(path.join(parked, "big", "ambit.yaml"), mixedPolicy(RULES));
  const userData = path.join(folder, "user-data");
  writeSettings(userData);
  const result = path.join(folder, "result.json");
  await runTests({
    vscodeExecutablePath: path.join(root, "scripts/vscode/code"),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(import.meta.dirname, "editor-suite.cjs"),
    extensionTestsEnv: { AMBIT_BENCH_RESULT: result, AMBIT_BENCH_FILES: parked },
    launchArgs: [
      workspace,
      "--disable-extensions",
      `--user-data-dir=${userData}`,
      `--extensions-dir=${path.join(folder, "extensions")}`,
    ],
  });
  return JSON.parse(readFileSync(result, "utf8"));
}
