import { isObject } from "../protocol/guards.ts";
import type { JsonObject, TriedCall } from "../protocol/call-form.ts";

/** The argument that stands for a tool's call, of tools that have one. */
const MAIN: ReadonlyMap<string, string> = new Map([
  ["shell", "command"],
  ["file.read", "path"],
  ["file.write", "path"],
  ["web.fetch", "url"],
  ["web.search", "query"],
  ["agent.run", "name"],
]);

/**
 * Reads a call as a person types it: `shell npm test`, `file.read src/a.ts`, `mcp:github/merge {"pr": 1}` or the whole as JSON, `{"tool": …, "args": …}`. What
 * begins with no tool is a command. Nothing for an empty text.
 */
export function readTypedCall(text: string): TriedCall | undefined {
  const typed = text.trim();
  if (typed === "") return undefined;
  const whole = objectOf(typed);
  if (whole !== undefined && typeof whole["tool"] === "string") {
    const { tool, args } = whole;
    return { tool, args: isObject(args) ? args : {} };
  }
  const [, tool = "", rest = ""] = /^(\S+)\s*([^]*)$/.exec(typed) ?? [];
  const main = MAIN.get(tool);
  if (main === undefined && !/^(mcp|tool):./.test(tool))
    return { tool: "shell", args: { command: typed } };
  const args = objectOf(rest);
  if (args !== undefined) return { tool, args };
  if (rest === "") return { tool, args: {} };
  return main === undefined ? undefined : { tool, args: { [main]: rest } };
}

/** A call as a person would type it, on one line; `readTypedCall` reads it back. */
export function typedCall({ tool, args }: TriedCall): string {
  const main = MAIN.get(tool);
  const [only, ...others] = Object.entries(args);
  if (only === undefined && (main !== undefined || /^(mcp|tool):\S+$/.test(tool))) return tool;
  if (only?.[0] === main && others.length === 0 && typeof only?.[1] === "string") {
    const text = `${tool} ${only[1]}`;
    if (isSame(readTypedCall(text), { tool, args }) && !/[\r\n]/.test(text)) return text;
  }
  return JSON.stringify({ tool, args });
}

/** Are two calls the same? */
export function isSame(a: TriedCall | undefined, b: TriedCall): boolean {
  return a !== undefined && keyOf(a) === keyOf(b);
}

/** What tells a call from others. */
export function keyOf({ tool, args }: TriedCall): string {
  return JSON.stringify({ tool, args });
}

function objectOf(text: string): JsonObject | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
