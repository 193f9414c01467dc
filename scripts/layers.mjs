/**
 * The layers of `src`: which folder may import which. This object is the one statement of it:
 * `.dependency-cruiser.mjs`, `tsconfig.pure.json`, `.oxlintrc.json` and the table in
 * ARCHITECTURE.md follow it, held by `test/repo/architecture.test.ts`.
 *
 * `node scripts/layers.mjs` writes the table into ARCHITECTURE.md.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const root = path.resolve(import.meta.dirname, "..");

/**
 * `runs`: `pure` does no IO and is deterministic; `shared` runs in Node and in a browser; `node`
 * and `browser` in one of them. `imports`: the other layers it may import directly. `types`: those of
 * which it may only name types, because `workspace` does the composing and hands out the results.
 *
 * @typedef {object} Layer
 * @property {"pure" | "shared" | "node" | "browser"} runs
 * @property {readonly string[]} imports
 * @property {readonly string[]} [types]
 * @property {string} holds
 */

/** The pure layers that the composition stands on. */
const BELOW_WORKSPACE = [
  ...["model", "engine", "analysis", "policy", "formats"],
  ...["lint", "rules", "recordings", "simulation", "changes"],
];

/** @type {Readonly<Record<string, Layer>>} From the bottom up: all imports point up this list. */
export const layers = {
  model: {
    runs: "pure",
    imports: [],
    holds:
      "tool call, place, part; pattern with positions; clause, stage; facts; `Subject`; problem, symbolic path, text edit",
  },
  engine: {
    runs: "pure",
    imports: ["model"],
    holds:
      "matchers, shell parts and views, paths, hosts, `decide`, `explain`; the shell parser is handed in",
  },
  analysis: {
    runs: "pure",
    imports: ["model", "engine"],
    holds: "sets of calls: subset, overlap, difference, witness, respellings",
  },
  policy: {
    runs: "pure",
    imports: ["model"],
    holds:
      "Ambit's own documents (policy, catalog, scenario, test, config) → `Subject`; edits that keep comments",
  },
  formats: {
    runs: "pure",
    imports: ["model", "engine", "analysis", "policy"],
    holds: "one adapter an agent → `Subject`",
  },
  lint: {
    runs: "pure",
    imports: ["model", "engine", "analysis"],
    holds: "rule, finding, fix, level, waiver",
  },
  rules: {
    runs: "pure",
    imports: ["model", "engine", "analysis", "lint"],
    holds: "what is checked, one file a rule",
  },
  recordings: {
    runs: "pure",
    imports: ["model"],
    holds: "recorded sessions of known agents → tool calls",
  },
  simulation: {
    runs: "pure",
    imports: ["model", "engine", "analysis", "policy", "recordings"],
    holds: "scenario and suite runs, coverage, replay, attacks",
  },
  changes: {
    runs: "pure",
    imports: ["model", "engine", "analysis", "policy"],
    holds: "semantic diff, digest, approval",
  },
  workspace: {
    runs: "pure",
    imports: BELOW_WORKSPACE,
    holds:
      "the one composition, through ports (files, git, clock, parser): which files, scopes merged, findings, decisions, reach",
  },
  protocol: {
    runs: "pure",
    imports: ["model", "lint"],
    holds: "our own LSP requests",
  },
  language: {
    runs: "pure",
    imports: [...BELOW_WORKSPACE, "workspace", "protocol"],
    holds: "one file an editor feature, in LSP types",
  },
  host: {
    runs: "node",
    imports: ["model", "workspace"],
    types: BELOW_WORKSPACE,
    holds: "Node's side of the ports",
  },
  mcp: {
    runs: "node",
    imports: ["model", "host"],
    holds: "MCP servers: connect, list, serve",
  },
  sandbox: {
    runs: "node",
    types: BELOW_WORKSPACE,
    imports: ["model", "engine", "simulation", "workspace", "host", "mcp"],
    holds: "profile, run, effects, proxy, audit",
  },
  server: {
    runs: "shared",
    types: BELOW_WORKSPACE,
    imports: ["model", "language", "workspace", "protocol"],
    holds: "the language server",
  },
  "server/node": {
    runs: "node",
    types: BELOW_WORKSPACE,
    imports: ["model", "server", "language", "workspace", "protocol", "host", "mcp", "sandbox"],
    holds: "its start in Node",
  },
  "server/browser": {
    runs: "browser",
    types: BELOW_WORKSPACE,
    imports: ["model", "server", "language", "workspace", "protocol"],
    holds: "its start in a web worker",
  },
  cli: {
    runs: "node",
    types: BELOW_WORKSPACE,
    imports: ["model", "workspace", "host", "mcp", "sandbox", "server/node"],
    holds: "commands and outputs",
  },
  extension: {
    runs: "shared",
    imports: ["protocol"],
    holds: "the VS Code shell",
  },
  "extension/node": {
    runs: "node",
    imports: ["extension", "protocol"],
    holds: "its start on a desktop or remote host",
  },
  "extension/webview": {
    runs: "browser",
    imports: ["protocol"],
    holds: "the pages of its views",
  },
  "extension/browser": {
    runs: "browser",
    imports: ["extension", "protocol"],
    holds: "its start in a browser",
  },
};

/** The names of the pure layers. */
export const pureLayers = Object.keys(layers).filter((name) => layers[name]?.runs === "pure");

/** Which layers alone may import a package or a Node builtin. */
export const owners = [
  {
    packages: ["vscode"],
    layers: ["extension"],
    why: "everything else runs and is tested without the editor",
  },
  {
    packages: ["vscode-languageclient"],
    layers: ["extension"],
    why: "only the shell talks to the server",
  },
  {
    packages: ["vscode-languageserver"],
    layers: ["server"],
    why: "the connection is the server's; features speak LSP types only",
  },
  {
    packages: ["vscode-languageserver-types", "vscode-languageserver-textdocument"],
    layers: ["language", "protocol", "server"],
    why: "the core speaks offsets and symbolic paths, and does not know of editors",
  },
  {
    packages: ["@modelcontextprotocol/sdk"],
    layers: ["mcp"],
    why: "its next major version touches one folder",
  },
  {
    packages: ["node:child_process", "node:cluster"],
    layers: ["host", "mcp", "sandbox"],
    why: "processes are started where that can be watched",
  },
];

const BEGIN = "<!-- layers: written by scripts/layers.mjs -->";
const END = "<!-- /layers -->";

/** The table as ARCHITECTURE.md shows it. A layer without a folder yet is marked as reserved. */
export function layerTable() {
  const rows = Object.entries(layers).map(([name, { runs, imports, types, holds }]) => {
    const also = types ? "; types of all above `workspace`" : "";
    const state = existsSync(path.join(root, "src", name)) ? "" : "reserved: ";
    return `| \`${name}/\` | ${runs} | ${imports.join(" ") || "–"}${also} | ${state}${holds} |`;
  });
  return ["| layer | runs | may import | holds |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

/**
 * ARCHITECTURE.md with its table as it should be.
 * @param {string} text
 */
export function withLayerTable(text) {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`ARCHITECTURE.md lacks ${BEGIN} … ${END}`);
  return `${text.slice(0, begin + BEGIN.length)}\n\n${layerTable()}\n\n${text.slice(end)}`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = path.join(root, "ARCHITECTURE.md");
  writeFileSync(file, withLayerTable(readFileSync(file, "utf8")));
}
