import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

import type { Outcome } from "../model/problem.ts";
import { isWithin } from "./tool-folders.ts";

/** Where a Node is looked for. */
export interface NodeQuery {
  /** `PATH` of the person. */
  readonly path: string;
  /** What lies in it is not the person's own choice. */
  readonly workspace: string;
  /** The program that runs now, where it is a plain Node: an editor's own is none. */
  readonly own: string | undefined;
}

/** Our tools need this much, and are tested with it. */
const LEAST_MAJOR = 20;

/** How long a Node may take to say who it is, in milliseconds. */
const ASK_MS = 10_000;

/** Finds the Node to run our tools with: the first on `PATH`, by the program that it really is, else our own. The error is for people. */
export async function findNode({ path, workspace, own }: NodeQuery): Promise<Outcome<string>> {
  const folders = path
    .split(":")
    .filter((folder) => folder.startsWith("/") && !isWithin(folder, workspace));
  const found = folders.map((folder) => join(folder, "node")).find(isProgram);
  const asked = found === undefined ? undefined : await askWho(found);
  if (asked !== undefined && asked.major >= LEAST_MAJOR) return { value: asked.path };
  if (own !== undefined) return { value: own };
  const why =
    found === undefined
      ? "no `node` is on your `PATH`"
      : `\`${found}\` is no Node ${LEAST_MAJOR} or later`;
  return {
    error: `${why}, and the tools of the sandbox run in one; install Node.js, or start the editor from a shell in which \`node\` works`,
  };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What a version manager puts on `PATH` only leads to the program; that one knows its own place. */
function askWho(
  program: string,
): Promise<{ readonly path: string; readonly major: number } | undefined> {
  const question = "process.stdout.write(process.versions.node + ' ' + process.execPath)";
  const { NODE_OPTIONS: _, ELECTRON_RUN_AS_NODE: __, ...env } = process.env;
  return new Promise((resolve) => {
    // In the home: nothing of the workspace is to have a say.
    const options = { cwd: homedir(), env, timeout: ASK_MS };
    execFile(program, ["-e", question], options, (error, said) => {
      const [, major, path] = /^(\d+)\.\S* (\/.+)$/s.exec(said) ?? [];
      resolve(
        error !== null || path === undefined ? undefined : { path, major: Number(major ?? 0) },
      );
    });
  });
}
