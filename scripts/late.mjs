import { copyFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);

/**
 * Packages that few runs need and that take long to load. Each lies beside the bundles and is loaded when the first of its names
 * is used: `refa`, a megabyte, by what compares the languages of patterns.
 */
const LATE = { refa: "packages/refa.cjs" };

/** @returns {import("esbuild").Plugin} */
export function esbuildLate() {
  return {
    name: "ambit-late",
    setup(build) {
      const names = Object.keys(LATE).join("|");
      build.onResolve({ filter: new RegExp(`^(?:${names})$`) }, ({ path: name }) => ({
        path: name,
        namespace: "ambit-late",
      }));
      build.onResolve({ filter: /^\.\/packages\//, namespace: "ambit-late" }, (found) => ({
        path: found.path,
        external: true,
      }));
      build.onLoad({ filter: /.*/, namespace: "ambit-late" }, ({ path: name }) => ({
        contents: shimOf(name),
      }));
    },
  };
}

/**
 * A module with the same names as the package, of which each loads it.
 *
 * @param {string} name
 */
function shimOf(name) {
  const getters = Object.keys(require(name)).map((one) => `get ${one}() { return load().${one}; }`);
  return [
    "let loaded;",
    `const load = () => (loaded ??= require("./${LATE[/** @type {keyof typeof LATE} */ (name)]}"));`,
    `module.exports = { ${getters.join(", ")} };`,
  ].join("\n");
}

/**
 * Puts the packages beside the bundles of a folder.
 *
 * @param {string} folder
 * @returns {readonly string[]} what was copied
 */
export function copyLate(folder) {
  return Object.entries(LATE).map(([name, file]) => {
    const from = require.resolve(name);
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    copyFileSync(from, path.join(folder, file));
    return from;
  });
}
