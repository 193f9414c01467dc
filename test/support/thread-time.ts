import { readFileSync } from "node:fs";

/**
 * Milliseconds of the processor that something takes of this thread: whatever else runs does not count, as it would by the clock. The clock's where
 * the machine does not say (only Linux does).
 */
export function threadTime(run: () => void): number {
  const before = now();
  run();
  return now() - before;
}

function now(): number {
  try {
    // Nanoseconds on a processor, nanoseconds waited for one, how often.
    const [onProcessor = ""] = readFileSync("/proc/thread-self/schedstat", "utf8").split(" ");
    return Number(onProcessor) / 1e6;
  } catch {
    return performance.now();
  }
}
