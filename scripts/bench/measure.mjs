/** Times functions side by side, in turn, so that whatever else the machine does hits all alike. */

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {() => unknown} run gives a promise where `waits`
 * @property {boolean} [waits]
 */

/**
 * @typedef {object} Timing times in microseconds
 * @property {string} name
 * @property {number} median
 * @property {number} p95
 * @property {number} cpu the median of the processor time that the process used, which other processes do not lengthen
 * @property {number} ratio the median of this one's time over the first contender's, round by round
 * @property {number} rounds
 * @property {number} calls in one round
 */

/**
 * Times every contender once in each round; a round of one is as many calls as last `roundMs`, and
 * counts as one sample, their mean.
 *
 * @param {readonly Contender[]} contenders
 * @param {{ rounds?: number, roundMs?: number, warmMs?: number }} [options]
 * @returns {Promise<readonly Timing[]>}
 */
export async function compare(contenders, { rounds = 61, roundMs = 4, warmMs = 400 } = {}) {
  /** @type {Lane[]} */
  const lanes = [];
  for (const contender of contenders) {
    const calls = await warm(contender, warmMs, roundMs);
    lanes.push({ contender, calls, samples: [], cpu: [] });
  }
  for (let round = 0; round < rounds; round++) {
    // Nobody is always the first.
    const turn = round % lanes.length;
    for (const lane of [...lanes.slice(turn), ...lanes.slice(0, turn)]) await sample(lane);
  }
  const [first] = lanes;
  return lanes.map(({ contender, calls, samples, cpu }) => ({
    name: contender.name,
    median: quantile(samples, 0.5),
    p95: quantile(samples, 0.95),
    cpu: quantile(cpu, 0.5),
    ratio: quantile(
      samples.map((time, round) => time / (first?.samples[round] ?? Number.NaN)),
      0.5,
    ),
    rounds,
    calls,
  }));
}

/**
 * @typedef {object} Lane
 * @property {Contender} contender
 * @property {number} calls in one round
 * @property {number[]} samples
 * @property {number[]} cpu
 */

/** @param {Lane} lane */
async function sample({ contender, calls, samples, cpu }) {
  const before = process.cpuUsage();
  samples.push((await time(contender, calls)) * 1000);
  const { user, system } = process.cpuUsage(before);
  cpu.push((user + system) / calls);
}

/**
 * The sample below which the part `share` of all lies.
 *
 * @param {readonly number[]} samples
 * @param {number} share
 */
export function quantile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/**
 * Runs it for a while; how many calls last `roundMs`.
 *
 * @param {Contender} contender
 * @param {number} warmMs
 * @param {number} roundMs
 */
async function warm(contender, warmMs, roundMs) {
  const start = performance.now();
  let calls = 0;
  for (let batch = 1; performance.now() - start < warmMs; batch = Math.min(batch * 2, 256)) {
    await time(contender, batch);
    calls += batch;
  }
  // The time of a call when it is warm, without the first calls.
  const each = await time(contender, Math.max(1, Math.ceil(calls / 8)));
  return Math.max(1, Math.round(roundMs / each));
}

/**
 * Milliseconds of one call.
 *
 * @param {Contender} contender
 * @param {number} calls
 */
async function time({ run, waits }, calls) {
  const start = performance.now();
  if (waits) for (let i = 0; i < calls; i++) await run();
  else for (let i = 0; i < calls; i++) run();
  return (performance.now() - start) / calls;
}
