import type { Hints } from "../analysis/hints.ts";
import { agentFileAt } from "../formats/index.ts";
import type { AcceptedServers } from "../model/accepted-tools.ts";
import type { Files } from "./ports.ts";
import type { Surroundings } from "./surroundings.ts";
import { trackedBy } from "./tracked.ts";
import type { Tracked } from "./tracked.ts";

/** As many files are named, those of the upper folders first, and as many folders are looked into: witnesses need a few. */
const MOST_FILES = 500;
const MOST_FOLDERS = 100;

/** Folders whose files nobody wrote. */
const SKIPPED: ReadonlySet<string> = new Set([".git", ".hg", ".svn", "node_modules"]);

/** Hints, and the files that they depend on besides what is listed. */
export interface FoundHints {
  readonly hints: Hints;
  readonly links: readonly string[];
}

const NOWHERE: Tracked = { tracked: false };

/** Real values of workspaces, for calls that show what is permitted. Files are listed once, until they come or go. */
export class HintSource {
  readonly #files: Files;
  readonly #around: (root: string) => Surroundings;
  readonly #listed = new Map<string, Promise<readonly string[]>>();
  readonly #tools = new WeakMap<AcceptedServers, Promise<readonly string[]>>();

  /** `around`: what is there around a folder. */
  constructor(files: Files, around: (root: string) => Surroundings) {
    this.#files = files;
    this.#around = around;
  }

  /**
   * Those of a workspace, for one of its documents, and files besides what is listed whose change may change them; `accepted` is what is recorded of its servers,
   * another object after each change.
   */
  async of(root: string, accepted: AcceptedServers, file: string): Promise<FoundHints> {
    const around = this.#around(root);
    const files = kept(this.#listed, root, () => listed(root, this.#files));
    const tools = kept(this.#tools, accepted, () => toolsOf(around));
    const isLocal = agentFileAt(file)?.at.scope === "local";
    const { tracked, index } = isLocal ? await trackedBy(file, this.#files) : NOWHERE;
    const found = { files: await files, scripts: await around.scripts(), tools: await tools };
    const links = index === undefined ? [] : [index];
    return { hints: tracked ? { ...found, tracked } : found, links };
  }

  /** Files have come or gone. */
  clear(): void {
    this.#listed.clear();
  }
}

async function toolsOf(around: Surroundings): Promise<readonly string[]> {
  return [...(await around.tools())].flatMap(([server, tools]) =>
    tools.map(({ name }) => `mcp:${server}/${name}`),
  );
}

async function listed(root: string, files: Files): Promise<readonly string[]> {
  const found: string[] = [];
  const folders = [""];
  for (const folder of folders) {
    if (found.length >= MOST_FILES) break;
    for (const { name, kind } of await files.list(`${root}/${folder}`)) {
      if (kind === "file") found.push(`${folder}${name}`);
      else if (!SKIPPED.has(name) && folders.length < MOST_FOLDERS)
        folders.push(`${folder}${name}/`);
    }
  }
  return found.slice(0, MOST_FILES);
}

interface Kept<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

function kept<K, V>(values: Kept<K, V>, key: K, make: () => V): V {
  const before = values.get(key);
  if (before !== undefined) return before;
  const value = make();
  values.set(key, value);
  return value;
}
