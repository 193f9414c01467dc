/** Packs the extension, as it was built last. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { bin, root } from "./steps.mjs";

/**
 * Writes `ambit-<version>.vsix` and gives its path.
 * @param {string} folder
 */
export function packVsix(folder) {
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const file = path.join(folder, `ambit-${version}.vsix`);
  mkdirSync(folder, { recursive: true });
  // Everything is in the bundles: no package is looked up at run time.
  const words = ["package", "--no-dependencies", "--out", file];
  words.push("--allow-missing-repository", "--no-rewrite-relative-links");
  const vsce = bin("@vscode/vsce", "vsce");
  const { status, stdout, stderr } = spawnSync(process.execPath, [vsce, ...words], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`vsce ended with ${status}: ${stdout}${stderr}`);
  return file;
}
