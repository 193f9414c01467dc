import type { Bounds, DeadLink } from "../engine/engine.ts";
import type { Link, Subject } from "../model/subject.ts";
import type { ToolFact } from "../model/facts.ts";
import type { ToolCatalog } from "../model/tool-catalog.ts";
import { policyOf } from "../policy/read-policy.ts";
import { parseDocument } from "../policy/yaml/parse-document.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";
import { CatalogStore } from "./catalogs.ts";
import type { CatalogFile, Catalogs } from "./catalogs.ts";
import { folderOf, isInside, joinPath } from "./paths.ts";
import type { Ports } from "./ports.ts";
import type { FileText } from "./ports.ts";
import { rootOf } from "./root.ts";

/** A document with what it links to. `links`: every file whose change may change the decision. */
export interface Loaded {
  readonly bounds: Bounds;
  readonly root: string;
  readonly links: readonly string[];
  /** Facts about tools besides those that the documents state. */
  readonly facts: readonly ToolFact[];
  readonly catalogs: Pick<Catalogs, "accepted" | "texts" | "tools">;
}

/** A document that was read, and what it was read from. */
interface ReadDocument {
  readonly document: YamlDocument;
  readonly tools: ToolCatalog;
  readonly subject: Subject;
}

/** What holds for all documents of one policy. */
interface Ground {
  readonly root: string;
  readonly tools: ToolCatalog;
  readonly links: Set<string>;
}

/** A file that cannot be read. */
export type Unreadable = Extract<FileText, { missing: true } | { unreadable: string }>;

/** Reads documents; the same text gives the same subject, and of another text only what changed is parsed. */
export class Documents {
  readonly #ports: Ports;
  readonly #catalogs: CatalogStore;
  readonly #read = new Map<string, ReadDocument>();
  /** As each was last. */
  readonly #parsed = new Map<string, YamlDocument>();

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#catalogs = new CatalogStore(ports);
  }

  /** The document at a path, with all that it extends and is bounded by. Several paths hold together, as with `extends`. */
  async load(paths: readonly string[]): Promise<Loaded | Unreadable> {
    const all: Bounds[] = [];
    const root = await rootOf(paths[0] ?? "/", this.#ports);
    const catalogs = await this.#catalogs.of(root);
    const { tools, facts } = catalogs;
    const links = new Set([...paths, ...catalogs.texts.keys()]);
    const ground: Ground = { root, tools, links };
    for (const path of paths) {
      const file = await this.#ports.files.read(path);
      if (!("text" in file)) return file;
      all.push(await this.#bounds(this.#subject(path, file.text, tools), ground, [path]));
    }
    const [first, ...others] = all;
    if (first === undefined) return { missing: true };
    return { bounds: others.reduce(together, first), root, links: [...links], facts, catalogs };
  }

  /** The catalogs of the workspace that a file is judged against. */
  async catalogs(path: string): Promise<Catalogs> {
    return this.#catalogs.of(await rootOf(path, this.#ports));
  }

  /** The files of the catalogs below a workspace folder. */
  async catalogFiles(root: string): Promise<readonly CatalogFile[]> {
    return this.#catalogs.files(root);
  }

  /** The tree of a document as it is now, whatever its kind; an empty one where it cannot be read. */
  async tree(path: string): Promise<YamlDocument> {
    const file = await this.#ports.files.read(path);
    return "text" in file ? this.#parse(path, file.text) : parseDocument("");
  }

  #parse(path: string, text: string): YamlDocument {
    const document = parseDocument(text, this.#parsed.get(path));
    this.#parsed.set(path, document);
    return document;
  }

  #subject(path: string, text: string, tools: ToolCatalog): Subject {
    const before = this.#read.get(path);
    const document = this.#parse(path, text);
    if (before?.document === document && before.tools === tools) return before.subject;
    const subject = policyOf(document, { file: path, tools });
    this.#read.set(path, { document, tools, subject });
    return subject;
  }

  async #bounds(main: Subject, ground: Ground, chain: readonly string[]): Promise<Bounds> {
    const extended: Subject[] = [];
    const ceilings: Bounds[] = [];
    const deadLinks: DeadLink[] = [];
    for (const link of main.extends) {
      const linked = await this.#follow(link, main, ground, chain);
      const reason = whyDead(link, linked);
      if (reason !== undefined) deadLinks.push({ at: link.at, reason });
      if (typeof linked === "string") continue;
      extended.push(linked.main, ...linked.extended);
      ceilings.push(...linked.ceilings);
    }
    for (const link of main.ceilings) {
      const linked = await this.#follow(link, main, ground, chain);
      const reason = whyDead(link, linked);
      if (reason !== undefined) deadLinks.push({ at: link.at, reason });
      if (typeof linked !== "string") ceilings.push(linked);
    }
    const unique = [...new Map(extended.map((subject) => [subject.file, subject])).values()];
    const failure = deadLinks[0]?.reason;
    const bounds = { main, extended: unique, ceilings };
    return failure === undefined ? bounds : { ...bounds, failure, deadLinks };
  }

  async #follow(
    link: Link,
    from: Subject,
    { root, tools, links }: Ground,
    chain: readonly string[],
  ): Promise<Bounds | string> {
    const { files, home } = this.#ports;
    const path = joinPath(folderOf(from.file), link.path, home);
    links.add(path);
    const real = await files.real(path);
    const grounds = await Promise.all(
      [root, ...(home === undefined ? [] : [home])].map((folder) => files.real(folder)),
    );
    if (!grounds.some((folder) => isInside(real, folder))) {
      return `\`${link.path}\` lies outside the workspace and the home`;
    }
    if (chain.includes(path)) return `\`${link.path}\` leads back to \`${path}\``;
    const file = await files.read(path);
    if ("missing" in file) return `\`${link.path}\` does not exist`;
    if ("unreadable" in file) return `\`${link.path}\` cannot be read: ${file.unreadable}`;
    const subject = this.#subject(path, file.text, tools);
    return this.#bounds(subject, { root, tools, links }, [...chain, path]);
  }
}

/** Why a link leads to nothing that can be taken; `undefined` where it does. */
function whyDead(link: Link, linked: Bounds | string): string | undefined {
  if (typeof linked === "string") return linked;
  if (linked.main.broken) return `\`${link.path}\` is broken outside its rules`;
  return linked.failure;
}

function together(a: Bounds, b: Bounds): Bounds {
  const failure = a.failure ?? b.failure;
  return {
    ...a,
    extended: [...a.extended, b.main, ...b.extended],
    ceilings: [...a.ceilings, ...b.ceilings],
    ...(failure === undefined ? {} : { failure }),
  };
}
