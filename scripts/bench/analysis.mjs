/** How long finding takes that has the sets of calls to compare: the process warm, reading the policy not counted. */
import { quantile } from "./measure.mjs";
import { mixedPolicy } from "./policies.mjs";

/** @typedef {import("./library.mjs").Library} Library */
/** @typedef {import("./print.mjs").Row} Row */

/** Rules, milliseconds for the first findings, milliseconds after an edit. */
const SIZES = /** @type {const} */ ([
  [200, 100, 20],
  [1000, 1000, undefined],
]);

const FILE = "/ws/ambit.yaml";

/** Rules whose patterns no search can compare: each is said not to be analysed. In milliseconds. */
const PATHOLOGICAL = 500;

/**
 * @param {Library} library
 * @returns {Promise<readonly Row[]>}
 */
export async function analysis(library) {
  /** @type {Row[]} */
  const rows = [];
  /** @type {Map<string, number>} */
  const smaller = new Map();
  for (const [size, firstMs, editMs] of SIZES) {
    const text = mixedPolicy(size);
    const first = await firstTimes(library, text, 9);
    const edits = await editTimes(library, text, size < 1000 ? 100 : 30);
    const what = `${size} rules`;
    for (const [name, samples, target] of /** @type {const} */ ([
      ["first", first, firstMs],
      ["edit", edits, editMs],
    ])) {
      const figures = stats(samples);
      const { median } = figures;
      // The growth: how many times as long as with the fewer rules.
      const ratio = median / (smaller.get(name) ?? median);
      smaller.set(name, median);
      const row = { what, name, ...figures, ratio };
      rows.push(
        target === undefined
          ? row
          : { ...row, target: target * 1000, targeted: /** @type {const} */ ("median") },
      );
    }
  }
  const hard = await firstTimes(library, hardPolicy(), 5);
  rows.push({
    what: "patterns that are not analysed",
    name: "first",
    ...stats(hard),
    ratio: 1,
    target: PATHOLOGICAL * 1000,
    targeted: "median",
  });
  return rows;
}

/** @param {readonly Awaited<ReturnType<typeof timeOf>>[]} samples */
function stats(samples) {
  const clock = samples.map((one) => one.clock);
  const cpu = samples.map((one) => one.cpu);
  return { median: quantile(clock, 0.5), p95: quantile(clock, 0.95), cpu: quantile(cpu, 0.5) };
}

/** Many folders at any depth, and expressions that remember many letters. */
function hardPolicy() {
  const list = (/** @type {number} */ n) =>
    Array.from({ length: 12 }, (_, i) => `"**/a${i}/**/*b${n}*/**/c/**/*d${i}*/**/*e*/**/f*"`);
  const rules = [1, 2].map((n) => `  - { allow: file.read, path: [${list(n).join(", ")}] }`);
  const regex = [14, 15].map(
    (n) => `  - { allow: "mcp:S/t", args: { to: { pattern: "(a|b)*a(a|b){${n}}$" } } }`,
  );
  return ["ambit: 1", "agent: { id: a, owner: b }", "rules:", ...rules, ...regex, ""].join("\n");
}

/**
 * @param {Library} library
 * @param {string} text
 * @param {number} count
 */
async function firstTimes(library, text, count) {
  const samples = [];
  // The first two warm the process.
  for (let i = 0; i < count + 2; i++) {
    const workspace = await workspaceOf(library, () => text);
    samples.push(await timeOf(workspace));
  }
  return samples.slice(2);
}

/**
 * @param {Library} library
 * @param {string} first
 * @param {number} count
 */
async function editTimes(library, first, count) {
  let text = first;
  const workspace = await workspaceOf(library, () => text);
  await timeOf(workspace);
  const places = [...first.matchAll(/[a-z](?=[a-z])/g)].map(({ index }) => index);
  const samples = [];
  for (let i = 0; i < count; i++) {
    const at = places[Math.floor(places.length * ((i * 0.618034) % 1))] ?? 0;
    text = `${first.slice(0, at)}${first[at] === "x" ? "y" : "x"}${first.slice(at + 1)}`;
    samples.push(await timeOf(workspace));
  }
  return samples;
}

/**
 * Microseconds, by the clock and of the processor, for all that is found in a policy that was read before.
 *
 * @param {InstanceType<Library["Workspace"]>} workspace
 */
async function timeOf(workspace) {
  const policy = await workspace.policy([FILE]);
  if (!("engine" in policy)) throw new Error("the policy cannot be read");
  const before = process.cpuUsage();
  const start = performance.now();
  workspace.check(policy);
  const clock = (performance.now() - start) * 1000;
  const { user, system } = process.cpuUsage(before);
  return { clock, cpu: user + system };
}

/**
 * @param {Library} library
 * @param {() => string} text
 */
async function workspaceOf({ Workspace, loadGrammars }, text) {
  return new Workspace({
    files: {
      read: async (path) => (path === FILE ? { text: text() } : { missing: true }),
      real: async (path) => path,
      exists: async (path) => path === FILE,
      list: async () => [],
      find: async () => [],
    },
    grammars: await loadGrammars(),
    home: "/home/u",
    now: () => "2026-11-21T12:00:00Z",
  });
}
