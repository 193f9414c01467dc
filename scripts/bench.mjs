/**
 * `npm run bench`: how long Ambit takes, beside other engines where `oracles/` has them.
 *
 *     npm run bench -- [SECTION …] [--json FILE]
 *
 * Sections: `calls`, `own`, `findings`, `start`, `size`; without one, all. docs/performance.md says what
 * each figure is.
 */
import { writeFileSync } from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import { missingPeers, ownCalls, structuredCalls } from "./bench/decisions.mjs";
import { findings } from "./bench/findings.mjs";
import { buildLibrary, loadLibrary } from "./bench/library.mjs";
import { met, table } from "./bench/print.mjs";
import { sizes, starts } from "./bench/processes.mjs";
import { build } from "./build.mjs";

const SECTIONS = ["calls", "own", "findings", "start", "size"];

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

if (["calls", "own", "findings"].some((name) => wanted.has(name))) {
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
}
if (wanted.has("start") || wanted.has("size")) {
  await build({ production: true, ifStale: true });
  if (wanted.has("start")) {
    results["start"] = await starts();
    table("Commands as whole processes", results["start"]);
  }
  if (wanted.has("size")) {
    files = sizes();
    printSizes();
  }
}

const missed = Object.values(results)
  .flat()
  .filter((row) => !met(row));
console.log(
  missed.length === 0 ? "\nevery target is met" : `\n${missed.length} targets are missed`,
);
if (values.json !== undefined) {
  writeFileSync(
    values.json,
    `${JSON.stringify({ machine, results, sizes: files }, undefined, 2)}\n`,
  );
}

function printSizes() {
  console.log("\nWhat ships\n");
  const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(0)} kB`.padStart(10);
  for (const { file, raw, gzip } of files) {
    console.log(`  ${file.padEnd(56)}${kilobytes(raw)}${kilobytes(gzip)} gzip`);
  }
}
