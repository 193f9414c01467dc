/** Measures the sandbox as whoever runs it: `node sandbox-times.mjs FOLDER TOOL-SERVER`; rows as JSON. Bundled by `sandbox.mjs`. */
import path from "node:path";
import { Scene } from "../../src/engine/scene.ts";
import { LIMITS } from "../../src/mcp/limits.ts";
import { openSession } from "../../src/mcp/session.ts";
import { LAUNCH_ENV } from "../../src/sandbox/launch-env.ts";
import { RUN_LIMITS } from "../../src/sandbox/limits.ts";
import { runInside } from "../../src/sandbox/run.ts";
import { openWorld } from "../../src/sandbox/world.ts";
import { quantile } from "./measure.mjs";

const [folder = "", toolServer = ""] = process.argv.slice(2);
const few = path.join(folder, "few");
const many = path.join(folder, "many");

/** A policy of one answer: what is measured is the sandbox. */
const engine = /** @type {import("../../src/engine/engine.ts").Engine} */ ({
  ...{ clauses: [], rules: [], ceilings: [], labels: () => [] },
  decide: (/** @type {{ tool: string }} */ { tool }) => ({
    ...{ decision: "allow", tool, rules: [], parts: [], problems: [] },
  }),
  scene: (/** @type {import("../../src/model/call.ts").ToolCall} */ call) =>
    new Scene(call, undefined),
});

/** The network, open for one host: what is measured is the way to it. */
const network = { hosts: ["granted.test"], gate: { refusal: () => undefined } };

/**
 * @param {string} workspace
 * @param {{ network?: typeof network }} [more]
 */
async function world(workspace, more = {}) {
  const opened = await openWorld({
    ...{ workspace, home: path.join(folder, "home"), path: "/usr/bin:/bin", toolServer },
    ...{ node: process.execPath, limits: RUN_LIMITS, temporary: path.join(folder, "temporary") },
    ...more,
  });
  if ("error" in opened) throw new Error(opened.error);
  return opened.value;
}

/** A session with the tools, without a sandbox. */
async function plain() {
  const words = { command: process.execPath, args: [toolServer] };
  const session = await openSession(
    { kind: "stdio", ...words, env: new Map() },
    {
      ...{ folder: few, inherited: LAUNCH_ENV, startMs: RUN_LIMITS.startMs, version: "0" },
      limits: { ...LIMITS, output: 1e9, messages: 1e6 },
    },
  );
  if ("error" in session) throw new Error(session.error);
  return session.value;
}

const CALL = { tool: "file.read", args: { path: "a.txt" } };

/** @param {readonly number[]} samples in milliseconds */
const figures = (samples) => ({
  median: quantile(samples, 0.5) * 1000,
  p95: quantile(samples, 0.95) * 1000,
});

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The times of calls, one after the other, of which the first few are not counted. */
async function plainCalls(/** @type {number} */ count) {
  const session = await plain();
  const times = [];
  for (let at = 0; at < count + WARM; at++)
    times.push(await timed(() => session.call(CALL.tool, CALL.args, 10_000)));
  await session.close();
  return times.slice(WARM);
}

/**
 * The same, decided and carried out inside, with what each did.
 *
 * @param {number} count
 * @param {{ network?: typeof network }} [more]
 */
async function insideCalls(count, more) {
  const inside = await world(few, more);
  /** @type {number[]} */
  const times = [];
  await run(inside, count + WARM, (time) => times.push(time));
  await inside.close();
  return times.slice(WARM);
}

const WARM = 20;

/**
 * @param {Awaited<ReturnType<typeof world>>} inside
 * @param {number} count
 * @param {(milliseconds: number) => void} [hear]
 */
async function run(inside, count, hear = () => undefined) {
  let before = performance.now();
  const { steps } = await runInside({
    ...{ engine, world: inside, path: "/usr/bin", servers: new Map(), limits: RUN_LIMITS },
    ...{ steps: Array.from({ length: count }, () => ({ call: CALL })), version: "0" },
    redact: (text) => text,
    ...{ agree: () => Promise.resolve(false), signal: new AbortController().signal },
    done: () => {
      const now = performance.now();
      hear(now - before);
      before = now;
    },
  });
  if (steps.some(({ outcome }) => outcome.kind !== "done")) throw new Error("a call was not done");
}

/** A run of one call, from nothing to nothing. */
const RUNS = {
  plain: async () => {
    const session = await plain();
    await session.call(CALL.tool, CALL.args, 10_000);
    await session.close();
  },
  sandbox: async () => {
    const inside = await world(few);
    await run(inside, 1);
    await inside.close();
  },
  network: async () => {
    const inside = await world(few, { network });
    await run(inside, 1);
    await inside.close();
  },
};

/** @param {string} workspace */
const openings = async (workspace) => {
  const inside = await world(workspace);
  await inside.close();
};

/**
 * In turn, so that whatever else the machine does hits all alike.
 *
 * @param {Readonly<Record<string, () => Promise<unknown>>>} all
 * @param {number} rounds
 */
async function inTurn(all, rounds) {
  /** @type {Record<string, number[]>} */
  const times = {};
  for (let round = 0; round <= rounds; round++)
    for (const [name, work] of Object.entries(all)) {
      const time = await timed(work);
      if (round > 0) (times[name] ??= []).push(time);
    }
  return times;
}

/**
 * One row each; and what the others take more than the first, round by round, that of the plain sandbox held against a target.
 *
 * @param {string} what
 * @param {Readonly<Record<string, readonly number[]>>} times
 * @param {number} target in milliseconds
 */
function rows(what, times, target) {
  const [[, first = []] = ["", []], ...others] = Object.entries(times);
  const row = (/** @type {string} */ name, /** @type {readonly number[]} */ samples) => ({
    ...{ what, name, ...figures(samples), ratio: quantile(samples, 0.5) / quantile(first, 0.5) },
  });
  return [
    ...Object.entries(times).map(([name, samples]) => row(name, samples)),
    ...others.map(([name, samples]) => {
      const more = samples.map((time, at) => time - (first[at] ?? Number.NaN));
      return {
        ...row(name, more),
        what: `${what}, more`,
        ratio: 1,
        ...(name === "sandbox" ? { target: target * 1000 } : {}),
      };
    }),
  ];
}

const CALLS = 200;
/** @type {Record<"plain" | "sandbox" | "network", number[]>} */
const calls = { plain: [], sandbox: [], network: [] };
for (let round = 0; round < 3; round++) {
  calls.plain.push(...(await plainCalls(CALLS)));
  calls.sandbox.push(...(await insideCalls(CALLS)));
  calls.network.push(...(await insideCalls(CALLS, { network })));
}
const starts = await inTurn(
  { "10 files": () => openings(few), "10,000": () => openings(many) },
  15,
);
const [small = [], large = []] = Object.values(starts);
const same = 1.25 * quantile(small, 0.5) * 1000;
process.stdout.write(
  JSON.stringify([
    ...rows("a call of `file.read`", calls, 3),
    ...rows("a run of one call", await inTurn(RUNS, 12), 100),
    { what: "the sandbox, opened and closed", name: "10 files", ...figures(small), ratio: 1 },
    {
      ...{ what: "the sandbox, opened and closed", name: "10,000", ...figures(large) },
      ...{ ratio: quantile(large, 0.5) / quantile(small, 0.5), target: same },
    },
  ]),
);
