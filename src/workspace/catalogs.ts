import type { ToolFact } from "../model/facts.ts";
import type { CatalogTool, ToolCatalog } from "../model/tool-catalog.ts";
import { catalogTool, readCatalog } from "../policy/read-catalog.ts";
import type { CatalogRead } from "../policy/read-catalog.ts";
import { CATALOG_FOLDER, catalogName } from "./catalog-file.ts";
import { knownFacts } from "./known-facts.ts";
import { folderOf, isInside, nameOf } from "./paths.ts";
import type { Ports } from "./ports.ts";

/** The catalogs of one workspace folder. */
export interface Catalogs {
  readonly tools: ToolCatalog;
  /** What ships with Ambit, for the servers by the names that they have here. */
  readonly facts: readonly ToolFact[];
  /** The files that were read. */
  readonly files: readonly string[];
}

/** Reads the catalogs of workspace folders; as long as no file differs, the same object. */
export class CatalogStore {
  readonly #ports: Ports;
  readonly #known = new Map<string, { readonly texts: string; readonly catalogs: Catalogs }>();

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** The catalogs below a folder. */
  async of(root: string): Promise<Catalogs> {
    const { files } = this.#ports;
    const folder = `${root === "/" ? "" : root}/${CATALOG_FOLDER.join("/")}`;
    const wanted = (path: string): boolean => folderOf(path) === folder && path.endsWith(".json");
    const found = (await files.find(folder, wanted)).toSorted();
    const ground = await files.real(root);
    const texts: [string, string][] = [];
    for (const path of found) {
      if (!isInside(await files.real(path), ground)) continue;
      const file = await files.read(path);
      if ("text" in file) texts.push([path, file.text]);
    }
    const whole = JSON.stringify(texts);
    const before = this.#known.get(root);
    if (before?.texts === whole) return before.catalogs;
    const catalogs = catalogsOf(texts);
    this.#known.set(root, { texts: whole, catalogs });
    return catalogs;
  }
}

function catalogsOf(texts: readonly (readonly [string, string])[]): Catalogs {
  const reads = texts.flatMap(([path, text]): (CatalogRead & { readonly server: string })[] => {
    const read = readCatalog(text);
    const { server } = read;
    // A file under another server's name is not that server's catalog.
    return server === undefined || catalogName(server) !== nameOf(path)
      ? []
      : [{ ...read, server }];
  });
  const servers = new Map<string, ReadonlyMap<string, CatalogTool>>(
    reads.map(({ server, itself }) => [
      server,
      new Map(itself.tools.map((tool) => [tool.name, catalogTool(tool)])),
    ]),
  );
  return {
    tools: { tools: (server) => servers.get(server) },
    facts: knownFacts(reads.map(({ server, itself }) => [server, itself.name])),
    files: texts.map(([path]) => path),
  };
}
