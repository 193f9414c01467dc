import type { Clause, Constraints } from "../../model/clause.ts";
import type { Decision } from "../../model/call.ts";
import { parseHostPattern } from "../../model/host-pattern.ts";
import type { HostPattern } from "../../model/host-pattern.ts";
import { isObject, own } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import { parsePathPattern } from "../../model/path-pattern.ts";
import type { PathPattern } from "../../model/path-pattern.ts";
import { failed } from "../../model/problem.ts";
import type { ToolPattern } from "../../model/tool-pattern.ts";
import { commandPatternOf } from "./terminal/lead.ts";
import { readTerminalValue } from "./terminal/merge.ts";
import { terminalKey } from "./terminal/rules.ts";
import { toolPatternsOf } from "./tools.ts";
import { authorityOf } from "./urls/url-glob.ts";

/** Where a clause stands, and how it is called. */
type ClausePlace = Pick<Clause, "file" | "at" | "id">;

/** An entry of the terminal's approvals; none where it approves and asks nothing. `false` only asks: nothing is ever blocked. */
export function terminalClause(place: ClausePlace, key: string, value: Json): Clause | undefined {
  const read = readTerminalValue(value);
  const compiled = terminalKey(key);
  if (read === undefined || compiled.never !== undefined) return undefined;
  return clauseOf(place, effectOf(read.approve), [exact("shell")], {
    command: [commandPatternOf(compiled)],
  });
}

/** An entry of the approvals of edits. */
export function editClause(place: ClausePlace, key: string, value: Json): Clause | undefined {
  if (typeof value !== "boolean" || key.startsWith("/") || key.startsWith("~")) return undefined;
  return clauseOf(place, effectOf(value), [exact("file.write")], { path: [pathPatternOf(key)] });
}

/** An entry of the approvals of URLs: an allow where it approves the request, which is what leaves the machine. */
export function urlClause(place: ClausePlace, key: string, value: Json): Clause | undefined {
  const [request, response] = ["approveRequest", "approveResponse"].map((name) =>
    isObject(value) ? own(value, name) : value,
  );
  if (typeof request !== "boolean" && typeof response !== "boolean") return undefined;
  return clauseOf(place, effectOf(request === true), [exact("web.fetch")], {
    host: hostPatternsOf(key),
  });
}

/** A tool that always asks. */
export function eligibleClause(place: ClausePlace, tool: string): Clause {
  return clauseOf(place, "ask", toolPatternsOf(tool), {});
}

/** Everything is approved. */
export function everythingClause(place: ClausePlace): Clause {
  return clauseOf(place, "allow", [{ kind: "any", source: "*" }], {});
}

/** All tools of a server are approved. */
export function serverClause(place: ClausePlace, server: string): Clause {
  return clauseOf(
    place,
    "allow",
    [{ kind: "mcp", source: `mcp:${server}/*`, server: [server], tool: ["", ""] }],
    {},
  );
}

/** An entry of an agent's list of tools: what it has, not what is approved. */
export function toolClause(place: ClausePlace, name: string): Clause {
  return clauseOf(place, "ask", toolPatternsOf(name), {});
}

function clauseOf(
  place: ClausePlace,
  effect: Decision,
  tools: readonly ToolPattern[],
  where: Constraints,
): Clause {
  return { ...place, effect, tools, where, except: [], faulty: false };
}

function exact(tool: string): ToolPattern {
  return { kind: "exact", source: tool, tool };
}

function effectOf(approve: boolean): Decision {
  return approve ? "allow" : "ask";
}

/** A glob of VS Code in Ambit's words, or something wider. */
function pathPatternOf(glob: string): PathPattern {
  for (const text of [glob, glob.replace(/\[[^\]]*\]|\?/g, "*")]) {
    const parsed = parsePathPattern(text.replaceAll("\\", "/"));
    if (!failed(parsed)) return { ...parsed.value, source: glob };
  }
  return {
    source: glob,
    choices: [{ anchor: "workspace", up: 0, segments: ["**"] }],
  };
}

function hostPatternsOf(pattern: string): readonly HostPattern[] {
  const authority = authorityOf(pattern).replace(/:\*$/, "");
  const hosts = authority.startsWith("*.") ? [authority, authority.slice(2)] : [authority];
  const parsed = hosts.flatMap((host) => {
    const one = parseHostPattern(host);
    return failed(one) ? [] : [{ ...one.value, source: pattern }];
  });
  return parsed.length === 0 ? [{ source: pattern, kind: "any" }] : parsed;
}
