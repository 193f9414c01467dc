import { claudeCode } from "./claude-code/format.ts";
import { codex } from "./codex/format.ts";
import { geminiCli } from "./gemini-cli/format.ts";
import { cursor } from "./cursor/format.ts";
import { vsCode } from "./vscode/format.ts";
import { globMatches, hasStar, toGlob } from "../model/glob.ts";
import type { Glob } from "../model/glob.ts";
import { keptByText } from "../model/kept-by-text.ts";
import type { FileAt, FileKind, Format } from "./format.ts";
import { opencode } from "./opencode/opencode.ts";

/** The agents whose files are read, in the order in which they are named to people. */
export const FORMATS: readonly Format[] = [claudeCode, vsCode, codex, geminiCli, opencode, cursor];

/** A file of an agent, and the agent. */
export interface AgentFile {
  readonly format: Format;
  readonly fileKind: FileKind;
  readonly at: FileAt;
}

/** Which agent reads the file at an absolute path, judged by the path alone; a person's `home` makes the ones in it of user scope. */
export function agentFileAt(file: string, home?: string): AgentFile | undefined {
  const found = placesOf(file).find(({ own, base }) => !own || base === home);
  if (found === undefined) return undefined;
  const { format, fileKind, own, base } = found;
  const user = own || (base === home && fileKind.home !== undefined);
  const at = { file, kind: fileKind.kind, scope: user ? "user" : fileKind.scope, base };
  return { format, fileKind, at };
}

/** What a path may be. Of one file it is asked from several sides. */
const placesOf = keptByText(
  (file) => {
    const name = file.slice(file.lastIndexOf("/") + 1);
    const likely = BY_NAME.get(name) ?? OPEN.filter(({ last }) => globMatches(last, name));
    if (likely.length === 0) return [];
    const names = file.split("/");
    return likely.flatMap(({ format, fileKind, pattern, own }) => {
      const base = baseOf(names, pattern);
      return base === undefined ? [] : [{ format, fileKind, own, base }];
    });
  },
  { most: 2000 },
);

/** Every place where a file of an agent may lie, with the pattern of its last name; `own`: in a person's home alone. */
const PLACES = FORMATS.flatMap((format) =>
  format.files.flatMap((fileKind) => {
    const { at: shared, home } = fileKind;
    const places = shared === undefined ? [] : [{ at: shared, own: false }];
    if (home !== undefined && home !== shared) places.push({ at: home, own: true });
    return places.map(({ at, own }) => {
      const pattern = at
        .split("/")
        .map((part): PatternPart => (part === "**" ? part : toGlob(part)));
      const last = pattern.at(-1);
      return {
        format,
        fileKind,
        pattern,
        own,
        last: last === undefined || last === "**" ? ["", ""] : last,
      };
    });
  }),
);

/** Those whose last name may be any of many. */
const OPEN = PLACES.filter(({ last }) => hasStar(last));

/** Those that a file of a name without a star may lie at, in the order of all: every file of a folder is asked about. */
const BY_NAME: ReadonlyMap<string, typeof PLACES> = new Map(
  PLACES.filter(({ last }) => !hasStar(last)).map(({ last: [name = ""] }) => [
    name,
    PLACES.filter(({ last }) => globMatches(last, name)),
  ]),
);

type PatternPart = "**" | Glob;

/** The folder below which the path is as the pattern says; nothing where it is not. A `**` stands for any folders, also none. */
function baseOf(names: readonly string[], pattern: readonly PatternPart[]): string | undefined {
  const any = pattern.indexOf("**");
  const back = any < 0 ? pattern : pattern.slice(any + 1);
  if (!endsSo(names, back)) return undefined;
  const before = names.slice(0, names.length - back.length);
  if (any < 0) return folder(before);
  const front = pattern.slice(0, any);
  for (let end = before.length; end > front.length; end--) {
    const head = before.slice(0, end);
    if (endsSo(head, front)) return folder(head.slice(0, head.length - front.length));
  }
  return undefined;
}

function endsSo(names: readonly string[], pattern: readonly PatternPart[]): boolean {
  if (names.length <= pattern.length) return false;
  const tail = names.slice(names.length - pattern.length);
  return pattern.every((part, at) => part !== "**" && globMatches(part, tail[at] ?? ""));
}

function folder(names: readonly string[]): string {
  return names.join("/") || "/";
}
