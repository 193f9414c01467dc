/**
 * Builds what ships: `node scripts/build.mjs [--production] [--watch] [--if-stale]`.
 *
 * `dist/cli.js` is the `ambit` of the package, with its rarely needed parts beside it as
 * `dist/cli-*.js`, of which `cli-tools.js` runs inside the sandbox; `dist/extension.cjs` and `dist/server.cjs` run in VS Code, `dist/view/` in its
 * views; `dist/grammars/` holds the shell grammars, `dist/packages/` what is loaded late, and `dist/third-party-notices.txt` the terms of
 * what others wrote. An entry whose source does not exist is left out.
 */
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { copyLate, esbuildLate } from "./late.mjs";
import { noticesOf } from "./notices.mjs";
import { YAML_ENTRY } from "./yaml.mjs";

const root = path.resolve(import.meta.dirname, "..");
const dist = path.join(root, "dist");
const stamp = path.join(dist, ".stamp");

/** The grammars, and the program that runs them: CommonJS, which is loaded from its folder and never bundled. */
const GRAMMARS = {
  "tree-sitter.js": "tree-sitter.cjs",
  "tree-sitter.wasm": "tree-sitter.wasm",
  "tree-sitter-bash.wasm": "tree-sitter-bash.wasm",
  "tree-sitter-powershell.wasm": "tree-sitter-powershell.wasm",
};

/** What bundled CommonJS code expects to find in an ES module. */
const COMMONJS_BANNER = [
  'import { createRequire as ambitRequire } from "node:module";',
  'import { fileURLToPath as ambitPath } from "node:url";',
  "const require = ambitRequire(import.meta.url), __filename = ambitPath(import.meta.url);",
].join("");

/** What bundled ES modules expect to find in CommonJS. */
const MODULE_SHIM = {
  banner: { js: 'const ambitUrl = require("node:url").pathToFileURL(__filename).href;' },
  define: { "import.meta.url": "ambitUrl", "import.meta.dirname": "__dirname" },
};

/** @type {readonly { source: string, options: import("esbuild").BuildOptions }[]} */
const ENTRIES = [
  {
    source: "src/cli/main.ts",
    options: {
      entryPoints: { cli: "src/cli/main.ts", "cli-inspector": "src/cli/inspector.ts" },
      format: "esm",
      // What one command needs, `lsp` above all, is imported by that command when it runs.
      splitting: true,
      // Beside the entry, so that `import.meta.url` finds `grammars/` from every one of them.
      chunkNames: "cli-[name]-[hash]",
      banner: { js: COMMONJS_BANNER },
    },
  },
  {
    // Runs inside the sandbox, where nothing else of the package is: one file.
    source: "src/mcp/agent-tools/main.ts",
    options: {
      entryPoints: { "cli-tools": "src/mcp/agent-tools/main.ts" },
      format: "esm",
      banner: { js: COMMONJS_BANNER },
    },
  },
  {
    source: "src/extension/node/extension.ts",
    options: {
      entryPoints: { extension: "src/extension/node/extension.ts" },
      format: "cjs",
      ...MODULE_SHIM,
      outExtension: { ".js": ".cjs" },
      external: ["vscode"],
    },
  },
  {
    source: "src/server/node/main.ts",
    options: {
      entryPoints: { server: "src/server/node/main.ts" },
      format: "cjs",
      ...MODULE_SHIM,
      outExtension: { ".js": ".cjs" },
    },
  },
  {
    source: "src/extension/webview/main.ts",
    options: {
      entryPoints: { "view/simulation": "src/extension/webview/main.ts" },
      platform: "browser",
      format: "iife",
      target: "es2022",
    },
  },
];

/**
 * Builds once. With `ifStale`, only when a source changed since the last build of the same kind.
 *
 * @param {{ production?: boolean, ifStale?: boolean }} [options]
 * @returns {Promise<readonly string[]>} the sources of the entries that were built
 */
export async function build({ production = false, ifStale = false } = {}) {
  const state = `${production ? "production" : "development"} ${hashOfInputs()}`;
  const built = existing().map(({ source }) => source);
  if (ifStale && readIfThere(stamp) === state) return built;
  fs.rmSync(dist, { recursive: true, force: true });
  const { build: bundle } = await import("esbuild");
  const options = await allOptions(production);
  const bundles = await Promise.all(options.map((one) => bundle({ ...one, metafile: true })));
  const inputs = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const notices = noticesOf([...inputs.map((file) => path.resolve(root, file)), ...copyBeside()]);
  fs.writeFileSync(path.join(dist, "third-party-notices.txt"), notices);
  finishCli();
  fs.writeFileSync(stamp, state);
  return built;
}

/**
 * Puts the command line alone into another folder, for tests, which must not see what `dist` becomes while they run: as it was built,
 * where that was from the sources of now, else built.
 *
 * @param {string} folder
 */
export async function buildCli(folder) {
  copyBeside(folder);
  const names = hasCurrent() ? fs.readdirSync(dist).filter((name) => /^cli.*\.js$/.test(name)) : [];
  if (names.length === 0) await bundleInto(folder, "cli", "cli-tools");
  for (const name of names) fs.copyFileSync(path.join(dist, name), path.join(folder, name));
  return path.join(folder, "cli.js");
}

/**
 * The same of the tools that run inside the sandbox.
 *
 * @param {string} folder
 */
export async function buildTools(folder) {
  const file = path.join(folder, "cli-tools.js");
  if (hasCurrent()) fs.copyFileSync(path.join(dist, "cli-tools.js"), file);
  else await bundleInto(folder, "cli-tools");
  return file;
}

/**
 * @param {string} folder
 * @param {...string} names of entries
 */
async function bundleInto(folder, ...names) {
  const { build: bundle } = await import("esbuild");
  for (const options of await allOptions(false))
    if (names.some((name) => name in (options.entryPoints ?? {})))
      await bundle({ ...options, outdir: folder, sourcemap: false });
}

/** Was what `dist` holds built from the sources of now? */
function hasCurrent() {
  return readIfThere(stamp)?.split(" ")[1] === hashOfInputs();
}

/** Builds, and again after each change, until it is interrupted. */
async function watch() {
  fs.rmSync(dist, { recursive: true, force: true });
  copyBeside();
  const { context } = await import("esbuild");
  for (const options of await allOptions(false)) {
    const plugins = [...(options.plugins ?? []), { name: "finish", setup: afterEachBuild }];
    await (await context({ ...options, plugins, logLevel: "info" })).watch();
  }
}

/** @param {import("esbuild").PluginBuild} build */
function afterEachBuild(build) {
  build.onEnd(({ errors }) => {
    if (errors.length === 0) finishCli();
  });
}

function existing() {
  return ENTRIES.filter(({ source }) => fs.existsSync(path.join(root, source)));
}

/**
 * @param {boolean} production
 * @returns {Promise<import("esbuild").BuildOptions[]>}
 */
async function allOptions(production) {
  const { esbuildSchemas } = await import("./schemas.mjs");
  return existing().map(({ options }) => ({
    absWorkingDir: root,
    outdir: "dist",
    bundle: true,
    platform: "node",
    target: "node20",
    // Packages that offer both forms are taken as ES modules, which are smaller once bundled.
    mainFields: ["module", "main"],
    alias: { yaml: YAML_ENTRY },
    sourcemap: production ? "external" : "linked",
    minify: production,
    legalComments: "none",
    logLevel: "warning",
    plugins: [esbuildSchemas(), esbuildLate()],
    ...options,
    define: { ...options.define, "process.env.AMBIT_VERSION": JSON.stringify(version()) },
  }));
}

function version() {
  return JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")).version;
}

/**
 * Copies what lies beside the bundles.
 *
 * @param {string} [folder]
 * @returns {readonly string[]} what was copied
 */
function copyBeside(folder = dist) {
  const from = path.join(root, "node_modules/@vscode/tree-sitter-wasm/wasm");
  fs.mkdirSync(path.join(folder, "grammars"), { recursive: true });
  for (const [name, as] of Object.entries(GRAMMARS)) {
    fs.copyFileSync(path.join(from, name), path.join(folder, "grammars", as));
  }
  return [...copyLate(folder), ...Object.keys(GRAMMARS).map((name) => path.join(from, name))];
}

/** Makes `dist/cli.js` a program: the line that names its interpreter, and the right to run. */
function finishCli() {
  const file = path.join(dist, "cli.js");
  const text = readIfThere(file);
  if (text === undefined) return;
  fs.chmodSync(file, 0o755);
  if (text.startsWith("#!")) return;
  fs.writeFileSync(file, `#!/usr/bin/env node\n${text}`);
  const map = readIfThere(`${file}.map`);
  if (map === undefined) return;
  // The new first line moves every mapping down by one: an empty line of mappings before them.
  const { mappings, ...rest } = JSON.parse(map);
  fs.writeFileSync(`${file}.map`, JSON.stringify({ ...rest, mappings: `;${mappings}` }));
}

/** A hash of everything that a build reads. */
function hashOfInputs() {
  const hash = createHash("sha256");
  const scripts = ["build", "late", "notices", "schemas", "yaml"].map(
    (name) => `scripts/${name}.mjs`,
  );
  const files = ["package.json", "package-lock.json", ...scripts];
  for (const file of [...files, ...filesUnder("src"), ...filesUnder("schemas")]) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(folder) {
  const absolute = path.join(root, folder);
  if (!fs.existsSync(absolute)) return [];
  const entries = fs.readdirSync(absolute, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** @param {string} file */
function readIfThere(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const words = new Set(process.argv.slice(2));
  if (words.has("--watch")) await watch();
  else await build({ production: words.has("--production"), ifStale: words.has("--if-stale") });
}
