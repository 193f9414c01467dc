import type { Decision } from "../model/call.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import { CommandIndex } from "./command-index.ts";
import { PathIndex } from "./path-index.ts";
import type { Rule } from "./rule.ts";
import type { Target } from "./target.ts";
import { splitTool } from "./tools.ts";

/** The rules of one effect, by what they are about, so that a call looks only at those that may match. */
export class RuleIndex {
  readonly #byTool = new Map<string, ToolRules>();
  readonly #byServer = new Map<string, Rule[]>();
  readonly #general: Rule[] = [];

  constructor(rules: readonly Rule[], effect: Decision) {
    for (const rule of rules) if (rule.clause.effect === effect) this.#add(rule);
  }

  /** Rules that may match the target narrowly, none twice. */
  narrow(target: Target): readonly Rule[] {
    if (target.kind === "hidden") return NONE;
    const own = this.#byTool.get(target.tool);
    return this.#with(target.tool, own === undefined ? NONE : own.narrow(target));
  }

  /** Rules that may match the target widely, none twice. */
  wide(target: Target): readonly Rule[] {
    if (target.kind === "hidden") {
      const owned = [...this.#byTool.values()].flatMap((own) => own.all);
      return [...new Set([...this.#general, ...owned])];
    }
    const own = this.#byTool.get(target.tool);
    return this.#with(target.tool, own === undefined ? NONE : own.wide(target));
  }

  #with(tool: string, own: readonly Rule[]): readonly Rule[] {
    const server = this.#byServer.size === 0 ? undefined : splitTool(tool)?.server;
    const served = server === undefined ? undefined : this.#byServer.get(server);
    return together(together(own, served ?? NONE), this.#general);
  }

  #add(rule: Rule): void {
    const { tools } = rule.clause;
    const exact = tools.length === 0 ? undefined : allOrNone(tools, exactTools)?.flat();
    const servers = exact === undefined ? allOrNone(tools, serverOf) : undefined;
    if (exact !== undefined) {
      for (const tool of new Set(exact)) {
        const own = this.#byTool.get(tool) ?? new ToolRules();
        this.#byTool.set(tool, own);
        own.add(rule);
      }
    } else if (servers !== undefined && servers.length > 0) {
      for (const server of new Set(servers)) {
        const own = this.#byServer.get(server);
        if (own === undefined) this.#byServer.set(server, [rule]);
        else own.push(rule);
      }
    } else this.#general.push(rule);
  }
}

const NONE: readonly Rule[] = [];

/** The rules about one tool. What sorts them further is made when the first call asks. */
class ToolRules {
  readonly all: Rule[] = [];
  #commands: CommandIndex | undefined;
  #paths: PathIndex | undefined;

  add(rule: Rule): void {
    this.all.push(rule);
  }

  narrow(target: Target): readonly Rule[] {
    if (target.kind === "command") return this.#byCommand.narrow(target);
    return target.kind === "file" ? this.#byPath.narrow(target) : this.all;
  }

  wide(target: Target): readonly Rule[] {
    if (target.kind === "command") return this.#byCommand.wide(target);
    return target.kind === "file" ? this.#byPath.wide(target) : this.all;
  }

  get #byCommand(): CommandIndex {
    return (this.#commands ??= new CommandIndex(this.all));
  }

  get #byPath(): PathIndex {
    return (this.#paths ??= new PathIndex(this.all));
  }
}

/** The tools that a pattern names, where it names them one by one. */
function exactTools(pattern: ToolPattern): readonly string[] | undefined {
  if (pattern.kind === "exact") return [pattern.tool];
  return pattern.kind === "files" ? ["file.read", "file.write"] : undefined;
}

/** The one server that a pattern is about. */
function serverOf(pattern: ToolPattern): string | undefined {
  if (pattern.kind === "exact") return splitTool(pattern.tool)?.server;
  return pattern.kind === "mcp" && pattern.server.length === 1 ? pattern.server[0] : undefined;
}

/** What `read` finds in each item; `undefined` where it finds nothing in one. */
function allOrNone<T, R>(items: readonly T[], read: (item: T) => R | undefined): R[] | undefined {
  const all: R[] = [];
  for (const item of items) {
    const one = read(item);
    if (one === undefined) return undefined;
    all.push(one);
  }
  return all;
}

function together(a: readonly Rule[], b: readonly Rule[]): readonly Rule[] {
  if (a.length === 0) return b;
  return b.length === 0 ? a : [...a, ...b];
}
