import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
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

  /** Starts `ambit` here, without a terminal and without settings for colours. */
  start(args: readonly string[], options: RunOptions = {}): ChildProcessWithoutNullStreams {
    const { NO_COLOR: _n, FORCE_COLOR: _f, NODE_OPTIONS: _o, ...env } = process.env;
    return spawn(process.execPath, [program, ...args], {
      cwd: this.path,
      env: { XDG_STATE_HOME: this.state(options.uid), ...env, ...options.env },
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    });
  }

  /** Runs it to its end. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
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

  remove(): void {
    for (const name of readdirSync(dirname(this.path)))
      if (name.startsWith(`${basename(this.path)}-state-`))
        rmSync(join(dirname(this.path), name), { recursive: true, force: true });
    rmSync(this.path, { recursive: true, force: true });
  }
}
