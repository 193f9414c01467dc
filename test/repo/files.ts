import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The top of the repository. */
export const root = path.resolve(import.meta.dirname, "..", "..");

/** The files of the repository, tracked or new, that git does not ignore; with `/`, sorted. */
export function repositoryFiles(): readonly string[] {
  const words = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const list = execFileSync("git", words, { cwd: root, encoding: "utf8" });
  const files = list.split("\0").filter((file) => file !== "" && existsSync(path.join(root, file)));
  return [...new Set(files)].sort();
}

/** The text of a file of the repository. */
export function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

/** Is this file shown as text: no NUL byte in it? */
export function isText(file: string): boolean {
  return !readFileSync(path.join(root, file)).includes(0);
}
