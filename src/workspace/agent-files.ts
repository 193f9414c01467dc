import type { Engine, World } from "../engine/engine.ts";
import { USUAL } from "../formats/format.ts";
import type { Circumstances, FileAt, Format } from "../formats/format.ts";
import { FORMATS, agentFileAt } from "../formats/index.ts";
import type { Subject } from "../model/subject.ts";
import { Configurations, isDotfile } from "./configuration.ts";
import type { Catalogs } from "./catalogs.ts";
import type { Loaded, Unreadable } from "./load.ts";
import { folderOf, nameOf } from "./paths.ts";
import type { Ports } from "./ports.ts";

/** The file of an agent, with the agent's others of the same folder, ready to decide. */
export interface LoadedAgent extends Loaded {
  readonly engine: Engine;
  readonly agent: AgentReading;
}

/** Which agent decides, and in what circumstances. */
export interface AgentReading {
  readonly format: Format;
  readonly circumstances: Circumstances;
  /** Of all files that count, the one in question first. */
  readonly files: readonly FileAt[];
}

/** How the files of agents are read. */
export interface AgentOptions {
  readonly circumstances: Circumstances;
  /** Files of the person's own home count too, and those of whoever manages the machine. */
  readonly user: boolean;
}

/** As an agent's files are read where nobody says otherwise. */
export const USUAL_AGENT: AgentOptions = { circumstances: USUAL, user: false };

/** The modes of all agents, by their own words. */
export const AGENT_MODES: readonly string[] = [...new Set(FORMATS.flatMap(({ modes }) => modes))];

/** Reads the files of agents; the same text gives the same subject. */
export class AgentFiles {
  readonly #ports: Ports;
  readonly #configurations: Configurations;
  readonly #read = new Map<string, { readonly key: string; readonly subject: Subject }>();

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#configurations = new Configurations(ports.files);
  }

  /** The file at a path and all that hold together with it. */
  async load(
    path: string,
    world: World,
    catalogs: Catalogs,
    { circumstances, user }: AgentOptions = USUAL_AGENT,
  ): Promise<LoadedAgent | Unreadable> {
    const found = agentFileAt(path, this.#ports.home);
    const text = await this.#ports.files.read(path);
    if (!("text" in text)) return text;
    if (found === undefined) return { unreadable: "it is no permission file of a known agent" };
    const { format } = found;
    const at = await this.#scoped(found.at);
    const main = this.#subject(format, at, text.text);
    const links = [path];
    const files = [at];
    const others: Subject[] = [];
    const own = at === found.at ? undefined : found.at.base;
    for (const other of await this.#others(format, at, { user, own })) {
      links.push(other.file);
      const read = await this.#ports.files.read(other.file);
      if (!("text" in read)) continue;
      files.push(other);
      others.push(this.#subject(format, other, read.text));
    }
    return {
      bounds: { main, extended: others, ceilings: [] },
      root: found.at.base,
      links: [...links, ...catalogs.texts.keys()],
      facts: [],
      catalogs,
      engine: format.compile([main, ...others], circumstances, world),
      agent: { format, circumstances, files },
    };
  }

  /** A file that people link into their homes is judged as if it lay there. */
  async #scoped(at: FileAt): Promise<FileAt> {
    const { home } = this.#ports;
    if (at.scope !== "project" || home === undefined) return at;
    const { config } = await this.#configurations.of(at.file, at.base);
    const own = config !== undefined && isDotfile(config, at.file);
    return own ? { ...at, scope: "user", base: home } : at;
  }

  /** Where the agent's other files of the same folder may be, and the person's own. */
  async #others(
    format: Format,
    at: FileAt,
    { user, own: linked }: { readonly user: boolean; readonly own: string | undefined },
  ): Promise<readonly FileAt[]> {
    const { home } = this.#ports;
    const found: FileAt[] = [];
    for (const { kind, at: pattern, scope, merged, home: own, machine = [] } of format.files) {
      if (!merged) continue;
      if (at.scope !== "user" && pattern !== undefined)
        for (const file of await this.#matching(below(at.base, pattern)))
          found.push({ file, kind, scope, base: at.base });
      else if (linked !== undefined) {
        if (own === undefined || pattern === undefined) continue;
        for (const file of await this.#matching(below(linked, pattern)))
          found.push({ file, kind, scope: "user", base: at.base });
        continue;
      }
      if (own !== undefined && home !== undefined && (user || at.scope === "user"))
        for (const file of await this.#matching(below(home, own)))
          found.push({ file, kind, scope: "user", base: home });
      for (const managed of user ? machine : [])
        for (const file of await this.#matching(managed))
          found.push({ file, kind, scope: "managed", base: folderOf(file) });
    }
    return found.filter(({ file }) => file !== at.file);
  }

  /** A path without a star may be there later: it is given whether it is or not. */
  async #matching(path: string): Promise<readonly string[]> {
    if (!path.includes("*")) return [path];
    const ending = nameOf(path).slice(nameOf(path).lastIndexOf("*") + 1);
    const entries = await this.#ports.files.list(folderOf(path));
    return entries
      .filter(({ name, kind }) => kind === "file" && name.endsWith(ending) && !name.startsWith("."))
      .map(({ name }) => `${folderOf(path)}/${name}`);
  }

  #subject(format: Format, at: FileAt, text: string): Subject {
    const key = `${format.id} ${at.kind} ${at.scope} ${at.base}`;
    const before = this.#read.get(at.file);
    if (before?.subject.text === text && before.key === key) return before.subject;
    const subject = format.read(text, at);
    this.#read.set(at.file, { key, subject });
    return subject;
  }
}

function below(base: string, pattern: string): string {
  return base === "/" ? `/${pattern}` : `${base}/${pattern}`;
}
