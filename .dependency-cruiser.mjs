import { layers, owners, pureLayers } from "./scripts/layers.mjs";

const ERROR = /** @type {const} */ ("error");
const names = Object.keys(layers);

/** The folder of a layer without the layers inside it. */
function within(/** @type {string} */ name) {
  const inner = names.filter((other) => other.startsWith(`${name}/`));
  return {
    path: `^src/${name}/`,
    ...(inner.length > 0 && { pathNot: `^src/(${inner.join("|")})/` }),
  };
}

/** A path pattern for files of exactly these layers: `server` does not stand for `server/node`. */
function filesOf(/** @type {readonly string[]} */ some) {
  return some.map((name) => {
    const inner = names.filter((other) => other.startsWith(`${name}/`) && !some.includes(other));
    const less = inner.map((other) => other.slice(name.length + 1)).join("|");
    return less === "" ? `^src/${name}/` : `^src/${name}/(?!(${less})/)`;
  });
}

/** One rule a layer: from its files to any other layer but the listed ones. */
const directions = Object.entries(layers).map(([name, { imports, types = [] }]) => ({
  name: `layer-${name.replace("/", "-")}`,
  severity: ERROR,
  comment: `${name} may import ${imports.join(", ") || "no other layer"}: the table in ARCHITECTURE.md.`,
  from: within(name),
  to: { path: "^src/", pathNot: filesOf([...new Set([name, ...imports, ...types])]) },
}));

/**
 * One rule a layer that may name types of layers which it does not call.
 *
 * @type {import("dependency-cruiser").IForbiddenRuleType[]}
 */
const typesOnly = Object.entries(layers).flatMap(([name, { imports, types = [] }]) => {
  const named = types.filter((other) => !imports.includes(other));
  if (named.length === 0) return [];
  return {
    name: `types-only-${name.replace("/", "-")}`,
    severity: ERROR,
    comment: `${name} may only name types of ${named.join(", ")}: workspace composes them.`,
    from: within(name),
    to: { path: filesOf(named), dependencyTypesNot: ["type-only"] },
  };
});

/** One rule a package that only some layers may import. */
const packages = owners.map(({ packages, layers, why }) => ({
  name: `only-${layers.join("-and-")}-may-import-${String(packages[0])
    .replace(/[^a-z]+/g, "-")
    .replace(/^-/, "")}`,
  severity: ERROR,
  comment: `${packages.join(", ")} only in ${layers.join(", ")}: ${why}.`,
  from: { path: "^src/", pathNot: `^src/(${layers.join("|")})/` },
  to: { path: packages.map(modulePattern).join("|") },
}));

/** A package however it was resolved, or a Node builtin with or without its prefix. */
function modulePattern(/** @type {string} */ name) {
  if (name.startsWith("node:")) return `^(node:)?${name.slice("node:".length)}$`;
  return `^${name}(/|$)|(^|/)node_modules/(@types/)?${name}/`;
}

const portable = names.filter((name) => layers[name]?.runs !== "node");

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...directions,
    ...typesOnly,
    ...packages,
    {
      name: "every-folder-is-a-layer",
      severity: ERROR,
      comment: "A folder under src that the table does not name has no place in the order.",
      from: { path: "^src/", pathNot: `^src/(${names.join("|")})/` },
      to: {},
    },
    {
      name: "no-node-builtin-in-portable-code",
      severity: ERROR,
      comment: "Pure and shared layers run in a browser: what Node does is handed in as a port.",
      from: { path: filesOf(portable) },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-grammar-in-pure-code",
      severity: ERROR,
      comment: "Loading a wasm grammar is IO: the parser is handed in. Its types may be named.",
      from: { path: filesOf(pureLayers) },
      to: {
        path: modulePattern("@vscode/tree-sitter-wasm"),
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "a-rule-imports-no-other-rule",
      severity: ERROR,
      comment: "Rules are read and removed one by one; what two share belongs to lint.",
      from: { path: "^src/rules/", pathNot: "^src/rules/index\\.ts$" },
      to: { path: "^src/rules/" },
    },
    {
      name: "a-format-imports-no-other-format",
      severity: ERROR,
      comment: "An agent changes its format alone; what two share stands beside the folders.",
      from: { path: "^src/formats/([^/]+)/" },
      to: { path: "^src/formats/[^/]+/", pathNot: "^src/formats/$1/" },
    },
    {
      name: "no-cycle",
      severity: ERROR,
      comment: "A cycle is one module that pretends to be several.",
      from: {},
      to: { circular: true },
    },
    {
      name: "src-never-imports-test",
      severity: ERROR,
      comment: "What ships does not depend on what checks it, nor on the scripts that build it.",
      from: { path: "^src/" },
      to: { path: "^(test|scripts|oracles)/" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { extensions: [".ts", ".mjs", ".js", ".json", ".d.ts"] },
  },
};
