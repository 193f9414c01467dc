/**
 * How many cases a property tries: `quick` in `npm run check`; `full`, four times as many unless it says otherwise, in `npm test`, which sets
 * `AMBIT_PROPERTY_RUNS`. Such properties need a timeout that the longer run keeps: `PROPERTY_TIMEOUT`, in milliseconds.
 */
export function propertyRuns(quick: number, full = quick * 4): number {
  return Number(process.env["AMBIT_PROPERTY_RUNS"] ?? 0) > 2_000 ? full : quick;
}

/** See `propertyRuns`. */
export const PROPERTY_TIMEOUT = 180_000;
