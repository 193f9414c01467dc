import type { ToolCall } from "../model/call.ts";
import type { Command, CommandPart, FileUse, ShellPart } from "../model/command.ts";
import type { JsonObject } from "../model/json.ts";
import { own } from "../model/json.ts";
import { shownShort } from "../model/shown.ts";
import type { ShellGrammars } from "../model/syntax.ts";
import { factViews } from "./facts.ts";
import type { Facts } from "./facts.ts";
import type { Held } from "./held.ts";
import { readUrl } from "./hosts.ts";
import { fromArgument, isForeign } from "./paths.ts";
import type { Scene } from "./scene.ts";
import { readShell } from "./shell/read.ts";
import { fetchTarget, fileTarget, viewTarget } from "./target.ts";
import type { FileTarget, Target } from "./target.ts";

/** What is decided on its own: a tool's call, a command of a line, a file that it touches. */
export interface Part {
  readonly target: Target;
  /** What it is read as widely: itself and every view. What a transparent wrapper runs is judged as parts of its own. */
  readonly wide: readonly Target[];
  /** Needs no grant. */
  readonly free: boolean;
  /** What a transparent wrapper runs: granted where all of these are. */
  readonly inner: readonly Part[] | undefined;
  /** Files that it touches; parts of their own, but that a grant may lift them. */
  readonly files: readonly Part[];
  /** The stretch of the command line, where it is one of several. */
  readonly text?: string;
}

/** A call as its parts, or why it cannot be taken. */
export type PartsOfCall =
  | { readonly parts: readonly Part[] }
  | { readonly refusal: { readonly code: string; readonly message: string } };

/** What is known of tools besides their calls. */
export interface KnownOfTools {
  readonly facts: Facts;
  readonly held: Held;
}

/** The parts of a call of the tool `tool`. */
export function partsOf(
  tool: string,
  scene: Scene,
  { facts, held }: KnownOfTools,
  grammars: ShellGrammars,
): PartsOfCall {
  const { call } = scene;
  switch (tool) {
    case "file.read":
    case "file.write":
      return filePart(tool, call, scene);
    case "shell":
      return shellParts(call, scene, grammars);
    case "web.fetch":
      return fetchPart(call, scene);
    case "web.search":
      return typed(tool, call, "query");
    case "agent.run":
      return typed(tool, call, "name");
    default: {
      const why = held(tool);
      const plainly: Target = { kind: "tool", tool, args: call.args, shown: call.args };
      const target: Target = why === undefined ? plainly : { ...plainly, held: why };
      const views = factViews(facts, tool, call.args, scene);
      return { parts: [plain(target, views)] };
    }
  }
}

function plain(target: Target, views: readonly Target[]): Part {
  const wide = views.length === 0 ? [target] : [target, ...views];
  return { target, wide, free: false, inner: undefined, files: [] };
}

function filePart(tool: FileTarget["tool"], call: ToolCall, scene: Scene): PartsOfCall {
  const path = text(call.args, "path");
  if (path === undefined) return missing(tool, "path");
  if (isForeign(path)) {
    const message = `\`${shownShort(path, 100)}\` is no path of this machine; only \`file:\` URIs are paths`;
    return { refusal: { code: "foreign-path", message } };
  }
  const known = fromArgument(path, scene.folder, call.context ?? {});
  const paths = [known === undefined ? undefined : scene.path(known)];
  return { parts: [plain({ kind: "file", tool, paths, tree: undefined, args: call.args }, [])] };
}

function fetchPart(call: ToolCall, scene: Scene): PartsOfCall {
  const url = text(call.args, "url");
  if (url === undefined) return missing("web.fetch", "url");
  const method = own(call.args, "method") ?? "GET";
  if (typeof method !== "string") return missing("web.fetch", "method");
  const known = readUrl(url);
  if (known === undefined) {
    return {
      refusal: { code: "malformed-call", message: `\`${shownShort(url, 100)}\` is no URL` },
    };
  }
  const target: Target = {
    kind: "fetch",
    tool: "web.fetch",
    url: known,
    method: method.toUpperCase(),
    args: call.args,
    shown: call.args,
  };
  if (known.scheme !== "file:") return { parts: [plain(target, [])] };
  const path = fromArgument(url, scene.folder, call.context ?? {});
  return { parts: [plain(target, [fileTarget({ access: "read", paths: [path] }, scene)])] };
}

function typed(tool: string, call: ToolCall, argument: string): PartsOfCall {
  if (text(call.args, argument) === undefined) return missing(tool, argument);
  return { parts: [plain({ kind: "tool", tool, args: call.args, shown: call.args }, [])] };
}

function text(args: JsonObject, name: string): string | undefined {
  const value = own(args, name);
  return typeof value === "string" ? value : undefined;
}

function missing(tool: string, argument: string): PartsOfCall {
  const message = `\`${tool}\` needs \`${argument}\`, a string; a call without it is denied`;
  return { refusal: { code: "malformed-call", message } };
}

function shellParts(call: ToolCall, scene: Scene, grammars: ShellGrammars): PartsOfCall {
  const line = text(call.args, "command");
  if (line === undefined) return missing("shell", "command");
  const given = own(call.args, "cwd");
  if (given !== undefined && typeof given !== "string") return missing("shell", "cwd");
  const context = call.context ?? {};
  const folder = given === undefined ? scene.folder : fromArgument(given, scene.folder, context);
  const { dialect, workspace, home } = context;
  const reading = readShell(line, { dialect, workspace, home, folder }, grammars);
  if (reading.unreadable !== undefined) {
    return {
      refusal: {
        code: "unreadable-command",
        message: `the command line cannot be read with certainty: ${reading.unreadable}`,
      },
    };
  }
  if (reading.parts.length === 0)
    return { refusal: { code: "empty-command", message: "the command line holds no command" } };
  return { parts: reading.parts.map((part) => shellPart(part, line, call.args, scene)) };
}

function shellPart(part: ShellPart, line: string, args: JsonObject, scene: Scene): Part {
  const text = line.slice(part.start, part.end);
  if (part.kind === "file") return { ...ofFile(part.file, scene), text };
  if (part.kind === "fetch")
    return { ...plain(fetchTarget(part.fetch.url, part.fetch.method), []), text };
  return commandPart(part, line, args, scene);
}

function commandPart(part: CommandPart, line: string, args: JsonObject, scene: Scene): Part {
  const { command, effectsKnown, free } = part;
  const target: Target = { kind: "command", tool: "shell", command, effectsKnown, args };
  const inner = part.inner?.map((one) => shellPart(one, line, args, scene));
  const views = part.views.map((view) => viewTarget(view, scene));
  if ([target, ...views].some(isUnknownProgram)) views.push(HIDDEN);
  return {
    target,
    wide: [target, ...views],
    free: free && !leavesByLink(command, scene),
    inner,
    files: part.files.map((file) => ofFile(file, scene)),
    text: line.slice(part.start, part.end),
  };
}

function ofFile(use: FileUse, scene: Scene): Part {
  return plain(fileTarget(use, scene), []);
}

const HIDDEN: Target = { kind: "hidden" };

/** A program that is not known may be any, and do anything. */
function isUnknownProgram(target: Target): boolean {
  return target.kind === "command" && target.command.words[0]?.known === false;
}

/** A `cd` is free by its text only while no link leads it out of the workspace. */
function leavesByLink({ words, folders }: Command, scene: Scene): boolean {
  const [program, target] = words;
  if (program?.text !== "cd" || target === undefined) return false;
  return folders.some((folder) => {
    const path = target.text.startsWith("/") ? target.text : `${folder ?? ""}/${target.text}`;
    const inside = scene.path(path).real?.from("workspace");
    return inside === undefined || inside === "unknown";
  });
}
