/**
 * Cleaning up whichever way the process ends: by itself, by Ctrl-C or by a
 * signal. Node runs no exit handler when a signal ends it, hence the handlers.
 */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const EXIT_CODES = /** @type {const} */ ({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 });

/** @type {Set<() => void>} */
const tasks = new Set();

/**
 * Runs a synchronous task when the process ends; the returned function runs it
 * now instead. A task runs once.
 * @param {() => void} task
 */
export function onExit(task) {
  if (tasks.size === 0) listen();
  tasks.add(task);
  return () => {
    if (!tasks.delete(task)) return;
    task();
    if (tasks.size === 0) unlisten();
  };
}

function runAll() {
  for (const task of [...tasks].reverse()) {
    tasks.delete(task);
    task();
  }
}

const signals = /** @type {(keyof typeof EXIT_CODES)[]} */ (Object.keys(EXIT_CODES));

/** Ends the process, unless somebody else listens too: then it is theirs to end. */
function onSignal(/** @type {keyof typeof EXIT_CODES} */ signal) {
  if (process.listenerCount(signal) === 1) process.exit(EXIT_CODES[signal]);
}

function listen() {
  process.on("exit", runAll);
  for (const signal of signals) process.on(signal, onSignal);
}

function unlisten() {
  process.off("exit", runAll);
  for (const signal of signals) process.off(signal, onSignal);
}

/**
 * Makes a temporary folder that does not outlive the process.
 * @param {string} name
 */
export function temporaryFolder(name) {
  const dir = mkdtempSync(path.join(os.tmpdir(), `ambit-${name}-`));
  const remove = onExit(() =>
    rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  );
  return { dir, remove };
}

/** Ends a process group at once; the leader must have been spawned detached. */
export function killGroup(/** @type {number | undefined} */ pid) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Already gone.
  }
}
