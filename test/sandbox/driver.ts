/** Runs attempts in the sandbox as the user who runs this: a process of its own, so that it can be another user than the tests'. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import os from "node:os";
import path from "node:path";
import { LAUNCH_ENV } from "../../src/sandbox/launch-env.ts";
import { RUN_LIMITS } from "../../src/sandbox/limits.ts";
import type { NetworkRequest } from "../../src/sandbox/network/tries.ts";
import { openWorld } from "../../src/sandbox/world.ts";
import type { World } from "../../src/sandbox/world.ts";
import { ATTEMPTS } from "./attempts.ts";
import type { Attempt } from "./attempts.ts";
import { InsideShell } from "./inside-shell.ts";
import { openInternet } from "./internet.ts";
import type { Keeper } from "./internet.ts";
import { ALLOWED, NETWORK_ATTEMPTS } from "./network-attempts.ts";
import type { NetworkAttempt } from "./network-attempts.ts";
import { withoutLayer } from "./without.ts";

/** What the driver is asked. */
export interface Task {
  /** Holds `ws`, `home` and `out`. */
  readonly base: string;
  readonly toolServer: string;
  /** `hang`: start something that runs for long, and wait. */
  readonly mode: "attempts" | "hang";
  /** Names of attempts; all where none is named. */
  readonly only?: readonly string[];
  /** A layer that is taken away. */
  readonly without?: string;
  /** With a network of a few names, in place of none. */
  readonly network?: "all" | readonly Unkept[];
}

/** An attempt of the network without what keeps it in. */
export type Unkept = readonly [keeper: Keeper, attempt: string];

/** What came of an attempt. */
export interface Tried {
  readonly name: string;
  readonly succeeded: boolean;
  readonly said: string;
  /** What came to the proxy. */
  readonly requests?: readonly NetworkRequest[];
}

/** With a network the other ways to reach something are tried, too. */
const WITH_NETWORK = [
  ...[...ALLOWED, ...NETWORK_ATTEMPTS],
  ...ATTEMPTS.filter(({ layer }) => layer === "network" || layer === "files"),
];

const MB = 1024 * 1024;
const task = JSON.parse(readFileSync(0, "utf8")) as Task;
const at = (...names: readonly string[]): string => path.join(task.base, ...names);
const mark = `ambit-mark-${process.pid}`;
const profile = withoutLayer(task.without);
const internet = task.network === undefined ? undefined : await openInternet();
const opened = await openWorld({
  ...(internet === undefined ? {} : { network: internet.network }),
  ...{ workspace: at("ws"), home: at("home"), path: "/usr/bin:/bin", node: process.execPath },
  limits: {
    ...RUN_LIMITS,
    ...{ processes: 40, memory: 300 * MB, file: 20 * MB, open: 1_000, scratch: 25 * MB },
  },
  ...{ toolServer: task.toolServer, temporary: at("temporary") },
  ...(profile === undefined ? {} : { profile }),
});
if ("error" in opened) {
  process.stdout.write(`${JSON.stringify({ error: opened.error })}\n`);
  process.exit(0);
}
const world = opened.value;
if (task.mode === "hang") await hang(world);
else await tryAll(world);

/** Processes of this run that are left. */
function survivors(): number {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(`\0${mark}`);
    } catch {
      return false;
    }
  }).length;
}

async function hang(inside: World): Promise<void> {
  const argv = ["/bin/bash", "-c", `(setsid sleep 98765 &) ; exec -a ${mark} sleep 98765`];
  const { command, args } = await inside.start({ ...inside.toolServer, argv });
  spawn(command, args, { env: LAUNCH_ENV, stdio: ["pipe", "ignore", "ignore"], detached: true });
  process.stdout.write(`${JSON.stringify({ mark })}\n`);
  setInterval(() => undefined, 1_000);
}

async function tryAll(inside: World): Promise<void> {
  const wanted = attemptsOf(task);
  inside.network?.during({ tool: "shell", args: { command: "x" } });
  const tcp = await listening(createServer().listen(0, "::"));
  const agent = await listening(createServer().listen(at("out", "agent.sock")));
  const hidden = await listening(createServer().listen(`\0${mark}`));
  const victim = spawn("sleep", ["600"]);
  const shm = String(process.pid);
  spawnSync("perl", ["-e", `syscall(29, ${shm}, 64, 01600 | 0666)`]);
  const env = new Map([
    ...Object.entries({
      OUT: at("out"),
      WS: at("ws"),
      MARK: mark,
      SHM: shm,
      VICTIM: String(victim.pid),
    }),
    ...Object.entries({ TEMPORARY: at("temporary"), NODENAME: os.hostname() }),
    ["TCP", String((tcp.address() as AddressInfo).port)],
  ]);
  const shell = inside.network === undefined ? undefined : new InsideShell(inside, mark, env);
  for (const [attempt, keeper] of wanted) {
    internet?.without(keeper);
    const isOfFiles = "layer" in attempt && attempt.layer === "files";
    const tried =
      shell === undefined || isOfFiles
        ? await tryOne(inside, attempt, env)
        : await tryIn(shell, attempt);
    process.stdout.write(`${JSON.stringify({ ...tried, requests: inside.network?.take() })}\n`);
  }
  await shell?.end();
  const isAlive = victim.exitCode === null && victim.signalCode === null;
  victim.kill("SIGKILL");
  spawnSync("ipcrm", ["-M", shm]);
  for (const server of [tcp, agent, hidden]) server.close();
  const { tmp, shm: memory } = leftovers();
  for (const left of [tmp, memory]) rmSync(left, { force: true });
  await inside.close();
  const last = { layers: inside.layers, victim: isAlive, left: survivors() };
  process.stdout.write(`${JSON.stringify(last)}\n`);
  process.exit(0);
}

/** What is tried, in turn; for the network without what keeps it in. */
function attemptsOf({
  network,
  only,
}: Task): readonly (readonly [Attempt | NetworkAttempt, Keeper?])[] {
  if (network === undefined)
    return ATTEMPTS.filter(({ name }) => only?.includes(name) ?? true).map((one) => [one]);
  // After the rest what is allowed still is: the others failed for their own reasons.
  if (network === "all") return [...WITH_NETWORK, ...ALLOWED].map((one) => [one]);
  return network.flatMap(([keeper, attempt]) =>
    NETWORK_ATTEMPTS.filter(({ name }) => name === attempt).map((one) => [one, keeper] as const),
  );
}

/** What talks to the network leaves nothing in its sandbox: these share one. */
async function tryIn(
  shell: InsideShell,
  { name, script }: Pick<Attempt, "name" | "script">,
): Promise<Tried> {
  const { code, said } = await shell.run(script);
  return { name, succeeded: code === 0, said };
}

async function tryOne(
  inside: World,
  { name, script, leaves }: Pick<Attempt, "name" | "script" | "leaves">,
  env: ReadonlyMap<string, string>,
): Promise<Tried> {
  const before = leaves === undefined ? undefined : sizeOf(leftovers()[leaves]);
  // Its name is in the words of every process that leads to it.
  const argv = ["/bin/bash", "-c", script, mark];
  const { command, args } = await inside.start({ ...inside.toolServer, argv, env });
  const isOnTerminal = name === "open the terminal";
  const [program, words] = isOnTerminal
    ? ["script", ["-qec", [command, ...args].map(quoted).join(" "), "/dev/null"]]
    : [command, args];
  const child = spawn(program, words, {
    // As it is not: nothing of our environment is handed on even to what builds the sandbox.
    env: name.includes("its own environment")
      ? { ...LAUNCH_ENV, AMBIT_CANARY: "secret" }
      : LAUNCH_ENV,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const hear = (chunk: Buffer): void => void (said = (said + chunk.toString("utf8")).slice(-400));
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const late = setTimeout(() => process.kill(-(child.pid ?? 0), "SIGKILL"), 15_000);
  const code = await new Promise<number | null>((done) => child.once("close", done));
  clearTimeout(late);
  const left = leaves === undefined || sizeOf(leftovers()[leaves]) !== before;
  return { name, succeeded: code === 0 && left, said };
}

function leftovers(): Readonly<Record<NonNullable<Attempt["leaves"]>, string>> {
  return {
    ...{ out: at("out", "written"), workspace: at("ws", "written"), hard: at("out", "hard") },
    ...{ tmp: `/tmp/${mark}`, shm: `/dev/shm/${mark}` },
  };
}

function sizeOf(file: string): number | undefined {
  return existsSync(file) ? statSync(file).size : undefined;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function listening(server: Server): Promise<Server> {
  return new Promise((done) => server.once("listening", () => done(server)));
}
