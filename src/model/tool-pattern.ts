import { expandBraces, globMatches, toGlob } from "./glob.ts";
import type { Glob } from "./glob.ts";
import { failed } from "./problem.ts";
import type { Outcome } from "./problem.ts";

/** The tools with typed arguments, by name. */
export const BUILT_IN_TOOLS = [
  "file.read",
  "file.write",
  "shell",
  "web.fetch",
  "web.search",
  "agent.run",
] as const;

/** A tool with typed arguments. */
export type BuiltInTool = (typeof BUILT_IN_TOOLS)[number];

/** Which tools a rule names. */
export type ToolPattern =
  | { readonly kind: "any"; readonly source: string }
  | { readonly kind: "exact"; readonly source: string; readonly tool: string }
  | { readonly kind: "files"; readonly source: string }
  | { readonly kind: "mcp"; readonly source: string; readonly server: Glob; readonly tool: Glob }
  | { readonly kind: "named"; readonly source: string; readonly name: Glob };

/** Is this the name of a tool with typed arguments? */
function isBuiltIn(tool: string): tool is BuiltInTool {
  return (BUILT_IN_TOOLS as readonly string[]).includes(tool);
}

/** Could a call name this tool? */
export function isToolName(tool: string): boolean {
  if (tool.startsWith("tool:")) return tool.length > 5;
  if (!tool.startsWith("mcp:")) return isBuiltIn(tool);
  const slash = tool.indexOf("/");
  return slash > 4 && slash < tool.length - 1;
}

/** Reads the tool of a rule; `{a,b}` gives several. */
export function parseToolPattern(source: string): Outcome<readonly ToolPattern[]> {
  const texts = expandBraces(source);
  if (failed(texts)) return texts;
  const tools: ToolPattern[] = [];
  for (const text of texts.value) {
    const tool = parseOne(source, text);
    if (failed(tool)) return tool;
    tools.push(tool.value);
  }
  return { value: tools };
}

function parseOne(source: string, text: string): Outcome<ToolPattern> {
  if (text === "*") return { value: { kind: "any", source } };
  if (text === "file.*") return { value: { kind: "files", source } };
  if (isBuiltIn(text)) return { value: { kind: "exact", source, tool: text } };
  if (text.startsWith("tool:") && text.length > 5) {
    const name = text.slice(5);
    return name.includes("*")
      ? { value: { kind: "named", source, name: toGlob(name) } }
      : { value: { kind: "exact", source, tool: text } };
  }
  const mcp = /^mcp:([^/]+)\/(.+)$/s.exec(text);
  if (mcp) {
    const [, server = "", tool = ""] = mcp;
    if (!text.includes("*")) return { value: { kind: "exact", source, tool: text } };
    return { value: { kind: "mcp", source, server: toGlob(server), tool: toGlob(tool) } };
  }
  if (text.startsWith("mcp:"))
    return {
      error:
        "a tool of an MCP server is named `mcp:<server>/<tool>`; all of them are `mcp:<server>/*`",
    };
  return {
    error:
      "there is no such tool; the tools are `" +
      BUILT_IN_TOOLS.join("`, `") +
      "`, `mcp:<server>/<tool>` and `tool:<name>`",
  };
}

/** A `*` of a tool pattern does not cross `/`. */
export function toolGlobMatches(glob: Glob, name: string): boolean {
  if (glob.length === 1) return glob[0] === name;
  const inPattern = glob.join("*").split("/");
  const inName = name.split("/");
  return (
    inPattern.length === inName.length &&
    inPattern.every((part, i) => globMatches(toGlob(part), inName[i] ?? ""))
  );
}
