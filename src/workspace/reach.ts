import { fileReach, isAboutFiles } from "../engine/file-reach.ts";
import type { Rule } from "../engine/rule.ts";
import { SECRET_NAMES } from "../lint/tables/secrets.ts";
import type { CallContext } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import { nameOf } from "./paths.ts";
import { hostsOf, programsOf, toolsOf } from "./reach-names.ts";
import type { NameReach } from "./reach-names.ts";

/** What a rule is about here: files that are there, tools that are known, hosts and programs that it names. What it is not about is absent. */
export interface Reach {
  readonly files?: FileReach;
  readonly tools?: NameReach;
  readonly hosts?: NameReach;
  readonly programs?: NameReach;
}

/** The files of the workspace that a rule is about. `cut`: there are more files than were counted. */
export interface FileReach {
  readonly count: number;
  /** Those that hold credentials by their name. */
  readonly sensitive: number;
  /** A few of them, from the workspace, the sensitive ones first. */
  readonly some: readonly string[];
  readonly cut: boolean;
}

/** The files below a workspace folder. */
export interface FileList {
  readonly root: string;
  /** Absolute, sorted. */
  readonly files: readonly string[];
  readonly cut: boolean;
}

/** What reach is counted over. */
export interface ReachGround {
  readonly list: FileList;
  /** The names of all known tools of servers. */
  readonly tools: readonly string[];
  readonly context: CallContext;
  readonly now: string;
}

/** Lets others work between stretches of counting; `false` where nobody waits for the result any more. */
export type Pace = () => Promise<boolean>;

/** As many files are looked at in one stretch. */
const STRETCH = 200;

/** As many files are named. */
const MOST_NAMED = 5;

/** Counts what rules reach, and remembers it for each list of files. */
export class ReachCounter {
  #list: FileList | undefined;
  #known = new Map<string, FileReach>();

  /** What a rule reaches; `undefined` where the pace said to stop. */
  async of(rule: Rule, ground: ReachGround, pace: Pace): Promise<Reach | undefined> {
    const { clause } = rule;
    if (clause.faulty) return {};
    const files = isAboutFiles(rule) ? await this.#files(rule, ground, pace) : undefined;
    if (files === "stopped") return undefined;
    const tools = toolsOf(rule, ground.tools);
    const hosts = hostsOf(rule);
    const programs = programsOf(rule);
    return {
      ...(files && { files }),
      ...(tools && { tools }),
      ...(hosts && { hosts }),
      ...(programs && { programs }),
    };
  }

  async #files(
    rule: Rule,
    { list, context, now }: ReachGround,
    pace: Pace,
  ): Promise<FileReach | "stopped"> {
    if (this.#list !== list) this.#known = new Map();
    this.#list = list;
    const key = keyOf(rule.clause, now);
    const before = this.#known.get(key);
    if (before !== undefined) return before;
    const matches = fileReach(rule, context, now);
    const found: string[] = [];
    for (let at = 0; at < list.files.length; at += STRETCH) {
      if (!(await pace())) return "stopped";
      found.push(...list.files.slice(at, at + STRETCH).filter(matches));
    }
    const sensitive = found.filter(isSensitive);
    const first = [...new Set([...sensitive, ...found])].slice(0, MOST_NAMED);
    const reach: FileReach = {
      count: found.length,
      sensitive: sensitive.length,
      some: first.map((file) => file.slice(list.root === "/" ? 1 : list.root.length + 1)),
      cut: list.cut,
    };
    this.#known.set(key, reach);
    return reach;
  }
}

/** All of a rule that its files depend on. */
function keyOf({ effect, tools, where, except, expires }: Clause, now: string): string {
  const day = expires === undefined ? "" : `${expires} ${now.slice(0, 10)}`;
  const named = (list: readonly { readonly source: string }[] = []): readonly string[] =>
    list.map(({ source }) => source);
  const left = except.map((one) => [named(one.tools), named(one.where.path)]);
  return JSON.stringify([effect, named(tools), where.path && named(where.path), left, day]);
}

const SENSITIVE: ReadonlySet<string> = new Set(SECRET_NAMES);

function isSensitive(file: string): boolean {
  const name = nameOf(file);
  return SENSITIVE.has(name) || /\.(pem|key|p12|pfx)$/.test(name);
}
