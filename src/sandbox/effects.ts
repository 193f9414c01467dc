import { changedBetween } from "./changed.ts";
import type { FileEffects } from "./changed.ts";
import type { NetworkRequest } from "./network/tries.ts";
import type { Changes, Ground } from "./throw-away.ts";
import { isWithin } from "./tool-folders.ts";
import type { TraceLog } from "./trace-log.ts";

/** What a call did. What nobody recorded is `undefined`, not empty. */
export interface Effects extends FileEffects {
  /** Files of the workspace from its folder on, others by their whole path; not those of the system and of programs. */
  readonly read: readonly string[] | undefined;
  readonly programs: readonly string[] | undefined;
  /** Addresses and names that it tried to reach. */
  readonly network: readonly string[] | undefined;
  /** What was asked for through the proxy; absent where there is none. */
  readonly requests?: readonly NetworkRequest[];
  /** Files that are not there, inside, and that it tried to open. */
  readonly missed: readonly string[] | undefined;
}

/** What of the machine's files says nothing about a call. */
const SYSTEM = [
  "/usr",
  "/bin",
  "/sbin",
  "/lib",
  "/lib64",
  "/etc",
  "/proc",
  "/dev",
  "/sys",
  "/run",
  "/tmp",
];

/** Where things happen. `programs`: folders whose files say nothing about a call. */
export interface EffectPlaces {
  readonly ground: Ground;
  readonly workspace: string;
  readonly home: string;
  readonly programs: readonly string[];
}

/** All addresses and names that it tried to reach, by itself and through the proxy; nothing where nobody recorded them. */
export function reachedFor({ network, requests }: Effects): readonly string[] | undefined {
  if (network === undefined && requests === undefined) return undefined;
  const asked = (requests ?? []).map(({ host, port }) => `${host}:${port}`);
  return [...new Set([...(network ?? []), ...asked])];
}

/** Looks at what happened, from one call to the next. */
export class EffectWatch {
  readonly #ground: Ground;
  readonly #workspace: string;
  readonly #home: string;
  readonly #quiet: readonly string[];
  #before: Changes = { entries: new Map(), bytes: 0 };

  constructor({ ground, workspace, home, programs }: EffectPlaces) {
    this.#ground = ground;
    this.#workspace = workspace;
    this.#home = home;
    this.#quiet = [...SYSTEM, ...programs];
  }

  /** What happened since the last look. */
  async next(log: TraceLog | undefined): Promise<Effects> {
    const after = await this.#ground.changes();
    const files = changedBetween(this.#before, after);
    this.#before = after;
    if (log === undefined) {
      const unknown = { read: undefined, programs: undefined, network: undefined };
      return { ...files, ...unknown, missed: undefined };
    }
    const { read, programs, network, missed } = await log.next();
    return {
      ...files,
      read: this.#telling(read),
      programs,
      network,
      missed: this.#telling(missed),
    };
  }

  #telling(paths: readonly string[]): readonly string[] {
    const workspace = this.#workspace;
    return paths
      .filter((path) => isWithin(path, workspace) || !this.#isQuiet(path))
      .map((path) => (isWithin(path, workspace) ? path.slice(workspace.length + 1) : path))
      .filter((path) => path !== "")
      .toSorted();
  }

  #isQuiet(path: string): boolean {
    const inside = this.#quiet.filter((folder) => isWithin(path, folder));
    // A home may lie in a folder of the system, and programs may lie in a home.
    return inside.some((folder) => !isWithin(this.#home, folder) || !isWithin(path, this.#home));
  }
}
