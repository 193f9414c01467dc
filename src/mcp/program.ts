import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";

import type { StdioLaunch } from "../model/launch.ts";

/** How long a program may take to end once its input has ended, and once it was asked to, in milliseconds. */
const GRACE_MS = 300;
const TERM_MS = 700;

/** A group of its own can be ended with all that the program started; Windows has none. */
const GROUPS = process.platform !== "win32";

/** What a program gets of our environment. */
export type Inherited = Readonly<Record<string, string>>;

/** `PATH`, `HOME` and `LANG`; on Windows what takes their place, and without which no program starts. */
export function inherited(env: NodeJS.ProcessEnv = process.env): Inherited {
  const names = GROUPS ? ["PATH", "HOME", "LANG"] : ["PATH", "USERPROFILE", "LANG", "SYSTEMROOT"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Starts the program of a server in a folder, in a process group of its own, with its own environment and what is inherited. */
export function startProgram(
  launch: StdioLaunch,
  folder: string,
  base: Inherited,
): ChildProcessWithoutNullStreams {
  const child = spawn(launch.command, [...launch.args], {
    cwd: launch.cwd ?? folder,
    env: { ...base, ...Object.fromEntries(launch.env) },
    stdio: ["pipe", "pipe", "pipe"],
    detached: GROUPS,
    shell: false,
    windowsHide: true,
  });
  const { pid } = child;
  if (pid !== undefined) {
    if (running.size === 0) process.once("exit", endAll);
    running.add(pid);
  }
  return child;
}

/** Ends a program and all that it started: its input ends, then it is asked to end, then it is killed. Returns when it has gone. */
export async function endProgram(child: ChildProcessWithoutNullStreams): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const gone = child.exitCode !== null || child.signalCode !== null;
  if (!gone) {
    child.stdin.end();
    if (!(await within(closed, GRACE_MS))) {
      signalGroup(pid, "SIGTERM");
      await within(closed, TERM_MS);
    }
  }
  // What it started may outlive it.
  signalGroup(pid, "SIGKILL");
  running.delete(pid);
  if (running.size === 0) process.off("exit", endAll);
  if (!gone) await within(closed, TERM_MS);
  child.stdout.destroy();
  child.stderr.destroy();
}

const running = new Set<number>();

function endAll(): void {
  for (const pid of running) signalGroup(pid, "SIGKILL");
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(GROUPS ? -pid : pid, signal);
  } catch {
    // Nobody of it is left.
  }
}

async function within(event: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const happened = await Promise.race([event.then(() => true), late]);
  clearTimeout(timer);
  return happened;
}
