/**
 * `npm run bench`: how long Ambit takes, beside other engines where `oracles/` has them.
 *
 *     npm run bench -- [SECTION …] [--json FILE]
 *
 * Sections: `calls`, `own`, `findings`, `analysis`, `start`, `agents`, `size`, `sandbox`, `editor`; without one, all. docs/performance.md says what
 * each figure is.
 */
import { writeFileSync } from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import { agentFiles } from "./bench/agents.mjs";
import { analysis } from "./bench/analysis.mjs";
import { missingPeers, ownCalls, structuredCalls } from "./bench/decisions.mjs";
import { editorTimes } from "./bench/editor.mjs";
import { findings } from "./bench/findings.mjs";
import { buildLibrary, loadLibrary } from "./bench/library.mjs";
import { met, table } from "./bench/print.mjs";
import { sizes, starts } from "./bench/processes.mjs";
import { missingSandbox, sandbox } from "./bench/sandbox.mjs";
import { build } from "./build.mjs";

const SECTIONS = [
  ...["calls", "own", "findings", "analysis", "start", "agents", "size", "sandbox", "editor"],
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" } },
});
const unknown = positionals.filter((name) => !SECTIONS.includes(name));
if (unknown.length > 0) {
  console.error(`there is no section \`${unknown.join(" ")}\`; they are ${SECTIONS.join(", ")}`);
  process.exit(2);
}
const wanted = new Set(positionals.length === 0 ? SECTIONS : positionals);
const machine = {
  date: new Date().toISOString(),
  cpu: os.cpus()[0]?.model ?? "unknown",
  cores: os.cpus().length,
  node: process.version,
  load: os.loadavg().map((load) => Number(load.toFixed(2))),
};
console.log(
  `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, load ${machine.load.join(" ")}`,
);

/** @type {Record<string, readonly import("./bench/print.mjs").Row[]>} */
const results = {};
/** @type {readonly import("./bench/processes.mjs").Size[]} */
let files = [];
/** @type {readonly import("./bench/editor.mjs").Cost[]} */
let costs = [];

if (["calls", "own", "findings", "analysis"].some((name) => wanted.has(name))) {
  const file = await buildLibrary();
  const library = await loadLibrary(file);
  if (wanted.has("calls")) {
    results["calls"] = await structuredCalls(library);
    table("A call of a tool, decided", results["calls"]);
    for (const reason of missingPeers()) console.log(`  left out: ${reason}`);
  }
  if (wanted.has("own")) {
    results["own"] = await ownCalls(library);
    table("Paths and command lines, decided", results["own"]);
  }
  if (wanted.has("findings")) {
    results["findings"] = await findings(library, file);
    table("A policy, read and checked", results["findings"]);
  }
  if (wanted.has("analysis")) {
    results["analysis"] = await analysis(library);
    table("Findings alone, the process warm; × is the growth", results["analysis"]);
  }
}
if (wanted.has("sandbox")) {
  const missing = missingSandbox();
  if (missing === undefined) {
    results["sandbox"] = await sandbox();
    table("What the sandbox costs", results["sandbox"]);
  } else console.log(`  left out: the sandbox, as ${missing}`);
}
if (["start", "agents", "size", "editor"].some((name) => wanted.has(name))) {
  await build({ production: true, ifStale: true });
  if (wanted.has("start")) {
    results["start"] = await starts();
    table("Commands as whole processes", results["start"]);
  }
  if (wanted.has("agents")) {
    results["agents"] = agentFiles();
    table("`ambit check` over files of agents, as a whole process", results["agents"]);
  }
  if (wanted.has("size")) {
    files = sizes();
    printSizes();
  }
  if (wanted.has("editor")) {
    const measured = await editorTimes();
    results["editor"] = measured.rows;
    costs = measured.costs;
    table("The real editor", results["editor"]);
    printCosts();
  }
}

const all = Object.values(results).flat();
const missed = all.filter((row) => !met(row)).length + costs.filter((one) => !isKept(one)).length;
console.log(missed === 0 ? "\nevery target is met" : `\n${missed} targets are missed`);
if (values.json !== undefined) {
  writeFileSync(
    values.json,
    `${JSON.stringify({ machine, results, sizes: files, costs }, undefined, 2)}\n`,
  );
}

function printSizes() {
  console.log("\nWhat ships\n");
  const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(0)} kB`.padStart(10);
  for (const { file, raw, gzip } of files) {
    console.log(`  ${file.padEnd(56)}${kilobytes(raw)}${kilobytes(gzip)} gzip`);
  }
}

function printCosts() {
  const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  console.log("");
  for (const cost of costs) {
    const goal = `${isKept(cost) ? "ok" : "MISSED"} ${megabytes(cost.target)}`;
    console.log(
      `  ${cost.what.padEnd(56)}${megabytes(cost.bytes).padStart(10)}${goal.padStart(16)}`,
    );
  }
}

/** @param {import("./bench/editor.mjs").Cost} cost */
function isKept({ bytes, target }) {
  return bytes <= target;
}
