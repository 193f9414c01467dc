import { folderOf, isInside, joinPath } from "./paths.ts";
import type { CatalogFile } from "./catalogs.ts";
import { describedTool } from "./described-tool.ts";
import type { DescribedTool } from "./described-tool.ts";
import type { FolderEntry, Ports } from "./ports.ts";

/** Where servers are configured, and under which key of the file. */
const CONFIGS = [
  { file: ".vscode/mcp.json", key: "servers" },
  { file: ".mcp.json", key: "mcpServers" },
  { file: ".cursor/mcp.json", key: "mcpServers" },
] as const;

/** A server that a configuration of the workspace names. */
export interface ConfiguredServer {
  readonly name: string;
  /** Relative to the workspace. */
  readonly config: string;
}

/** The files of the catalogs below a folder. */
export type CatalogsAt = (root: string) => Promise<readonly CatalogFile[]>;

/** What is really there around a document: scripts, servers, tools, files. Everything is read when it is asked for. */
export class Surroundings {
  readonly root: string;
  readonly #ports: Ports;
  readonly #catalogs: CatalogsAt;

  constructor(root: string, ports: Ports, catalogs: CatalogsAt) {
    this.root = root;
    this.#ports = ports;
    this.#catalogs = catalogs;
  }

  /** The names of the scripts of the workspace's `package.json`. */
  async scripts(): Promise<readonly string[]> {
    return Object.keys(own(await this.#json("package.json"), "scripts"));
  }

  /** The servers that the workspace configures, each name once. */
  async servers(): Promise<readonly ConfiguredServer[]> {
    const found = await Promise.all(
      CONFIGS.map(async ({ file, key }) =>
        Object.keys(own(await this.#json(file), key)).map((name) => ({ name, config: file })),
      ),
    );
    const all = found.flat().toReversed();
    return [...new Map(all.map((server) => [server.name, server])).values()].toReversed();
  }

  /** The tools of which a catalog is at hand, as their servers describe them now, by server. */
  async tools(): Promise<ReadonlyMap<string, readonly DescribedTool[]>> {
    const found = await this.#catalogs(this.root);
    return new Map(
      found.flatMap(({ server, read }) =>
        read === undefined ? [] : [[server, read.now.tools.map(describedTool)] as const],
      ),
    );
  }

  /** What lies in a folder of the workspace or the home, as a pattern names it (`src/`, `~/`); nothing elsewhere. */
  async list(folder: string): Promise<readonly FolderEntry[]> {
    const { files, home } = this.#ports;
    const path = joinPath(this.root, folder === "" ? "." : folder, home);
    const grounds = [this.root, ...(home === undefined ? [] : [home])];
    const real = await files.real(path);
    const realGrounds = await Promise.all(grounds.map((ground) => files.real(ground)));
    return realGrounds.some((ground) => isInside(real, ground)) ? files.list(path) : [];
  }

  /** The file that a document names with a path relative to itself. */
  linked(from: string, path: string): string {
    return joinPath(folderOf(from), path, this.#ports.home);
  }

  async #json(file: string): Promise<unknown> {
    const read = await this.#ports.files.read(`${this.root}/${file}`);
    return "text" in read ? parsed(read.text) : undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The object under a key of its own; an empty one where there is none. */
function own(value: unknown, key: string): object {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return {};
  const found = (value as Readonly<Record<string, unknown>>)[key];
  return typeof found === "object" && found !== null ? found : {};
}
