/**
 * Everything that needs no editor, in parallel: `node scripts/check.mjs [STEP…]`, all steps by
 * default. `--width N` says how many run at a time.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureInstalled } from "./setup/install.mjs";
import { bin, root, runSteps } from "./steps.mjs";

/** The steps, the longest first. `needs`: left out while this does not exist. */
export const steps = () => [
  {
    name: "unit",
    command: [bin("vitest"), "run", "--project", "unit", ...reporters()],
  },
  { name: "lint", command: [bin("oxlint"), "--deny-warnings"] },
  { name: "types", command: [bin("typescript-next", "tsc")] },
  { name: "pure", command: [bin("typescript-next", "tsc"), "--project", "tsconfig.pure.json"] },
  { name: "page", command: [bin("typescript-next", "tsc"), "--project", "src/extension/webview"] },
  { name: "format", command: [bin("oxfmt"), "--check"] },
  {
    name: "layers",
    command: [bin("dependency-cruiser", "depcruise"), "--config", ".dependency-cruiser.mjs", "src"],
  },
  // Before there is an entry everything is dead.
  { name: "dead", command: [bin("knip")], needs: "src/cli/main.ts" },
];

/** vitest's own summary, and a report to count from where AMBIT_UNIT_RESULT names a file. */
function reporters() {
  const file = process.env["AMBIT_UNIT_RESULT"];
  if (!file) return ["--reporter=dot"];
  return ["--reporter=dot", "--reporter=json", `--outputFile.json=${file}`];
}

/**
 * Runs the named steps, or all.
 *
 * @param {{ names?: readonly string[], width?: number, priority?: import("./steps.mjs").Priority }} [options]
 * @returns {Promise<readonly string[]>} the names of those that failed
 */
export async function check({
  names = [],
  width = 2,
  priority = /** @type {const} */ ("usual"),
} = {}) {
  const all = steps();
  const unknown = names.filter((name) => !all.some((step) => step.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `no step ${unknown.join(", ")}; there are ${all.map((s) => s.name).join(", ")}`,
    );
  }
  const chosen = all.filter((step) => names.length === 0 || names.includes(step.name));
  const ready = chosen.filter(({ needs }) => !needs || existsSync(path.join(root, needs)));
  for (const { name, needs } of chosen.filter((step) => !ready.includes(step))) {
    console.log(`later           ${name}: when there is ${needs}`);
  }
  return runSteps(ready, width, priority);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureInstalled();
  const words = process.argv.slice(2);
  const at = words.indexOf("--width");
  const width = at < 0 ? 2 : Number(words.splice(at, 2)[1]);
  const failed = await check({ names: words, width });
  process.exitCode = failed.length > 0 ? 1 : 0;
}
