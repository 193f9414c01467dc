import type { Command, FileUse, View } from "../model/command.ts";
import type { JsonObject } from "../model/json.ts";
import { readUrl } from "./hosts.ts";
import type { KnownUrl } from "./hosts.ts";
import type { Scene } from "./scene.ts";
import type { KnownPath } from "./paths.ts";

/** What a rule is held against: a part as written, or one of its views. `args` are those of the call; nobody knows the ones of a view. */
export type Target =
  | {
      readonly kind: "command";
      readonly tool: "shell";
      readonly command: Command;
      /** All that it touches is known by its arguments. */
      readonly effectsKnown: boolean;
      readonly args: JsonObject | undefined;
    }
  | FileTarget
  | {
      readonly kind: "fetch";
      readonly tool: "web.fetch";
      readonly url: KnownUrl | undefined;
      /** Upper case; `undefined` where it is not known. */
      readonly method: string | undefined;
      readonly args: JsonObject | undefined;
      /** What to show of it. */
      readonly shown: JsonObject;
    }
  | {
      readonly kind: "tool";
      readonly tool: string;
      readonly args: JsonObject | undefined;
      /** What to show of it. */
      readonly shown: JsonObject;
      /** Why it is not matched narrowly: nobody has accepted the tool as it is. */
      readonly held?: string;
    }
  | { readonly kind: "hidden" };

/** Files that are read or written. Every path counts: narrowly all must match, widely one. */
export interface FileTarget {
  readonly kind: "file";
  readonly tool: "file.read" | "file.write";
  readonly paths: readonly (KnownPath | undefined)[];
  readonly tree: "search" | "whole" | undefined;
  readonly args: JsonObject | undefined;
}

/** The tools that a hidden command may stand for. */
const HIDDEN_TOOLS: readonly string[] = [
  "shell",
  "file.read",
  "file.write",
  "web.fetch",
  "agent.run",
];

/** Is the target about a tool for which `names` holds? */
export function isAbout(target: Target, names: (tool: string) => boolean): boolean {
  return target.kind === "hidden" ? HIDDEN_TOOLS.some(names) : names(target.tool);
}

/** The files of a command, or of a tool that views as one. */
export function fileTarget(use: FileUse, scene: Scene): FileTarget {
  const paths = use.paths.map((path) => (path === undefined ? undefined : scene.path(path)));
  const tree = use.tree === undefined || isFile(use, scene) ? undefined : use.tree;
  return { kind: "file", tool: TOOL_OF[use.access], paths, tree, args: undefined };
}

const TOOL_OF = { read: "file.read", write: "file.write" } as const;

/** A tree whose top is a file is that file alone. */
function isFile({ paths }: FileUse, scene: Scene): boolean {
  const [first] = paths;
  return paths.length === 1 && first !== undefined && scene.kind(first) === "file";
}

/** A view of a command as something to hold rules against. */
export function viewTarget(view: View, scene: Scene): Target {
  switch (view.kind) {
    case "command":
      return {
        kind: "command",
        tool: "shell",
        command: view.command,
        effectsKnown: false,
        args: undefined,
      };
    case "file":
      return fileTarget(view.file, scene);
    case "fetch":
      return fetchTarget(view.fetch.url, view.fetch.method);
    case "agent":
      return {
        kind: "tool",
        tool: "agent.run",
        args: undefined,
        shown: view.name === undefined ? {} : { name: view.name },
      };
    case "hidden":
      return { kind: "hidden" };
  }
}

/** A request that a command makes. */
export function fetchTarget(url: string | undefined, method: string | undefined): Target {
  const known = url === undefined ? undefined : readUrl(url);
  const shown = {
    ...(url === undefined ? {} : { url }),
    ...(method === undefined ? {} : { method }),
  };
  return {
    kind: "fetch",
    tool: "web.fetch",
    url: known,
    method: method?.toUpperCase(),
    args: undefined,
    shown,
  };
}
