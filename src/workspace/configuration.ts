import { matchSegments } from "../engine/path-match.ts";
import type { FileConfig } from "../lint/configure.ts";
import type { Config, Levels } from "../model/config.ts";
import type { PathPattern } from "../model/path-pattern.ts";
import { readConfig } from "../policy/config.ts";
import { rangeAt } from "../policy/waived-range.ts";
import { RULES } from "../rules/index.ts";
import { folderOf } from "./paths.ts";
import type { Files } from "./ports.ts";

const RULE_IDS = RULES.map(({ id }) => id);

/** The configuration of a file; `links` are all files that could be it. */
export interface Found {
  readonly config: Config | undefined;
  readonly links: readonly string[];
}

/** The configurations of a workspace; the same text is read once. */
export class Configurations {
  readonly #files: Files;
  readonly #read = new Map<string, Config>();

  constructor(files: Files) {
    this.#files = files;
  }

  /**
   * The configuration of what lies at a path: of the nearest folder upwards that has one, as far as the repository goes; outside of any, of
   * `root` alone. Above that nobody looks: a folder of others could hide findings.
   */
  async of(path: string, root: string): Promise<Found> {
    const links: string[] = [];
    for (const folder of await this.#folders(path, root)) {
      const file = configOf(folder);
      links.push(file);
      const config = await this.#at(file);
      if (config !== undefined) return { config, links };
    }
    return { config: undefined, links };
  }

  /** The configuration at a path; nothing where it cannot be read. */
  async #at(file: string): Promise<Config | undefined> {
    const found = await this.#files.read(file);
    return "text" in found ? this.read(file, found.text) : undefined;
  }

  /** The configuration that a text is. */
  read(file: string, text: string): Config {
    const before = this.#read.get(file);
    if (before?.text === text) return before;
    const config = readConfig(text, file, RULE_IDS);
    this.#read.set(file, config);
    return config;
  }

  async #folders(path: string, root: string): Promise<readonly string[]> {
    const folders: string[] = [];
    for (let at = folderOf(path); ; at = folderOf(at)) {
      folders.push(at);
      if (await this.#files.exists(at === "/" ? "/.git" : `${at}/.git`)) return folders;
      if (at === folderOf(at)) return [root];
    }
  }
}

function configOf(folder: string): string {
  return `${folder === "/" ? "" : folder}/.ambit/config.yaml`;
}

/** The folder that a configuration is about, with a `/` at its end. */
export function configuredFolder({ file }: Config): string {
  return file.slice(0, -".ambit/config.yaml".length);
}

/** Is the file one that people link into their homes? */
export function isDotfile(config: Config, file: string): boolean {
  const folder = configuredFolder(config);
  return file.startsWith(folder) && holdsFor(config.dotfiles, file.slice(folder.length));
}

function holdsFor(files: readonly PathPattern[], name: string): boolean {
  const segments = name.split("/");
  return files.some(({ choices }) => choices.some((one) => matchSegments(one.segments, segments)));
}

/** What a configuration says about a file that holds `text`. */
export function fileConfig(config: Config, file: string, text: string): FileConfig {
  const folder = configuredFolder(config);
  const name = file.startsWith(folder) ? file.slice(folder.length) : undefined;
  if (name === undefined) return { levels: new Map(), waivers: [] };
  const waivers = config.waivers.flatMap((waiver) => {
    const covers = waiver.file === name ? rangeAt(text, waiver.steps) : undefined;
    return covers === undefined ? [] : [{ waiver, covers }];
  });
  return { levels: levelsFor(config, name), waivers };
}

function levelsFor({ levels, overrides }: Config, name: string): Levels {
  const fitting = overrides.filter(({ files }) => holdsFor(files, name));
  return new Map([...levels, ...fitting.flatMap((one) => [...one.levels])]);
}
