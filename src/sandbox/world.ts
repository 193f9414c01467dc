import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { chmod, chown, copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { failed } from "../model/problem.ts";
import type { Outcome } from "../model/problem.ts";
import { faultWords, missingWords, platformFault } from "./fault-words.ts";
import { openGround } from "./ground.ts";
import type { Ground, Runner } from "./throw-away.ts";
import { LAUNCH_ENV } from "./launch-env.ts";
import type { RunLimits } from "./limits.ts";
import { openWayOut } from "./network/way-out.ts";
import type { NetworkQuery, WayOut } from "./network/way-out.ts";
import type { Proxy } from "./network/proxy.ts";
import { bubblewrapArgs, profileOf, wordsBefore } from "./profile.ts";
import type { Layer, Seen, Site } from "./profile.ts";
import { openScratch, removeTree, scratchBase } from "./scratch.ts";
import { seccompFilter } from "./seccomp.ts";
import { isOpenToAll, isWithin, systemFolders, toolFolders } from "./tool-folders.ts";
import { TRACER } from "./trace-log.ts";

/** Where a sandbox is wanted, and for what. All paths are absolute and resolved. */
export interface WorldQuery {
  readonly workspace: string;
  readonly home: string;
  /** `PATH` of the person. */
  readonly path: string;
  readonly limits: RunLimits;
  /** The program of our tool server: one file that Node runs. */
  readonly toolServer: string;
  /** The Node to run it with. */
  readonly node: string;
  /** The hosts that may be reached; absent: none. */
  readonly network?: NetworkQuery;
  /** In place of `profileOf`: the tests take layers away to see that each is needed. */
  readonly profile?: (site: Site) => readonly Layer[];
  /** In place of the system's folder for temporary files. */
  readonly temporary?: string;
  /** In place of this process's own user. */
  readonly uid?: number;
}

/** A program to run inside. */
export interface Inside {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  /** More of the machine that it needs to see, read-only. */
  readonly visible: readonly Seen[];
}

/** How a program is started so that it runs inside, and where what it does is recorded. */
export interface Started {
  readonly command: string;
  readonly args: readonly string[];
  readonly log: string | undefined;
}

/** A throw-away copy of a workspace, and a way to run programs in it. */
export interface World {
  /** What is in force, for people: found by running a program in it. */
  readonly layers: readonly string[];
  readonly ground: Ground;
  /** Is what is read, started and reached for recorded? */
  readonly records: "all" | "changes";
  readonly toolServer: Inside;
  /** The only way to the network; absent: there is none. */
  readonly network?: Proxy | undefined;
  /** Folders of `PATH` that are not seen inside, for people. */
  readonly leftOut: readonly string[];
  /** When it was opened, in milliseconds since 1970. */
  readonly opened: number;
  /** Where it is seen inside, and the home. */
  readonly workspace: string;
  readonly home: string;
  /** Folders of the machine with programs, seen inside. */
  readonly programs: readonly string[];
  /** Who must be able to read what is to be seen inside. */
  readonly reader: "person" | "anybody";
  /** Is a path of the machine seen inside? */
  readonly sees: (path: string) => boolean;
  start(inside: Inside): Promise<Started>;
  close(): Promise<void>;
}

/** The user and group that nothing else belongs to, and that run what root wants to try: systemd leaves 65520 to 65533 unused. */
const NOBODY: Runner = { uid: 65_530, gid: 65_530, is: "nobody" };

/** Where our own program is seen inside. */
const OWN_PROGRAM = "/run/ambit/tools.mjs";

/** How long the first program may take, in milliseconds. */
const PROBE_MS = 10_000;

/** Opens a world and runs a program in it: only what works then counts as in force. The error, for people, says why there is none. */
export async function openWorld(query: WorldQuery): Promise<Outcome<World>> {
  const fault = platformFault(process.platform) ?? workspaceFault(query) ?? missingProgram();
  if (fault !== undefined) return { error: fault };
  const { uid = process.getuid?.() ?? 0, temporary } = query;
  const base = temporary ?? (await scratchBase(uid === 0 ? "anybody" : "person"));
  const scratch = await openScratch(base);
  try {
    const world = await build(query, scratch);
    if (failed(world)) await removeTree(scratch);
    return world;
  } catch (error) {
    await removeTree(scratch);
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** A workspace that holds the home would show all of it. */
function workspaceFault({ workspace, home }: WorldQuery): string | undefined {
  if (isWithin(home, workspace))
    return `the workspace \`${workspace}\` holds your home, all of which would be seen inside; choose a folder in it with \`--folder\``;
  const own = ["/usr", "/etc", "/proc", "/dev", "/sys", "/run", "/bin", "/lib"];
  return own.some((folder) => isWithin(workspace, folder))
    ? `the workspace \`${workspace}\` lies in a folder of the system`
    : undefined;
}

function missingProgram(): string | undefined {
  const missing = ["bwrap", "prlimit", "unshare", "nsenter", "setpriv"].find(
    (name) => !isHere(name),
  );
  return missing === undefined ? undefined : missingWords(missing);
}

function isHere(program: string): boolean {
  return (LAUNCH_ENV["PATH"] ?? "").split(":").some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

async function build(query: WorldQuery, scratch: string): Promise<Outcome<World>> {
  const { uid = process.getuid?.() ?? 0 } = query;
  const runner: Runner = uid === 0 ? NOBODY : { uid, gid: process.getgid?.() ?? uid, is: "person" };
  if (runner.is === "nobody") {
    await chown(scratch, 0, runner.gid);
    await chmod(scratch, 0o710);
    if (!(await isOpenToAll(query.node)))
      return {
        error: `nothing runs as root, and \`${query.node}\` may be run by root alone; install Node for everybody, or run Ambit as another user`,
      };
  }
  const opened = Date.now();
  const ground = await openGround(query.workspace, scratch, runner);
  if (failed(ground)) return { error: `the workspace cannot be copied: ${ground.error}` };
  try {
    const wayOut = query.network && (await openWayOut(query.network, scratch, runner));
    const world = new BuiltWorld(query, scratch, { ground: ground.value, runner, opened, wayOut });
    const built = await world.prepare();
    if (built === undefined) return { value: world };
    await wayOut?.proxy.close();
    await ground.value.close();
    return { error: built };
  } catch (error) {
    await ground.value.close();
    throw error;
  }
}

/** What a world begins with. */
interface Beginning {
  readonly ground: Ground;
  readonly runner: Runner;
  readonly opened: number;
  readonly wayOut: WayOut | undefined;
}

class BuiltWorld implements World {
  readonly ground: Ground;
  readonly toolServer: Inside;
  layers: readonly string[] = [];
  records: "all" | "changes" = "changes";
  readonly opened: number;
  leftOut: readonly string[] = [];
  readonly #query: WorldQuery;
  readonly #scratch: string;
  readonly #runner: Runner;
  #site: Site | undefined;
  readonly #wayOut: WayOut | undefined;
  #started = 0;

  constructor(query: WorldQuery, scratch: string, { ground, runner, opened, wayOut }: Beginning) {
    this.#wayOut = wayOut;
    this.opened = opened;
    this.#query = query;
    this.#scratch = scratch;
    this.#runner = runner;
    this.ground = ground;
    this.toolServer = {
      name: "the tools of Ambit",
      argv: [query.node, OWN_PROGRAM],
      env: new Map(),
      visible: [{ from: join(scratch, "tools.mjs"), at: OWN_PROGRAM }],
    };
  }

  /** Finds out what works, by running a program; why nothing does. */
  async prepare(): Promise<string | undefined> {
    await copyFile(this.#query.toolServer, join(this.#scratch, "tools.mjs"));
    await chmod(join(this.#scratch, "tools.mjs"), 0o644);
    this.#site = await this.#siteOf();
    if (isHere(TRACER[0])) this.records = "all";
    let tried = await this.#try();
    if (tried !== undefined && this.records === "all") {
      // What records may be forbidden where the sandbox itself is not.
      this.records = "changes";
      tried = await this.#try();
    }
    if (tried !== undefined) return faultWords(tried);
    const recording =
      this.records === "all"
        ? "reads, programs and connections recorded"
        : "reads, programs and connections not recorded (strace is not installed, or may not be used)";
    const who = this.#runner.is === "nobody" ? [`run as user ${this.#runner.uid}, not root`] : [];
    this.layers = [
      ...who,
      ...this.#layersFor([]).map(({ name, words }) =>
        name === "workspace" ? this.ground.words : words,
      ),
      recording,
    ];
    return undefined;
  }

  get network(): Proxy | undefined {
    return this.#wayOut?.proxy;
  }

  get workspace(): string {
    return this.#query.workspace;
  }

  get home(): string {
    return this.#query.home;
  }

  get programs(): readonly string[] {
    return this.#site?.visible.map(({ at }) => at) ?? [];
  }

  get reader(): "person" | "anybody" {
    return this.#runner.is === "nobody" ? "anybody" : "person";
  }

  readonly sees = (path: string): boolean => {
    const { workspace, visible = [], links = new Map<string, string>() } = this.#site ?? {};
    const folders = [
      "/usr",
      workspace?.at ?? "/usr",
      ...visible.map(({ at }) => at),
      ...links.keys(),
    ];
    return folders.some((folder) => isWithin(path, folder));
  };

  async start({ argv, env, visible }: Inside): Promise<Started> {
    const number = String(++this.#started);
    const words = join(this.#scratch, `words-${number}`);
    const log = join(this.#scratch, `log-${number}`);
    const layers = this.#layersFor(visible, env);
    // What is handed over in a file no other user of the machine sees in the list of processes.
    await writeFile(
      words,
      bubblewrapArgs(layers)
        .map((word) => `${word}\0`)
        .join(""),
      { mode: 0o600 },
    );
    const chain = [
      ...["sh", "-c", OPEN, "sh", words, join(this.#scratch, "filter")],
      ...[...this.ground.enter, "bwrap", "--args", "8", "--", ...wordsBefore(layers), ...argv],
    ];
    const traced = this.records === "all" ? [...TRACER, "-o", log, "--", ...chain] : chain;
    const [command = "sh", ...args] = [...ENDS_WITH_US, ...traced];
    return { command, args, log: this.records === "all" ? log : undefined };
  }

  async close(): Promise<void> {
    await this.network?.close();
    await this.ground.close();
    await removeTree(this.#scratch);
  }

  #layersFor(
    visible: readonly Seen[],
    env: ReadonlyMap<string, string> = new Map(),
  ): readonly Layer[] {
    const site = this.#site;
    if (site === undefined) return [];
    const { profile = profileOf } = this.#query;
    return profile({ ...site, visible: [...site.visible, ...visible], env });
  }

  async #try(): Promise<string | undefined> {
    const { command, args } = await this.start({ ...this.toolServer, argv: ["/usr/bin/true"] });
    return new Promise((resolve) => {
      execFile(command, args, { env: LAUNCH_ENV, timeout: PROBE_MS }, (error, _out, said) => {
        resolve(error === null ? undefined : said.trim() === "" ? error.message : said);
      });
    });
  }

  async #siteOf(): Promise<Site> {
    const { workspace, home, path, node, limits } = this.#query;
    const { uid, gid, is } = this.#runner;
    const tools = await toolFolders({
      ...{ path, home, workspace, more: [dirname(node)] },
      reader: is === "nobody" ? "anybody" : "person",
    });
    this.leftOut = tools.leftOut;
    const { links, folders } = await systemFolders();
    const filter = seccompFilter(process.arch);
    await writeFile(join(this.#scratch, "filter"), filter ?? "");
    const wayOut = this.#wayOut;
    const before = [node, OWN_PROGRAM, ...(wayOut?.relay ?? [])];
    return {
      ...{ workspace: { from: this.ground.from, at: workspace }, home, uid, gid, links, limits },
      ...{ path: tools.path, env: new Map() },
      visible: [
        ...[...folders, ...tools.visible],
        ...(wayOut === undefined ? [] : [wayOut.socket, ...this.toolServer.visible]),
      ],
      ...(wayOut === undefined ? {} : { wayOut: { ...wayOut, before } }),
      etc: await this.#ownEtc(),
      filter: filter === undefined ? undefined : 9,
    };
  }

  async #ownEtc(): Promise<readonly Seen[]> {
    const { uid, gid } = this.#runner;
    const files = new Map([
      ["passwd", `agent:x:${uid}:${gid}::${this.#query.home}:/bin/sh\n`],
      ["group", `agent:x:${gid}:\n`],
      ["hosts", "127.0.0.1 localhost sandbox\n::1 localhost\n"],
      // Nobody answers there, at once; and the question is seen, name and all.
      ["resolv.conf", "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n"],
    ]);
    const folder = join(this.#scratch, "etc");
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o755);
    for (const [name, text] of files) {
      await writeFile(join(folder, name), text);
      await chmod(join(folder, name), 0o644);
    }
    return [...files.keys()].map((name) => ({ from: join(folder, name), at: `/etc/${name}` }));
  }
}

/** Opens the files that bubblewrap reads, makes the sandbox the first thing that a machine short of memory ends, and goes on. */
const OPEN = `exec 8<"$1" 9<"$2"; shift 2; echo 1000 2>/dev/null >/proc/self/oom_score_adj; exec "$@"`;

/** What records ends with Ambit, however Ambit ends; bubblewrap then ends with it. */
const ENDS_WITH_US = ["setpriv", "--pdeathsig=KILL", "--"];
