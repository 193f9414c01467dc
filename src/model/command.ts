/**
 * A word of a command line after quote removal. Where the shell would still expand something, `known` is false and `text` is the
 * literal text before the first expansion (often empty).
 */
export interface Word {
  readonly text: string;
  readonly known: boolean;
  /** May become no word or several: an unquoted expansion, a glob, `"$@"`, `"${a[@]}"`. */
  readonly splits: boolean;
}

/** A folder a command may run in: an absolute path, or `undefined` where it is not known. */
export type Folder = string | undefined;

/** A simple command. `words` is empty where assignments stand alone. */
export interface Command {
  readonly words: readonly Word[];
  /** Names that are set for it, in order. */
  readonly assigns: readonly string[];
  /** Every folder it may run in; more than one after a `cd` that may have failed. */
  readonly folders: readonly Folder[];
}

/**
 * What a command does to a file. `paths` holds the absolute given form for each folder that counts; an entry is `undefined` where the path is not known.
 * `tree`: the path and everything below it; a `search` (grep -r) is judged softer than a `copy` or a write where nobody can look.
 */
export interface FileUse {
  readonly access: "read" | "write";
  readonly paths: readonly (string | undefined)[];
  readonly tree?: "search" | "whole";
}

/** A request by a command (`curl`, `/dev/tcp`). `url` is `undefined` where it is not known. */
export interface Fetch {
  readonly url: string | undefined;
  /** `undefined` where it is not known. */
  readonly method: string | undefined;
}

/** What a call may amount to besides what is written. `hidden`: a command that nobody can read, which may be anything. */
export type View =
  | { readonly kind: "command"; readonly command: Command }
  | { readonly kind: "file"; readonly file: FileUse }
  | { readonly kind: "fetch"; readonly fetch: Fetch }
  | { readonly kind: "agent"; readonly name: string | undefined }
  | { readonly kind: "hidden" };

/** A simple command as one part of a call. */
export interface CommandPart {
  readonly kind: "command";
  readonly command: Command;
  /** Needs no grant (`echo`, `true`, `cat` on standard input …); denies and asks reach it all the same. */
  readonly free: boolean;
  /** Its program stands in the effects table and every argument was understood: `files` is all it touches. */
  readonly effectsKnown: boolean;
  /** Its redirections and what its program reads and writes by arguments. Parts of their own unless the grant says `files: any`. */
  readonly files: readonly FileUse[];
  /** What a transparent wrapper (`timeout 5 …`, `bash -c '…'`) runs: the wrapper is also granted where all of these are. */
  readonly inner?: readonly ShellPart[];
  /** Read by `deny`, and by `ask` as a restriction, only. Holds the views of views. */
  readonly views: readonly View[];
  /** Where it stands in the command line, as offsets; for a command inside a quoted program, that of the outer command. */
  readonly start: number;
  readonly end: number;
}

/** A part of a command line. `file` and `fetch` are redirections that belong to no single command (of a group, a loop, `exec`) or to `/dev/tcp`. */
export type ShellPart =
  | CommandPart
  | { readonly kind: "file"; readonly file: FileUse; readonly start: number; readonly end: number }
  | { readonly kind: "fetch"; readonly fetch: Fetch; readonly start: number; readonly end: number };

/** A command line as its parts; `unreadable` says why nobody can know them all (then the call is never allowed). */
export interface ShellReading {
  readonly parts: readonly ShellPart[];
  readonly unreadable?: string;
}

/** What reading a command line depends on. */
export interface ShellContext {
  readonly dialect: string | undefined;
  readonly workspace: string | undefined;
  readonly home: string | undefined;
  readonly folder: Folder;
}
