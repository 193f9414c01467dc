/** `npm run package`: builds for release and packs the extension and the command line into `out/`. */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { build } from "./build.mjs";
import { bin, root } from "./steps.mjs";

await build({ production: true });
const out = path.join(root, "out");
mkdirSync(out, { recursive: true });
// Everything is in the bundles: no package is looked up at run time.
const vsce = [bin("@vscode/vsce", "vsce"), "package", "--no-dependencies", "--out", out];
run(process.execPath, [...vsce, "--allow-missing-repository", "--no-rewrite-relative-links"]);
run("npm", ["pack", "--pack-destination", out]);

/**
 * @param {string} program
 * @param {readonly string[]} words
 */
function run(program, words) {
  const shell = process.platform === "win32" && program === "npm";
  const { status } = spawnSync(program, words, { cwd: root, stdio: "inherit", shell });
  if (status !== 0) process.exit(status ?? 1);
}
