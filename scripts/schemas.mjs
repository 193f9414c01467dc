/**
 * Compiles `schemas/*.schema.json` to standalone validators, for `import … from "ambit:schemas"`.
 *
 * A bundle then starts without compiling anything and needs no `eval`, which a browser and VS Code's
 * content security policy refuse. esbuild and vitest both get the module from here;
 * `src/policy/schemas.d.ts` says what it exports.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

const root = path.resolve(import.meta.dirname, "..");
const SPECIFIER = "ambit:schemas";
const SUFFIX = ".schema.json";

/** The schema files, sorted. */
function schemaFiles() {
  const folder = path.join(root, "schemas");
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
  return names.sort().map((name) => path.join(folder, name));
}

/**
 * The text of the module: `validators`, a Map from a schema's file name without its suffix
 * (`policy` for `policy.schema.json`) to its validator. It imports nothing.
 */
export async function schemaModule() {
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    code: { source: true, esm: true, lines: true },
    validateFormats: false,
  });
  /** @type {Record<string, string>} An exported name to the schema's id. */
  const ids = {};
  const names = schemaFiles().map((file, index) => {
    const schema = JSON.parse(readFileSync(file, "utf8"));
    const name = path.basename(file, SUFFIX);
    const id = schema.$id ?? name;
    ajv.addSchema(schema, id);
    ids[`schema${index}`] = id;
    return name;
  });
  if (names.length === 0) return "export const validators = new Map();\n";
  const entries = names.map((name, index) => `[${JSON.stringify(name)}, schema${index}]`);
  const code = `${standalone.default(ajv, ids)}\nexport const validators = new Map([${entries.join(", ")}]);`;
  // Some keywords call ajv's small runtime by `require`: bundled in, so that every host can load it.
  const bundled = await build({
    stdin: { contents: code, resolveDir: root, loader: "js" },
    bundle: true,
    format: "esm",
    logLevel: "error",
    write: false,
  });
  return bundled.outputFiles.map(({ text }) => text).join("");
}

/** @returns {import("esbuild").Plugin} */
export function esbuildSchemas() {
  return {
    name: "ambit-schemas",
    setup(build) {
      build.onResolve({ filter: /^ambit:schemas$/ }, () => ({
        path: SPECIFIER,
        namespace: "ambit-schemas",
      }));
      build.onLoad({ filter: /.*/, namespace: "ambit-schemas" }, async () => ({
        contents: await schemaModule(),
        loader: "js",
        watchFiles: schemaFiles(),
        watchDirs: existsSync(path.join(root, "schemas")) ? [path.join(root, "schemas")] : [],
      }));
    },
  };
}

/** @returns {import("vitest/config").Plugin} */
export function vitestSchemas() {
  return {
    name: "ambit-schemas",
    enforce: "pre",
    resolveId: (id) => (id === SPECIFIER ? `\0${SPECIFIER}` : undefined),
    load: (id) => (id === `\0${SPECIFIER}` ? schemaModule() : undefined),
  };
}
