import type { ToolCall } from "../../model/call.ts";
import type { JsonObject } from "../../model/json.ts";
import { own } from "../../model/json.ts";
import type { Scene } from "../../engine/scene.ts";
import type { ShellGrammars } from "../../model/syntax.ts";
import { actOf } from "../act.ts";
import { toolName } from "./clause-of.ts";
import { parentPath, relativePath, resolvePath } from "./paths.ts";
import { withHome } from "./rule.ts";
import { isInside, scanLine } from "./scan.ts";

/** What a tool asks its rules: a permission, and the texts that are matched. Each text has to be allowed. */
export interface Request {
  readonly permission: string;
  readonly texts: readonly string[];
}

/** A call as opencode judges it. */
export interface Asked {
  /** The permission that the tool itself has; where it is denied altogether the model does not see the tool. */
  readonly tool: string;
  readonly requests: readonly Request[];
}

/** Where the agent works. */
export interface Project {
  /** The folder that it was started in. */
  readonly folder: string;
  /** The top of the Git repository around it; `/` where there is none. */
  readonly repository: string;
}

/** What a call asks, in order; a sentence without its full stop where that cannot be said. */
export function askedBy(
  call: ToolCall,
  scene: Scene,
  project: Project,
  grammars: ShellGrammars,
): Asked | string {
  const { folder, repository } = project;
  const outside = (path: string, kind: "file" | "folder"): readonly Request[] => {
    if (isInside(path, folder, repository)) return [];
    const there = (scene.kind(path) ?? kind) === "folder" ? path : parentPath(path);
    return [outsideRequest(there)];
  };
  // In Ambit's own words `~/` is the home; opencode's tools know no such path.
  const home = isOwnTool(call) ? undefined : (scene.home ?? "/~");
  const file = (permission: string, text: string): Asked => {
    const path = resolvePath(folder, home === undefined ? text : withHome(text, home));
    const texts = [relativePath(repository, path)];
    return { tool: permission, requests: [...outside(path, "file"), { permission, texts }] };
  };
  const search = (permission: string, args: JsonObject): Asked => {
    const texts = [textOf(args, "pattern") ?? ""];
    const path = resolvePath(folder, textOf(args, "path") ?? ".");
    return { tool: permission, requests: [{ permission, texts }, ...outside(path, "folder")] };
  };
  const plain = (permission: string, text = "*"): Asked => ({
    tool: permission,
    requests: [{ permission, texts: [text] }],
  });
  const act = actOf(inAmbitsWords(call));
  if (act === undefined) return "an argument that the rules are about is missing";
  switch (act.kind) {
    case "shell": {
      if ((call.context?.dialect ?? "bash") !== "bash")
        return "how opencode takes other shells than bash apart is not modelled";
      const cwd = resolvePath(folder, act.cwd ?? ".");
      const scan = scanLine(
        act.command,
        {
          cwd,
          home: scene.home,
          isFolder: (path) => scene.kind(path) === "folder",
          isInside: (path) => isInside(path, folder, repository),
        },
        grammars,
      );
      if (scan === undefined)
        return "the command line is too long to be taken apart, or holds a NUL";
      const folders = isInside(cwd, folder, repository) ? scan.folders : [...scan.folders, cwd];
      const requests = [
        ...[...new Set(folders)].map(outsideRequest),
        ...(scan.commands.length === 0 ? [] : [{ permission: "bash", texts: scan.commands }]),
      ];
      return { tool: "bash", requests };
    }
    case "read":
      return file("read", act.path);
    case "write":
      return file("edit", act.path);
    case "fetch":
      return plain("webfetch", act.url);
    case "search":
      return plain("websearch", act.query);
    case "agent":
      return plain("task", act.name);
    case "mcp":
      return plain(`${toolName(act.server)}_${toolName(act.tool)}`);
    case "own":
      if (act.tool === "glob" || act.tool === "grep") return search(act.tool, act.args);
      if (act.tool === "skill") return plain("skill", textOf(act.args, "name") ?? "*");
      return plain(act.tool);
  }
}

function outsideRequest(folder: string): Request {
  return { permission: "external_directory", texts: [folder === "/" ? "/*" : `${folder}/*`] };
}

/** opencode's own tools by Ambit's names. `apply_patch` is judged file by file: here by one `filePath`. */
function inAmbitsWords(call: ToolCall): ToolCall {
  const [tool, names] = OWN_TOOLS.get(call.tool.replace(/^tool:/, "")) ?? [call.tool, []];
  const args: Record<string, JsonObject[string]> = { ...call.args };
  for (const [from, to] of names) {
    const value = own(call.args, from);
    if (value !== undefined) args[to] = value;
  }
  return { ...call, tool, args };
}

function isOwnTool({ tool }: ToolCall): boolean {
  return OWN_TOOLS.has(tool.replace(/^tool:/, ""));
}

type Renamed = readonly (readonly [from: string, to: string])[];

const FILE_PATH: Renamed = [["filePath", "path"]];

const OWN_TOOLS: ReadonlyMap<string, readonly [tool: string, names: Renamed]> = new Map<
  string,
  readonly [string, Renamed]
>([
  ["bash", ["shell", [["workdir", "cwd"]]]],
  ["read", ["file.read", FILE_PATH]],
  ["write", ["file.write", FILE_PATH]],
  ["edit", ["file.write", FILE_PATH]],
  ["multiedit", ["file.write", FILE_PATH]],
  ["apply_patch", ["file.write", FILE_PATH]],
  ["webfetch", ["web.fetch", []]],
  ["websearch", ["web.search", []]],
  ["task", ["agent.run", [["subagent_type", "name"]]]],
]);

function textOf(args: JsonObject, name: string): string | undefined {
  const value = own(args, name);
  return typeof value === "string" ? value : undefined;
}
