import type { Rule } from "../engine/rule.ts";

/** Names, and whether any other is meant as well. `unknown`: nobody knows which there are. */
export interface NameReach {
  readonly kind: "all" | "named" | "unknown";
  readonly names: readonly string[];
}

/** The tools of servers that a rule names. One that is named by itself is no news. */
export function toolsOf({ clause, names }: Rule, known: readonly string[]): NameReach | undefined {
  const { tools, effect } = clause;
  if (tools.some(({ kind }) => kind === "any")) return { kind: "all", names: [] };
  const named = tools.filter(({ kind, source }) => kind === "mcp" || /^(mcp|tool):/.test(source));
  const isWide = named.some(({ kind }) => kind !== "exact");
  if (named.length === 0 || (named.length === 1 && !isWide)) return undefined;
  const exact = named.flatMap((one) => (one.kind === "exact" ? [one.tool] : []));
  const reading = effect === "deny" ? "wide" : "narrow";
  const found = new Set([...exact, ...known.filter((tool) => names[reading](tool))]);
  return { kind: found.size === 0 ? "unknown" : "named", names: [...found] };
}

/** The hosts that a rule names; a domain with all below it is written `*.domain`. */
export function hostsOf({ clause, names }: Rule): NameReach | undefined {
  if (!names.narrow("web.fetch")) return undefined;
  const { host } = clause.where;
  if (host === undefined || host.some(({ kind }) => kind === "any"))
    return { kind: "all", names: [] };
  return { kind: "named", names: [...new Set(host.map(({ source }) => source))] };
}

/** The programs that a rule's commands begin with. */
export function programsOf({ clause, names }: Rule): NameReach | undefined {
  if (!names.narrow("shell")) return undefined;
  const choices = clause.where.command?.flatMap((pattern) => pattern.choices);
  const programs = choices?.map(({ words: [first] }) =>
    first?.glob.length === 1 ? first.glob[0] : undefined,
  );
  if (programs === undefined || programs.includes(undefined)) return { kind: "all", names: [] };
  return { kind: "named", names: [...new Set(programs.flatMap((one) => one ?? []))] };
}
