import { mkdirSync, rmSync, statSync, utimesSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onExit } from "./cleanup.mjs";

const HEARTBEAT_MS = 5_000;
/** A lock nobody has refreshed for this long belongs to a process that was killed. */
const STALE_MS = 30_000;

/** @param {string} dir */
function tryLock(dir) {
  try {
    mkdirSync(dir);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    return false;
  }
}

/** @param {string} dir */
function isStale(dir) {
  const modified = statSync(dir, { throwIfNoEntry: false })?.mtimeMs;
  return modified !== undefined && Date.now() - modified > STALE_MS;
}

/**
 * Runs `work` while holding a lock folder; waits while another process holds it.
 *
 * The lock saves double work. It is not what keeps the result whole: the
 * caller must also be safe when a stale lock is taken over wrongly.
 * @template T
 * @param {string} dir
 * @param {{ onWait: () => void }} options
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(dir, options, work) {
  mkdirSync(path.dirname(dir), { recursive: true });
  for (let waited = false; !tryLock(dir); waited = true) {
    if (!waited) options.onWait();
    if (isStale(dir)) rmSync(dir, { recursive: true, force: true });
    else await sleep(500);
  }
  const release = onExit(() => rmSync(dir, { recursive: true, force: true }));
  const heartbeat = setInterval(() => utimesSync(dir, new Date(), new Date()), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    release();
  }
}
