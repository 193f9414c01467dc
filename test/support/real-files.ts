import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";

/** Where a collection of agents' files may lie: named by a variable, or beside the checkout. It is no part of the project. */
const FOLDERS = [
  process.env["AMBIT_AGENT_FILES"] ?? "",
  ...["..", "../.."].map((up) =>
    path.resolve(import.meta.dirname, "../..", up, "shared/data/agent-files"),
  ),
];

/** A real file of an agent. */
export interface RealFile {
  readonly name: string;
  readonly text: string;
}

/** Real files of a kind, by the name of its folder in the collection; none where there is no collection. */
export function realFiles(kind: string): readonly RealFile[] {
  const folder = FOLDERS.map((one) => path.join(one, kind)).find((one) => existsSync(one));
  if (folder === undefined) return [];
  return readdirSync(folder).map((name) => ({
    name,
    text: readFileSync(path.join(folder, name), "utf8"),
  }));
}
