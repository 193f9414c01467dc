/** How long `ambit check` takes over a thousand files of agents, as a whole process: our own, and real ones where somebody has a collection of them. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../steps.mjs";
import { projectFiles } from "./agent-projects.mjs";
import { quantile } from "./measure.mjs";

/** @typedef {import("./print.mjs").Row} Row */

/** @typedef {{ readonly path: string, readonly text: string }} AgentFile path below a folder for all */

const FILES = 1000;
const TARGET_MS = 2000;
const ROUNDS = 5;

/** @returns {readonly Row[]} */
export function agentFiles() {
  return [
    timed(`${FILES} files of agents, made up`, projectFiles(FILES)),
    ...realOnes().map((files) => timed(`${files.length} files of agents, real`, files)),
  ];
}

/**
 * @param {string} what
 * @param {readonly AgentFile[]} files
 * @returns {Row}
 */
function timed(what, files) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "ambit-bench-"));
  try {
    for (const file of files) {
      const at = path.join(folder, file.path);
      mkdirSync(path.dirname(at), { recursive: true });
      writeFileSync(at, file.text);
    }
    const samples = Array.from({ length: ROUNDS }, () => checked(folder));
    const figure = (/** @type {"clock" | "cpu"} */ name, /** @type {number} */ at) =>
      quantile(
        samples.map((one) => one[name]),
        at,
      );
    return {
      what,
      name: "",
      median: figure("clock", 0.5),
      p95: figure("clock", 0.95),
      cpu: figure("cpu", 0.5),
      ratio: 1,
      target: TARGET_MS * 1000,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Microseconds of one process, by the clock and of the processor.
 *
 * @param {string} folder
 */
function checked(folder) {
  const cli = path.join(root, "dist/cli.js");
  const start = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", MEASURED, cli, "check", "--format", "json", "."],
    { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const clock = (performance.now() - start) * 1000;
  if (status !== 1) throw new Error(`a check of ${folder} ended with ${status}: ${stderr}`);
  const cpu = Number(/^cpu (\d+)$/m.exec(stderr)?.[1] ?? Number.NaN);
  return { clock, cpu };
}

/** Has the process say at its end what it took of the processor. */
const MEASURED = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => { const { user, system } = process.cpuUsage(); console.error(`cpu ${user + system}`); });',
)}`;

/** Kinds of a collection's files that Ambit does not read. */
const OTHERS = new Set(["agt-policy", "agents-perm", "cedar"]);

/**
 * The collection that `AMBIT_AGENT_FILES` names, a folder with an `index.jsonl` of `{kind, path, file}`, repeated until there are enough.
 *
 * @returns {readonly (readonly AgentFile[])[]}
 */
function realOnes() {
  const folder = process.env["AMBIT_AGENT_FILES"];
  const index = path.join(folder ?? "", "index.jsonl");
  if (folder === undefined || !existsSync(index)) return [];
  const rows = readFileSync(index, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))
    .filter(({ kind }) => !OTHERS.has(kind));
  /** @type {AgentFile[]} */
  const files = [];
  for (let turn = 0; files.length < FILES && rows.length > 0; turn++)
    for (const [at, row] of rows.entries()) {
      if (files.length >= FILES) break;
      const text = readFileSync(path.join(folder, row.file), "utf8");
      files.push({ path: `${turn}-${at}/${row.path}`, text });
    }
  return [files];
}
