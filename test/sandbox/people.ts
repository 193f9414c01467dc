import { spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { buildTools } from "../../scripts/build.mjs";
import { onPath } from "../../scripts/setup/which.mjs";
import type { Task } from "./driver.ts";

/** Is there what the sandbox is built with? */
export const hasSandbox = process.platform === "linux" && onPath("bwrap") !== undefined;
if (!hasSandbox) console.warn("skipped: bubblewrap is not installed");

/** Somebody in whose name attempts are made. */
export interface Somebody {
  readonly who: "root" | "a user";
  readonly uid: number;
}

/** A user that this machine does not know: it has no rights beyond everybody's. */
const STRANGER = 64_999;

const self = process.getuid?.() ?? -1;

/** Who can try: run as root also an ordinary user, else only that one. */
export const PEOPLE: readonly Somebody[] =
  self === 0
    ? [
        { who: "root", uid: 0 },
        { who: "a user", uid: STRANGER },
      ]
    : [{ who: "a user", uid: self }];
if (self > 0) console.warn("skipped: what only root can try, as the tests do not run as root");

/** The programs that tests run, in a folder that everybody may read. */
export class Bench {
  readonly folder: string;
  driver = "";
  toolServer = "";

  constructor() {
    // Not in the folder for temporary files, which is the sandbox's own.
    const parent = self === 0 ? "/var/lib" : os.homedir();
    this.folder = mkdtempSync(path.join(parent, "ambit-escape-"));
    chmodSync(this.folder, 0o755);
  }

  async build(): Promise<void> {
    this.driver = path.join(this.folder, "driver.mjs");
    await build({
      ...{ entryPoints: ["test/sandbox/driver.ts"], outfile: this.driver, bundle: true },
      ...{ platform: "node", format: "esm", logLevel: "silent" },
    });
    this.toolServer = await buildTools(this.folder);
  }

  /** A folder with a workspace, a home and something outside that is not to be touched. */
  ground(name: string, { uid }: Somebody): string {
    const base = path.join(this.folder, name);
    for (const one of ["", "ws", "home", "home/.ssh", "out", "temporary"])
      mkdirSync(path.join(base, one), { recursive: true });
    for (const one of ["out/secret", "home/.ssh/id"])
      writeFileSync(path.join(base, one), "secret\n");
    writeFileSync(path.join(base, "out/hard"), "one\n");
    writeFileSync(path.join(base, "ws/a.txt"), "text\n");
    linkSync(path.join(base, "out/hard"), path.join(base, "ws/hard-link"));
    symlinkSync(path.join(base, "out/secret"), path.join(base, "ws/link-to-secret"));
    symlinkSync(path.join(base, "out"), path.join(base, "ws/link-to-folder"));
    for (const one of ["", "ws", "home", "home/.ssh", "out", "temporary", "out/secret", "out/hard"])
      chownSync(path.join(base, one), uid, uid);
    for (const one of ["home/.ssh/id", "ws/a.txt"]) chownSync(path.join(base, one), uid, uid);
    return base;
  }

  /** Runs the driver as somebody; its lines of JSON. */
  async drive<T>({ uid }: Somebody, task: Omit<Task, "toolServer">): Promise<readonly T[]> {
    const child = this.start({ who: "a user", uid }, task);
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString("utf8")));
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString("utf8")));
    await new Promise((done) => child.once("close", done));
    const lines = out.split("\n").filter((line) => line !== "");
    if (lines.length === 0) throw new Error(`the driver says nothing: ${err}`);
    return lines.map((line) => JSON.parse(line) as T);
  }

  /** Starts the driver. */
  start({ uid }: Somebody, task: Omit<Task, "toolServer">) {
    const as = uid === self ? {} : { uid, gid: uid };
    const child = spawn(process.execPath, [this.driver], {
      ...as,
      cwd: this.folder,
      env: {
        PATH: process.env["PATH"] ?? "",
        HOME: path.join(task.base, "home"),
        AMBIT_CANARY: "s",
      },
    });
    child.stdin.end(JSON.stringify({ ...task, toolServer: this.toolServer }));
    return child;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
