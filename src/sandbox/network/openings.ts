import type { Engine } from "../../engine/engine.ts";
import type { ToolCall } from "../../model/call.ts";
import type { Clause } from "../../model/clause.ts";
import type { HostPattern } from "../../model/host-pattern.ts";
import { hostGate } from "./host-gate.ts";

/** What a policy says of the network, before anything is run. */
export interface Openings {
  /** Host patterns as written, behind which at least one host may be reached. */
  readonly open: readonly string[];
  /** Those that rules grant, and that stay closed. */
  readonly closed: readonly Closed[];
}

/** A host pattern that stays closed, and why, for people. */
export interface Closed {
  readonly rule: Clause;
  readonly host: string;
  readonly why: string;
}

/** What the rules of a policy open, judged at the moment of `call`. Behind a pattern with `*` each host is judged when it is asked for. */
export function openingsOf(engine: Engine, call: ToolCall): Openings {
  const open = new Set<string>();
  const closed: Closed[] = [];
  for (const { clause, names } of engine.rules) {
    const isAbout = clause.tools.length > 0 && names.narrow("web.fetch");
    if (clause.effect === "deny" || clause.faulty || !isAbout) continue;
    const { path, command, cwd, host = path || command || cwd ? [] : [ANY] } = clause.where;
    for (const pattern of host) {
      const why = closedBecause(engine, pattern, call);
      if (why === undefined) open.add(pattern.source);
      else closed.push({ rule: clause, host: pattern.source, why });
    }
  }
  return { open: [...open], closed: closed.filter(({ host }) => !open.has(host)) };
}

const ANY: HostPattern = { source: "*", kind: "any" };

/** A name below a pattern that no rule will have named. */
const SOME = "a-name-that-nobody-has-written";

function closedBecause(engine: Engine, pattern: HostPattern, call: ToolCall): string | undefined {
  if (pattern.kind === "range") return "only names are reached, not addresses";
  const { port = "443" } = pattern;
  if (port !== "443" && port !== "80") return "only the ports 443 and 80 are reached";
  const scheme = port === "80" ? "http" : "https";
  const host =
    pattern.kind === "any"
      ? `${SOME}.example`
      : `${pattern.below ? `${SOME}.` : ""}${pattern.host}`;
  const url = `${scheme}://${host}/`;
  return hostGate(engine).refusal({ scheme, host, url, method: "GET" }, call);
}
