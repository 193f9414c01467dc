/** Figures as a table. */

/**
 * @typedef {object} Row times in microseconds
 * @property {string} what
 * @property {string} name of the contender
 * @property {number} median
 * @property {number} p95
 * @property {number} [cpu] the median of the processor time
 * @property {number} ratio to the first contender
 * @property {number | undefined} [target]
 * @property {"median" | "p95"} [targeted] which figure the target is for; the median unless said
 */

/**
 * @param {string} title
 * @param {readonly Row[]} rows
 */
export function table(title, rows) {
  const width = Math.max(44, ...rows.map(({ what }) => what.length));
  const head = ["", "", "median", "p95", "cpu", "ratio", "target"];
  console.log(`\n${title}\n${line(head, width)}`);
  let before = "";
  for (const row of rows) {
    const { what, name, median, p95, cpu, ratio, target } = row;
    const goal = target === undefined ? "" : `${met(row) ? "ok" : "MISSED"} ${time(target)}`;
    const first = what === before ? "" : what;
    before = what;
    const compared = ratio === 1 ? "" : `${ratio.toFixed(1)} ×`;
    console.log(
      line(
        [first, name, time(median), time(p95), cpu === undefined ? "" : time(cpu), compared, goal],
        width,
      ),
    );
  }
}

/** @param {Row} row */
export function met({ median, p95, target, targeted }) {
  return target === undefined || (targeted === "p95" ? p95 : median) <= target;
}

/**
 * @param {readonly string[]} cells
 * @param {number} width
 */
function line([what = "", name = "", ...figures], width) {
  const right = figures.map((figure, i) => figure.padStart(i === 4 ? 16 : 10)).join("");
  return `  ${what.padEnd(width)} ${name.padEnd(11)}${right}`.trimEnd();
}

/** @param {number} microseconds */
function time(microseconds) {
  if (microseconds < 1000) return `${microseconds.toFixed(microseconds < 100 ? 1 : 0)} µs`;
  return `${(microseconds / 1000).toFixed(microseconds < 100_000 ? 1 : 0)} ms`;
}
