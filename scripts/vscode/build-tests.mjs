/** Bundles the extension suite into `dist-test/extension/index.cjs`. */
import { build } from "esbuild";
import { readdirSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const tests = path.join(root, "test", "extension");

/** Makes `virtual:extension-tests` import every test file of the suite. */
const allTests = {
  name: "all-tests",
  setup(/** @type {import('esbuild').PluginBuild} */ context) {
    const virtual = { filter: /^virtual:extension-tests$/ };
    context.onResolve(virtual, (args) => ({ path: args.path, namespace: "all-tests" }));
    context.onLoad({ filter: /.*/, namespace: "all-tests" }, () => {
      const files = /** @type {string[]} */ (readdirSync(tests, { recursive: true }));
      const found = files.filter((file) => file.endsWith(".test.ts")).sort();
      return {
        contents: found.map((file) => `import ${JSON.stringify(`./${file}`)};`).join("\n"),
        resolveDir: tests,
      };
    });
  },
};

/** @returns {Promise<string>} the bundle's path */
export async function buildExtensionTests() {
  const outfile = path.join(root, "dist-test", "extension", "index.cjs");
  await build({
    entryPoints: [path.join(tests, "index.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    // Packages that offer both forms are taken as ES modules, as in the build of what ships.
    mainFields: ["module", "main"],
    sourcemap: true,
    logLevel: "warning",
    // vscode exists only in the extension host; mocha looks up its parts at run time.
    external: ["vscode", "mocha"],
    plugins: [allTests],
  });
  return outfile;
}
