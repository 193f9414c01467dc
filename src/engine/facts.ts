import type { ToolFact } from "../model/facts.ts";
import { isList, own } from "../model/json.ts";
import type { Json, JsonObject } from "../model/json.ts";
import { fromArgument } from "./paths.ts";
import type { Scene } from "./scene.ts";
import { fileTarget } from "./target.ts";
import type { Target } from "./target.ts";
import { matchTool } from "./tools.ts";
import type { ServerNames } from "./tools.ts";

/** What is known of tools, by tool. */
export interface Facts {
  of(tool: string): readonly ToolFact[];
}

/** All facts, of whatever source; they add up. */
export function compileFacts(facts: readonly ToolFact[], servers: ServerNames): Facts {
  const exact = new Map<string, ToolFact[]>();
  const others: ToolFact[] = [];
  for (const fact of facts) {
    if (fact.tools.every((pattern) => pattern.kind === "exact")) {
      for (const { tool } of fact.tools) exact.set(tool, [...(exact.get(tool) ?? []), fact]);
    } else others.push(fact);
  }
  return {
    of: (tool) => {
      const own = exact.get(tool) ?? NONE;
      if (others.length === 0) return own;
      return [
        ...own,
        ...others.filter((fact) => fact.tools.some((pattern) => matchTool(pattern, tool, servers))),
      ];
    },
  };
}

const NONE: readonly ToolFact[] = [];

/** The files that facts say a call touches. A value of another type than text is not known. */
export function factViews(
  facts: Facts,
  tool: string,
  args: JsonObject,
  scene: Scene,
): readonly Target[] {
  const known = facts.of(tool);
  if (known.length === 0) return NO_VIEWS;
  const removing = known.filter((fact) => fact.noViews);
  const views: Target[] = [];
  for (const fact of known) {
    // What another policy states, `views: none` does not take back.
    const removed = removing.some(({ file }) => fact.file === undefined || fact.file === file);
    if (removed) continue;
    for (const view of fact.views) {
      for (const name of view.path) {
        const value = own(args, name);
        if (value === undefined) continue;
        const access = view.tool === "file.read" ? "read" : "write";
        for (const path of pathsIn(value, scene))
          views.push(fileTarget({ access, paths: [path] }, scene));
      }
    }
  }
  return views;
}

const NO_VIEWS: readonly Target[] = [];

function pathsIn(value: Json, scene: Scene): readonly (string | undefined)[] {
  const items = isList(value) ? value : [value];
  return items.map((item) =>
    typeof item === "string"
      ? fromArgument(item, scene.folder, scene.call.context ?? {})
      : undefined,
  );
}

/** The labels that a tool's data has. An MCP tool about which nothing is said reads what anybody may have written. */
export function labelsOf(facts: Facts, tool: string): readonly string[] {
  const stated = facts.of(tool).flatMap((fact) => (fact.reads === undefined ? [] : [fact.reads]));
  if (stated.length > 0) return [...new Set([...stated.flat(), ...built(tool)])];
  return tool.startsWith("mcp:") ? ["untrusted"] : built(tool);
}

function built(tool: string): readonly string[] {
  return tool === "web.fetch" || tool === "web.search" ? ["untrusted"] : [];
}
