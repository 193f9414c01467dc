import { lazy } from "../engine/lazy.ts";
import { catalogPin } from "../model/accepted-tools.ts";
import type { AcceptedServers, AcceptedTools, RecordedChange } from "../model/accepted-tools.ts";
import type { ToolFact } from "../model/facts.ts";
import { shownShort } from "../model/shown.ts";
import type { CatalogTool, ToolCatalog } from "../model/tool-catalog.ts";
import { toolChanges } from "../model/tool-changes.ts";
import { catalogTool, readCatalog } from "../policy/read-catalog.ts";
import type { CatalogRead } from "../policy/read-catalog.ts";
import { CATALOG_FOLDER, serverOfCatalog } from "./catalog-file.ts";
import { knownFacts } from "./known-facts.ts";
import { folderOf, isInside, nameOf } from "./paths.ts";
import type { Files, Ports } from "./ports.ts";

/** The catalogs of one workspace folder. */
export interface Catalogs {
  readonly tools: ToolCatalog;
  /** What ships with Ambit, for the servers by the names that they have here. */
  readonly facts: readonly ToolFact[];
  /** What was accepted of the servers' tools. */
  readonly accepted: AcceptedServers;
  /** What each catalog holds, by its absolute path. */
  readonly texts: ReadonlyMap<string, string>;
}

interface Known {
  readonly found: readonly CatalogFile[];
  readonly catalogs: Catalogs;
}

/** Reads the catalogs of workspace folders; as long as no file differs, the same object. */
export class CatalogStore {
  readonly #ports: Ports;
  readonly #known = new Map<string, Known>();

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** The catalogs below a folder. */
  async of(root: string): Promise<Catalogs> {
    return (await this.#look(root)).catalogs;
  }

  /** The files of the catalogs below a folder. */
  async files(root: string): Promise<readonly CatalogFile[]> {
    return (await this.#look(root)).found;
  }

  async #look(root: string): Promise<Known> {
    const found = await catalogFiles(root, this.#ports.files, this.#known.get(root)?.found);
    const before = this.#known.get(root);
    if (before?.found === found) return before;
    const known = { found, catalogs: catalogsOf(found) };
    this.#known.set(root, known);
    return known;
  }
}

/** A file that is, by its name, the catalog of a server. */
export interface CatalogFile {
  readonly server: string;
  /** An absolute path. */
  readonly file: string;
  readonly text: string;
  /** `undefined` where it is no catalog, or another server's; then `fault` says why. */
  readonly read: CatalogRead | undefined;
  readonly fault?: string;
}

/** Reads the catalogs below a folder, sorted by path; `before` again as long as no file differs. */
export async function catalogFiles(
  root: string,
  files: Files,
  before: readonly CatalogFile[] = [],
): Promise<readonly CatalogFile[]> {
  const folder = `${root === "/" ? "" : root}/${CATALOG_FOLDER.join("/")}`;
  const isOne = (path: string): boolean =>
    folderOf(path) === folder && serverOfCatalog(nameOf(path)) !== undefined;
  const paths = (await files.find(folder, isOne)).toSorted();
  if (paths.length === 0) return before.length === 0 ? before : [];
  const ground = await files.real(root);
  const old = new Map(before.map((one) => [one.file, one]));
  const found: CatalogFile[] = [];
  for (const path of paths) {
    const inside = isInside(await files.real(path), ground);
    const file = inside ? await files.read(path) : { unreadable: "it leads out of the workspace" };
    if ("missing" in file) continue;
    const known = old.get(path);
    const same = "text" in file ? known?.text === file.text : known?.fault === file.unreadable;
    found.push(known !== undefined && same ? known : catalogFile(path, file));
  }
  const isSame = found.length === before.length && found.every((one, at) => one === before[at]);
  return isSame ? before : found;
}

/** A catalog by the path and content of its file. */
export function catalogFile(
  file: string,
  content: { readonly text: string } | { readonly unreadable: string },
): CatalogFile {
  const server = serverOfCatalog(nameOf(file)) ?? "";
  if (!("text" in content))
    return { server, file, text: "", read: undefined, fault: content.unreadable };
  const { text } = content;
  const read = readCatalog(text);
  const fault = faultOf(read, server);
  return fault === undefined
    ? { server, file, text, read }
    : { server, file, text, read: undefined, fault };
}

/** Why a file says nothing of what was accepted: it cannot be read as a whole, or was made for another server. */
function faultOf({ server, problems }: CatalogRead, wanted: string): string | undefined {
  if (server === undefined) return problems[0]?.message ?? "it is no catalog";
  return server === wanted ? undefined : `it is the catalog of \`${shownShort(server, 60)}\``;
}

function catalogsOf(found: readonly CatalogFile[]): Catalogs {
  // Most folders have none, and what ships with Ambit is then the same for all.
  return found.length === 0 ? withoutAny() : catalogsIn(found);
}

const withoutAny = lazy(() => catalogsIn([]));

function catalogsIn(found: readonly CatalogFile[]): Catalogs {
  const reads = found.flatMap(({ server, read }) => (read === undefined ? [] : [{ server, read }]));
  const servers = new Map<string, ReadonlyMap<string, CatalogTool>>(
    reads.map(({ server, read }) => [
      server,
      // Also what the server has no more, and what nobody has accepted yet: both are no spelling mistakes.
      new Map(
        [...read.itself.tools, ...read.now.tools].map((tool) => [tool.name, catalogTool(tool)]),
      ),
    ]),
  );
  return {
    tools: { tools: (server) => servers.get(server) },
    facts: knownFacts(
      reads.flatMap(({ server, read }) =>
        [read.itself.name, read.now.name].map((name) => [server, name] as const),
      ),
    ),
    accepted: acceptedServers(found),
    texts: new Map(found.map(({ file, text }) => [file, text])),
  };
}

/** What catalogs say that was accepted. */
export function acceptedServers(found: readonly CatalogFile[]): AcceptedServers {
  return new Map(found.map((one) => [one.server, acceptedTools(one)]));
}

function acceptedTools({ file, read, fault }: CatalogFile): AcceptedTools {
  if (read === undefined)
    return { file, pin: undefined, changes: new Map(), fault: fault ?? "it is no catalog" };
  const { itself, now, edited, rangeOf } = read;
  const changes: readonly RecordedChange[] = [
    ...edited.map((tool) => ({ tool, kind: "edited" as const, range: rangeOf(tool) })),
    ...toolChanges(itself, now).map((change) => ({ ...change, range: rangeOf(change.tool) })),
  ];
  return {
    file,
    pin: catalogPin(itself.tools),
    changes: new Map(changes.map((change) => [change.tool, change])),
  };
}
