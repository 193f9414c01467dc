import { fork, spawn } from "node:child_process";
import type { ChildProcess, ChildProcessWithoutNullStreams } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildCli } from "../../scripts/build.mjs";

const built = mkdtempSync(join(tmpdir(), "ambit-cli-"));
chmodSync(built, 0o755);
process.once("exit", () => {
  rmSync(built, { recursive: true, force: true });
});
writeFileSync(join(built, "package.json"), '{ "type": "module" }\n');

/** The program, built once for all tests of a worker. */
const program = await buildCli(built);

/** What a command left. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run it. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Stop reading standard output after so many bytes. */
  readonly enough?: number;
  readonly uid?: number;
}

/** A folder with files, in which commands run. */
export class Folder {
  readonly path: string;

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.path = mkdtempSync(join(tmpdir(), "ambit-cli-files-"));
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), text);
  }

  /** Runs `ambit` here to its end, without a terminal and without settings for colours, in a process that is kept for the next run. */
  async run(
    args: readonly string[],
    options: Pick<RunOptions, "env" | "input"> = {},
  ): Promise<Ran> {
    const { input = "" } = options;
    return await inTurn({ args, cwd: this.path, env: this.#env(options), input });
  }

  /** Starts it as a process of its own. */
  start(args: readonly string[], options: RunOptions = {}): ChildProcessWithoutNullStreams {
    return spawn(process.execPath, [program, ...args], {
      cwd: this.path,
      env: this.#env(options),
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    });
  }

  /** Runs it to its end as a process of its own. */
  async runAlone(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const child = this.start(args, options);
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      if (options.enough !== undefined && stdout.length > options.enough) child.stdout.destroy();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input ?? "");
    const status = await new Promise<number | null>((done) => child.once("close", done));
    return { status, stdout, stderr };
  }

  /** Where what `ambit` remembers for somebody lies: outside of the folder, and of the home of who runs the tests. */
  state(uid = process.getuid?.() ?? 0): string {
    return `${this.path}-state-${uid}`;
  }

  #env({ env, uid }: RunOptions): NodeJS.ProcessEnv {
    const { NO_COLOR: _n, FORCE_COLOR: _f, NODE_OPTIONS: _o, ...own } = process.env;
    return { XDG_STATE_HOME: this.state(uid), ...own, ...env };
  }

  remove(): void {
    for (const name of readdirSync(dirname(this.path)))
      if (name.startsWith(`${basename(this.path)}-state-`))
        rmSync(join(dirname(this.path), name), { recursive: true, force: true });
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A command for the process that is kept. */
interface Command {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input: string;
}

let kept: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();

/** A process has one folder and one environment: a command waits for those before it. */
function inTurn(command: Command): Promise<Ran> {
  const next = last.then(() => sent(command));
  last = next.catch(() => undefined);
  return next;
}

/** Milliseconds: less than a test may take, so that the test of a command that hangs is the one that fails. */
const LONGEST = 100_000;

async function sent(command: Command): Promise<Ran> {
  const child = (kept ??= start());
  child.channel?.ref();
  const late = setTimeout(() => child.kill("SIGKILL"), LONGEST);
  try {
    return await new Promise<Ran>((done, fail) => {
      const ended = (): void => {
        kept = undefined;
        fail(new Error(`\`ambit ${command.args.join(" ")}\` ended the process that is kept`));
      };
      child.once("exit", ended);
      child.once("message", (ran) => {
        child.off("exit", ended);
        done(ran as Ran);
      });
      child.send(command);
    });
  } finally {
    clearTimeout(late);
    child.channel?.unref();
  }
}

/** Whoever runs the tests does not wait for it, and it ends with them. */
function start(): ChildProcess {
  const file = fileURLToPath(new URL("kept.mjs", import.meta.url));
  const child = fork(file, [program], { execArgv: [] });
  child.unref();
  return child;
}
