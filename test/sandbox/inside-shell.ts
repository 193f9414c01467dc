import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { LAUNCH_ENV } from "../../src/sandbox/launch-env.ts";
import type { World } from "../../src/sandbox/world.ts";

/** Runs each script that it is told, ended by a NUL, as a program of its own, and says between NULs how that ended. */
const SERVE = String.raw`while IFS= read -r -d '' script; do /bin/bash -c "$script" "$0" </dev/null 2>&1; printf '\0%s\0' $?; done`;

/** Milliseconds that a script may take, and that its connections may take to end after it. */
const [LONGEST, SETTLED] = [15_000, 3_000];

/** One sandbox with a relay to the proxy, in which scripts run one after the other: starting the relay takes longer than most of them. */
export class InsideShell {
  readonly #world: World;
  readonly #mark: string;
  readonly #env: ReadonlyMap<string, string>;
  #child: ChildProcessWithoutNullStreams | undefined;

  /** `mark` stands in the words of all its processes. */
  constructor(world: World, mark: string, env: ReadonlyMap<string, string>) {
    this.#world = world;
    this.#mark = mark;
    this.#env = env;
  }

  /** Runs a script to its end, and waits for what it has on the way; no code where it took the sandbox with it or too long. */
  async run(script: string): Promise<{ readonly code: number | undefined; readonly said: string }> {
    const child = (this.#child ??= await this.#start());
    const before = connections();
    let said = "";
    let isOver: (code: number | undefined) => void = () => undefined;
    const over = new Promise<number | undefined>((done) => (isOver = done));
    const ended = (): void => isOver(undefined);
    const hear = (chunk: Buffer): void => {
      said += chunk.toString("utf8");
      const [, code] = /\0(\d+)\0$/.exec(said) ?? [];
      if (code !== undefined) isOver(Number(code));
    };
    child.stdout.on("data", hear);
    child.once("close", ended);
    const late = setTimeout(() => void this.end(), LONGEST);
    child.stdin.write(`${script}\0`);
    const code = await over;
    clearTimeout(late);
    child.stdout.off("data", hear);
    child.off("close", ended);
    if (code === undefined) await this.end();
    const until = performance.now() + SETTLED;
    while (connections() > before && performance.now() < until) await sleep(1);
    return { code, said: said.slice(-400) };
  }

  /** Ends it; the next script gets another. */
  async end(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const closed = new Promise((done) => child.once("close", done));
    process.kill(-child.pid, "SIGKILL");
    await closed;
  }

  async #start(): Promise<ChildProcessWithoutNullStreams> {
    const argv = ["/bin/bash", "-c", SERVE, this.#mark];
    const { toolServer } = this.#world;
    const { command, args } = await this.#world.start({ ...toolServer, argv, env: this.#env });
    const child = spawn(command, args, { env: LAUNCH_ENV, detached: true });
    child.stdin.on("error", () => undefined);
    // The first answer says that it is there, and nothing of its start is on the way any more.
    child.stdin.write("true\0");
    await new Promise((done) => child.stdout.once("data", done).once("close", done));
    return child;
  }
}

/** How many connections this process has. */
function connections(): number {
  const kinds = new Set(["PipeWrap", "TCPSocketWrap"]);
  return process.getActiveResourcesInfo().filter((kind) => kinds.has(kind)).length;
}
