/** How long the editor and `ambit check` take to read a policy, or the settings of an agent, and to find what is wrong in it. */
import path from "node:path";
import { Worker } from "node:worker_threads";
import { settingsFile } from "./agent-projects.mjs";
import { compare, quantile } from "./measure.mjs";
import { mixedPolicy } from "./policies.mjs";

/** @typedef {import("./library.mjs").Library} Library */
/** @typedef {import("./print.mjs").Row} Row */

/** Rules, and milliseconds in which 95 of 100 edits must have led to diagnostics. */
const SIZES = /** @type {const} */ ([
  [50, 16],
  [200, 60],
  [1000, 300],
]);

const FILE = "/ws/ambit.yaml";

/** Entries of a settings file of Claude Code, and milliseconds in which an edit should have led to diagnostics. */
const ENTRIES = 1000;
const ENTRIES_MS = 100;

/**
 * @param {Library} library
 * @param {string} file the library's
 * @returns {Promise<readonly Row[]>}
 */
export async function findings(library, file) {
  /** @type {Row[]} */
  const rows = [];
  for (const [size, milliseconds] of SIZES) {
    const text = mixedPolicy(size);
    const first = [];
    for (let i = 0; i < 7; i++) first.push(await firstTime(file, text));
    const service = await editor(library, text);
    const warm = await compare(
      [
        { name: "parse", run: () => library.readPolicy(text, { file: FILE }) },
        { name: "findings", run: () => service.check(text), waits: true },
      ],
      { rounds: 15, roundMs: 1, warmMs: 1500 },
    );
    const edits = await editTimes(service, text, size < 1000 ? 200 : 60);
    const what = `${size} rules (${Math.round(text.length / 1024)} kB)`;
    rows.push(
      { what, name: "first", ...stats(first) },
      ...warm.map((timing) => ({ what, ...timing, ratio: 1 })),
      {
        what,
        name: "edit",
        ...stats(edits.samples),
        cpu: edits.cpu,
        target: milliseconds * 1000,
        targeted: "p95",
      },
    );
  }
  return [...rows, await settingsEdits(library)];
}

/**
 * @param {Library} library
 * @returns {Promise<Row>}
 */
async function settingsEdits(library) {
  const text = settingsFile(ENTRIES);
  const service = await editor(library, text, "/ws/.claude/settings.json");
  const { samples, cpu } = await editTimes(service, text, 100);
  const what = `${ENTRIES} entries of Claude Code (${Math.round(text.length / 1024)} kB)`;
  return { what, name: "edit", ...stats(samples), cpu, target: ENTRIES_MS * 1000 };
}

/** @param {readonly number[]} samples */
function stats(samples) {
  return { median: quantile(samples, 0.5), p95: quantile(samples, 0.95), ratio: 1 };
}

/**
 * Microseconds from the text to its diagnostics in a new thread, which runs this code for the first time.
 *
 * @param {string} file
 * @param {string} text
 * @returns {Promise<number>}
 */
function firstTime(file, text) {
  const worker = new Worker(path.join(import.meta.dirname, "first.mjs"), {
    workerData: { file, text },
  });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve).once("error", reject);
  });
}

/**
 * What the language server does for one document, over files in memory.
 *
 * @param {Library} library
 * @param {string} first
 * @param {string} file
 */
export async function editor(
  { Workspace, createLanguageService, loadGrammars },
  first,
  file = FILE,
) {
  let text = first;
  const workspace = new Workspace({
    files: {
      read: async (path) => (path === file ? { text } : { missing: true }),
      real: async (path) => path,
      exists: async (path) => path === file,
      list: async () => [],
      find: async () => [file],
    },
    grammars: await loadGrammars(),
    home: "/home/u",
    now: () => "2026-11-21T12:00:00Z",
  });
  const service = createLanguageService(workspace, {
    uriOf: (path) => `file://${path}`,
    pages: undefined,
    showsRelated: true,
    settings: () => ({
      persona: /** @type {const} */ ("regular"),
      levels: new Map(),
      agents: new Set(),
      reachHints: true,
    }),
    snippets: true,
    assumed: () => ({ circumstances: { headless: false, trusted: true }, user: false }),
  });
  return {
    check: (/** @type {string} */ now) => {
      text = now;
      return service.check(file, file === FILE ? "policy" : "agent");
    },
  };
}

/** Edits before the first that is timed: a language server runs for hours, and its code is compiled after some minutes of writing. */
const WARM = 300;

/**
 * Microseconds from each edit of one character to its diagnostics. Edits go to and fro over the whole text.
 *
 * @param {Awaited<ReturnType<typeof editor>>} service
 * @param {string} text
 * @param {number} count
 */
async function editTimes(service, text, count) {
  const places = [...text.matchAll(/[a-z](?=[a-z])/g)].map(({ index }) => index);
  const samples = [];
  const cpu = [];
  let now = text;
  for (let i = -WARM; i < count; i++) {
    const at = places[Math.floor(places.length * (((i + WARM) * 0.618034) % 1))] ?? 0;
    now = `${now.slice(0, at)}${now[at] === "x" ? "y" : "x"}${now.slice(at + 1)}`;
    // The same text with an error now and then, as it is while someone writes.
    const before = process.cpuUsage();
    const start = performance.now();
    await service.check(now);
    const clock = (performance.now() - start) * 1000;
    const { user, system } = process.cpuUsage(before);
    if (i >= 0) {
      samples.push(clock);
      cpu.push(user + system);
    }
    if ((i + WARM) % 5 === 4) now = text;
  }
  return { samples, cpu: quantile(cpu, 0.5) };
}
