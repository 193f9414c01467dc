import { isList, isObject, own, type Json } from "../../src/model/json.ts";
import type { ToolCall } from "../../src/model/call.ts";
import type { Loaded } from "./reference-document.ts";
import { parsed } from "./reference-hosts.ts";
import { argumentPath, fileUrl, type FileSubject, type Ground } from "./reference-paths.ts";
import { TYPED } from "./reference-policy.ts";
import { shellParts, type Part, type Subject } from "./reference-shell.ts";
import type { Node } from "./shell-tree.ts";

/** A call as a test knows it: with the tree that its command line was printed from. Without a tree a command line has no parts. */
export interface TestCall {
  readonly call: ToolCall;
  readonly tree?: Node;
}

/** The parts of a call, `undefined` where it is denied as it stands: malformed, unreadable, unknown, or without any part. */
export function partsOf(
  { call, tree }: TestCall,
  policy: Loaded,
  ground: Ground,
): readonly Part[] | undefined {
  if (call.agent !== undefined && call.agent !== policy.agent) return undefined;
  if (holdsNul(call.args)) return undefined;
  const tool = toolOf(call.tool, policy.servers);
  if (tool === undefined) return undefined;
  if (tool === "shell") return commandLine(call, tree, ground);
  const subject = subjectOf(tool, call, ground);
  if (!subject) return undefined;
  const views = tool === "web.fetch" ? fileViews(call) : factViews(tool, call, policy, ground);
  return [{ subject, free: false, files: [], views }];
}

/** The name of a tool as rules name it; `undefined` where it is none of the table, or may be one of several. */
function toolOf(name: string, servers: readonly string[] | undefined): string | undefined {
  if (TYPED.includes(name) || /^tool:.+$/su.test(name) || /^mcp:[^/]+\/.+$/su.test(name))
    return name;
  if (!name.startsWith("mcp__")) return undefined;
  const text = name.slice("mcp__".length);
  const splits: string[] = [];
  for (let i = 1; i + 2 < text.length; i++) {
    if (text.startsWith("__", i) && (servers?.includes(text.slice(0, i)) ?? true))
      splits.push(`mcp:${text.slice(0, i)}/${text.slice(i + 2)}`);
  }
  return splits.length === 1 ? splits[0] : undefined;
}

function commandLine(
  call: ToolCall,
  tree: Node | undefined,
  ground: Ground,
): readonly Part[] | undefined {
  const cwd = own(call.args, "cwd");
  if (
    typeof own(call.args, "command") !== "string" ||
    !["string", "undefined"].includes(typeof cwd)
  )
    return undefined;
  if (call.context?.dialect !== "bash" || !tree) return undefined;
  const start = folderOf(call);
  const parts = shellParts(
    tree,
    typeof cwd === "string" ? argumentPath(cwd, ground, start).path : start,
    ground,
  );
  return parts?.length === 0 ? undefined : parts;
}

/** The current folder of a call, but for the `cwd` of a command line. */
function folderOf(call: ToolCall): string | undefined {
  return call.context?.cwd ?? call.context?.workspace;
}

function subjectOf(tool: string, call: ToolCall, ground: Ground): Subject | undefined {
  const text = (name: string): string | undefined => {
    const value = own(call.args, name);
    return typeof value === "string" ? value : undefined;
  };
  switch (tool) {
    case "file.read":
    case "file.write": {
      const given = text("path");
      if (given === undefined) return undefined;
      const { path, alien } = argumentPath(given, ground, folderOf(call));
      return alien
        ? undefined
        : { kind: "file", access: tool === "file.read" ? "read" : "write", paths: [path] };
    }
    case "web.fetch": {
      const url = text("url");
      const method = own(call.args, "method") ?? "GET";
      return url !== undefined && parsed(url) && typeof method === "string"
        ? { kind: "fetch", url, method }
        : undefined;
    }
    case "web.search":
      return text("query") === undefined ? undefined : { kind: "tool", tool };
    case "agent.run":
      return text("name") === undefined ? undefined : { kind: "tool", tool };
    default:
      return { kind: "tool", tool };
  }
}

function fileViews(call: ToolCall): FileSubject[] {
  const url = own(call.args, "url");
  return typeof url === "string" && parsed(url)?.protocol === "file:"
    ? [{ kind: "file", access: "read", paths: [fileUrl(url)] }]
    : [];
}

function factViews(tool: string, call: ToolCall, policy: Loaded, ground: Ground): FileSubject[] {
  return policy.facts
    .filter((fact) => fact.tool === tool)
    .flatMap((fact) =>
      fact.names
        .flatMap((name) => {
          const value = own(call.args, name);
          if (value === undefined) return [];
          return isList(value) ? value : [value];
        })
        .map((value): FileSubject => {
          const path =
            typeof value === "string"
              ? argumentPath(value, ground, folderOf(call)).path
              : undefined;
          return {
            kind: "file",
            access: fact.as === "file.read" ? "read" : "write",
            paths: [path],
          };
        }),
    );
}

function holdsNul(value: Json): boolean {
  if (typeof value === "string") return value.includes("\0");
  if (isList(value)) return value.some(holdsNul);
  return (
    isObject(value) &&
    Object.entries(value).some(([name, inner]) => name.includes("\0") || holdsNul(inner))
  );
}
