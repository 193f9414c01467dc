/** What a run may use. Sizes in bytes. */
export interface RunLimits {
  /** Processes and threads of one sandbox. */
  readonly processes: number;
  /** Memory that one process may write to. Not its address space, most of which some runtimes only reserve. */
  readonly memory: number;
  /** One file. */
  readonly file: number;
  /** Files of one process that are open. */
  readonly open: number;
  /** Seconds of a processor for one process. */
  readonly cpu: number;
  /** `/tmp`, the home and shared memory, each. */
  readonly scratch: number;
  /** All that is written into the workspace; looked at while a call runs. */
  readonly written: number;
  /** Milliseconds of one call. */
  readonly callMs: number;
  /** Milliseconds until a server has told its tools. */
  readonly startMs: number;
}

const MB = 1024 * 1024;

/** Enough for the tests of a project, too little to be felt by the machine. */
export const RUN_LIMITS: RunLimits = {
  processes: 256,
  memory: 2_048 * MB,
  file: 512 * MB,
  open: 4_096,
  cpu: 600,
  scratch: 256 * MB,
  written: 2_048 * MB,
  callMs: 60_000,
  startMs: 30_000,
};

/** The words before a program that hold it, and all that it starts, to the limits: they are hard ones, which only root may raise. */
export function limiter(limits: RunLimits): readonly string[] {
  return [
    "prlimit",
    `--nproc=${limits.processes}`,
    `--data=${limits.memory}`,
    `--fsize=${limits.file}`,
    `--nofile=${limits.open}`,
    `--cpu=${limits.cpu}`,
    "--core=0",
    "--",
  ];
}
