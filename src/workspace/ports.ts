import type { PathResolver } from "../model/resolver.ts";
import type { FormatId } from "../model/subject.ts";
import type { ShellGrammars } from "../model/syntax.ts";

/** What a file holds, or why it cannot be read. */
export type FileText =
  | { readonly text: string }
  | { readonly missing: true }
  | { readonly unreadable: string };

/** Hears of each folder that could not be looked through, and why. */
export type Overlooked = (folder: string, why: string) => void;
/** What lies in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "folder";
}

/** The files of a workspace. Paths are absolute, with `/` between folders. */
export interface Files {
  read(path: string): Promise<FileText>;
  /** The real form of a path, links resolved; the path itself where it does not exist. */
  real(path: string): Promise<string>;
  exists(path: string): Promise<boolean>;
  /** What lies in a folder, sorted by name, at most a few thousand entries; nothing where it is none. */
  list(folder: string): Promise<readonly FolderEntry[]>;
  /** The files below a folder for which `wanted` holds, without `.git`, `node_modules` and links to folders. */
  find(
    folder: string,
    wanted: (name: string) => boolean,
    overlooked?: Overlooked,
  ): Promise<readonly string[]>;
}

/** All that the composition needs of the outside. */
export interface Ports {
  readonly files: Files;
  readonly grammars: ShellGrammars;
  readonly resolver?: PathResolver;
  readonly home: string | undefined;
  /** The version of an agent that is installed, as its package says it: nothing is run. Absent where nobody can look. */
  installed?(agent: Exclude<FormatId, "ambit">): Promise<string | undefined>;
  /** The present instant, RFC 3339. */
  now(): string;
}
