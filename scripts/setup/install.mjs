/** Installs the npm packages of this repository when they are missing. Uses Node's builtins only. */
import { spawnSync } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..", "..");

/** Makes `node_modules` hold what package-lock.json says; silent and quick when it does already. */
export function ensureInstalled() {
  if (isInstalled()) return;
  // A linked folder belongs to another checkout: `npm ci` here would empty it.
  if (lstatSync(path.join(root, "node_modules"), { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.log("npm: node_modules is a link and differs from package-lock.json; left as it is");
    return;
  }
  console.log("npm: installing what package-lock.json lists");
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const run = spawnSync("npm", args, {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (run.status === 0) return;
  throw new Error(`npm ${args.join(" ")} failed\n${run.error ?? `${run.stdout}${run.stderr}`}`);
}

/**
 * npm writes its own record of an installation last, so that an interrupted one has none. Optional
 * packages may be absent: most are binaries for other systems.
 */
function isInstalled() {
  const wanted = packagesIn("package-lock.json");
  const found = packagesIn("node_modules/.package-lock.json");
  return Object.entries(wanted).every(
    ([name, { version, optional }]) =>
      name === "" || found[name]?.version === version || (optional && !found[name]),
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version: string, optional?: boolean }>}
 */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), "utf8")).packages ?? {};
  } catch {
    return {};
  }
}
