import { kept } from "../engine/kept.ts";
import type { JsonObject } from "../model/json.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import { hasStar } from "../model/glob.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import type { Subject } from "../model/subject.ts";
import { grantsOf } from "./grants.ts";
import { isLoose, sampleArgs } from "./sample-args.ts";
import { kindOf, TARGETS } from "./tables/tool-kinds.ts";
import type { ToolKind } from "./tables/tool-kinds.ts";

/** A tool that a grant names, by its own name or by a part of it. */
export interface ToolGrant {
  readonly clause: Clause;
  readonly pattern: ToolPattern;
  /** As a call names it. */
  readonly tool: string;
  /** What its name says that it does. */
  readonly kind: ToolKind | undefined;
}

/** The tools of servers, and other named ones, of every grant; not those that a wildcard alone stands for. */
export function toolGrants(subject: Subject): readonly ToolGrant[] {
  return grantsOf(subject).flatMap(toolsOf);
}

const toolsOf = kept((clause: Clause): readonly ToolGrant[] =>
  clause.tools.flatMap((pattern) => {
    const tool = sampleTool(pattern);
    if (tool === undefined) return [];
    const kind = kindOf(tool.slice(tool.search(/[/:]/) + 1).replace(/^.*\//, ""));
    return [{ clause, pattern, tool, kind }];
  }),
);

function sampleTool(pattern: ToolPattern): string | undefined {
  switch (pattern.kind) {
    case "exact":
      return /^(mcp|tool):/.test(pattern.tool) ? pattern.tool : undefined;
    case "mcp": {
      if (hasStar(pattern.server) || pattern.tool.every((piece) => piece === "")) return undefined;
      return `mcp:${pattern.server[0] ?? ""}/${pattern.tool.join("example")}`;
    }
    default:
      return undefined;
  }
}

/** Does the grant say where it goes, or what is run? */
export function namesTarget({ where: { args } }: Clause): boolean {
  if (args === undefined) return false;
  return args.named.some(
    ({ name, test, optional }) => !optional && TARGETS.has(name.toLowerCase()) && !isFree(test),
  );
}

function isFree(test: Parameters<typeof isLoose>[0]): boolean {
  const bounded =
    test.maximum !== undefined || test.items !== undefined || test.maxItems !== undefined;
  return isLoose(test) && !bounded;
}

/** A call of the tool that the grant probably takes, with arguments of its choice. */
export function toolCall(
  { clause, tool }: Pick<ToolGrant, "clause" | "tool">,
  more: JsonObject,
): ToolCall {
  return { tool, args: sampleArgs(clause.where.args, more) };
}
