import { spawn } from "node:child_process";
import { openSync, closeSync, readFileSync } from "node:fs";
import path from "node:path";
import { killGroup, onExit } from "./cleanup.mjs";

/**
 * The environment for an npm that installs outside this repository: the
 * settings an outer `npm run` has exported for this one must not leak in.
 * @param {Record<string, string>} extra
 */
export function cleanEnv(extra = {}) {
  const leak = /^npm_(lifecycle|package|config_(ignore_scripts|local_prefix|user_agent|nodedir)$)/i;
  const kept = Object.entries(process.env).filter(([name]) => !leak.test(name));
  return { ...Object.fromEntries(kept), ...extra };
}

/**
 * Runs npm in a folder with its output in a log file; throws with the end of
 * that log when it fails. Ctrl-C ends the whole group, npm's children too.
 * @param {string} cwd
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export async function npm(cwd, args, env) {
  const log = path.join(cwd, "npm.log");
  const output = openSync(log, "w");
  const child = spawn("npm", args, { cwd, env, stdio: ["ignore", output, output], detached: true });
  const stop = onExit(() => killGroup(child.pid));
  try {
    const code = await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (status, signal) => resolve(status ?? signal));
    });
    if (code === 0) return;
    const tail = readFileSync(log, "utf8").trim().split("\n").slice(-40).join("\n");
    throw new Error(`npm ${args.join(" ")} failed (${code})\n${tail}`);
  } finally {
    stop();
    closeSync(output);
  }
}
