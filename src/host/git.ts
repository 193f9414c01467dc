import { spawn } from "node:child_process";

import { failed } from "../model/problem.ts";
import type { Outcome } from "../model/problem.ts";

/** A file as it is staged. */
export interface StagedFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  /** The object that holds what it will be. */
  readonly object: string;
}

/** What is staged in a repository. */
export interface Staged {
  /** Its root, absolute, with `/`. */
  readonly root: string;
  /** Everything that the next commit holds. */
  readonly files: readonly StagedFile[];
  /** The paths whose contents it changes, or that it adds. */
  readonly changed: ReadonlySet<string>;
}

/** Reads the index of the repository around a folder. Fails, in words, where there is none or git is not there. */
export async function readStaged(folder: string): Promise<Outcome<Staged>> {
  const root = await git(folder, ["rev-parse", "--show-toplevel"]);
  if (failed(root)) return root;
  const top = root.value.replace(/\r?\n$/, "");
  const [listed, changes] = await Promise.all([
    git(top, ["ls-files", "--stage", "-z"]),
    // Against the last commit; of a repository without one, everything is new.
    git(top, [
      "diff-index",
      "--cached",
      "--name-only",
      "--no-renames",
      "--diff-filter=d",
      "-z",
      await head(top),
    ]),
  ]);
  if (failed(listed)) return listed;
  if (failed(changes)) return changes;
  const files = lines(listed.value).flatMap((line): readonly StagedFile[] => {
    const [, mode = "", object = "", path = ""] = /^(\d+) (\w+) 0\t(.*)$/s.exec(line) ?? [];
    // A link or a module holds no text of its own.
    return mode.startsWith("100") ? [{ path, object }] : [];
  });
  return { value: { root: top, files, changed: new Set(lines(changes.value)) } };
}

/** What a staged file holds. */
export async function readObject(root: string, object: string): Promise<Outcome<string>> {
  return git(root, ["cat-file", "blob", object]);
}

/** The folder of the hooks of the repository around a folder, absolute or from that folder. */
export async function hooksFolder(folder: string): Promise<Outcome<string>> {
  const path = await git(folder, ["rev-parse", "--git-path", "hooks"]);
  return failed(path) ? path : { value: path.value.replace(/\r?\n$/, "") };
}

async function head(folder: string): Promise<string> {
  const commit = await git(folder, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  if (!failed(commit)) return commit.value.trim();
  // Standard input is empty: this names the tree without files.
  const empty = await git(folder, ["hash-object", "-t", "tree", "--stdin"]);
  return failed(empty) ? "HEAD" : empty.value.trim();
}

function lines(text: string): readonly string[] {
  return text.split("\0").filter((line) => line !== "");
}

/** Runs git so that nothing of the repository's configuration is executed: it only reads the index and objects. */
function git(folder: string, args: readonly string[]): Promise<Outcome<string>> {
  const child = spawn("git", ["-c", "core.fsmonitor=false", "--no-pager", ...args], {
    cwd: folder,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  return new Promise((resolve) => {
    child.once("error", (error: Error & { code?: string }) =>
      resolve({ error: error.code === "ENOENT" ? "git is not installed" : error.message }),
    );
    child.once("close", (code) => {
      const why = errors.trim().split("\n")[0] ?? "";
      resolve(
        code === 0
          ? { value: out }
          : { error: why === "" ? `git ended with ${String(code)}` : why },
      );
    });
  });
}
