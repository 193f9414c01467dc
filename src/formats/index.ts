import { claudeCode } from "./claude-code/format.ts";
import { globMatches, toGlob } from "../model/glob.ts";
import type { FileAt, FileKind, Format } from "./format.ts";

/** The agents whose files are read, in the order in which they are named to people. */
export const FORMATS: readonly Format[] = [claudeCode];

/** A file of an agent, and the agent. */
export interface AgentFile {
  readonly format: Format;
  readonly fileKind: FileKind;
  readonly at: FileAt;
}

/** Which agent reads the file at an absolute path, judged by the path alone; a person's `home` makes the ones in it of user scope. */
export function agentFileAt(file: string, home?: string): AgentFile | undefined {
  const names = file.split("/");
  for (const format of FORMATS) {
    for (const fileKind of format.files) {
      const base = baseOf(names, fileKind.at.split("/"));
      if (base === undefined) continue;
      const scope = base === home && fileKind.home !== undefined ? "user" : fileKind.scope;
      return { format, fileKind, at: { file, kind: fileKind.kind, scope, base } };
    }
    for (const fileKind of format.files) {
      if (fileKind.home === undefined || home === undefined) continue;
      if (baseOf(names, fileKind.home.split("/")) !== home) continue;
      return { format, fileKind, at: { file, kind: fileKind.kind, scope: "user", base: home } };
    }
  }
  return undefined;
}

/** The folder below which the path is as the pattern says; nothing where it is not. A `**` stands for any folders, also none. */
function baseOf(names: readonly string[], pattern: readonly string[]): string | undefined {
  const any = pattern.indexOf("**");
  const back = any < 0 ? pattern : pattern.slice(any + 1);
  if (!endsSo(names, back)) return undefined;
  const before = names.slice(0, names.length - back.length);
  if (any < 0) return folder(before);
  const front = pattern.slice(0, any);
  for (let end = before.length; end >= front.length; end--) {
    const head = before.slice(0, end);
    if (endsSo(head, front)) return folder(head.slice(0, head.length - front.length));
  }
  return undefined;
}

function endsSo(names: readonly string[], pattern: readonly string[]): boolean {
  if (names.length <= pattern.length) return false;
  const tail = names.slice(names.length - pattern.length);
  return pattern.every((part, at) => globMatches(toGlob(part), tail[at] ?? ""));
}

function folder(names: readonly string[]): string {
  return names.join("/") || "/";
}
