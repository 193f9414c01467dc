/** Ambit's sources as one module, built as they ship. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { esbuildSchemas } from "../schemas.mjs";
import { root } from "../steps.mjs";

/**
 * @typedef {object} Library
 * @property {typeof import("../../src/engine/engine.ts").compile} compile
 * @property {typeof import("../../src/policy/read-policy.ts").readPolicy} readPolicy
 * @property {typeof import("../../src/host/grammars.ts").loadGrammars} loadGrammars
 * @property {typeof import("../../src/workspace/workspace.ts").Workspace} Workspace
 * @property {typeof import("../../src/language/service.ts").createLanguageService} createLanguageService
 */

const EXPORTS = [
  'export { compile } from "./src/engine/engine.ts";',
  'export { readPolicy } from "./src/policy/read-policy.ts";',
  'export { loadGrammars } from "./src/host/grammars.ts";',
  'export { Workspace } from "./src/workspace/workspace.ts";',
  'export { createLanguageService } from "./src/language/service.ts";',
].join("\n");

/** What the CommonJS among the dependencies expects to find. */
const REQUIRE =
  'import { createRequire as ambitRequire } from "node:module"; const require = ambitRequire(import.meta.url);';

/** Builds the module into a folder that is gone when the process ends; its file. */
export async function buildLibrary() {
  // Under `node_modules`, where it finds the package of the shell grammars.
  const cache = path.join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, "ambit-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const outfile = path.join(folder, "ambit.mjs");
  await build({
    stdin: { contents: EXPORTS, resolveDir: root, loader: "ts" },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    mainFields: ["module", "main"],
    minify: true,
    banner: { js: REQUIRE },
    logLevel: "error",
    plugins: [esbuildSchemas()],
  });
  return outfile;
}

/**
 * @param {string} file
 * @returns {Promise<Library>}
 */
export function loadLibrary(file) {
  return import(pathToFileURL(file).href);
}
