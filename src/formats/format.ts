import type { Engine, World } from "../engine/engine.ts";
import type { Clause } from "../model/clause.ts";
import type { FormatId, Subject } from "../model/subject.ts";
import type { EntryFix, FoundEntry } from "./entry-fix.ts";

/** How far a file counts. */
export type Scope = "project" | "local" | "user" | "managed";

/** A kind of file of an agent, and where it lies. */
export interface FileKind {
  /** The adapter's own word for it, such as `settings`. */
  readonly kind: string;
  /** Below the folder that the agent works in: `.claude/settings.json`; a `*` is one name, `**` any folders. Absent: it lies in `machine` alone. */
  readonly at?: string;
  readonly scope: Scope;
  /** Holds together with the agent's other such files of the same folder; else it is about itself and those. */
  readonly merged: boolean;
  /** The same file in a person's own home, where it is of user scope: below the home, such as `.claude/settings.json`. */
  readonly home?: string;
  /** The same file of whoever manages the machine, where it is of managed scope: absolute paths, one or more an operating system; a `*` is one name. */
  readonly machine?: readonly string[];
}

/** One file of an agent: which, and below which folder. */
export interface FileAt {
  /** Absolute. */
  readonly file: string;
  readonly kind: string;
  readonly scope: Scope;
  /** The folder that the agent works in, absolute; the home for one of user scope. */
  readonly base: string;
}

/** What a decision assumes, where the files do not say. */
export interface Circumstances {
  /** The agent's mode by the agent's own word; absent: what the files set, else the agent's default. */
  readonly mode?: string;
  /** Nobody is there to be asked. */
  readonly headless: boolean;
  /** The folder is trusted by the person. */
  readonly trusted: boolean;
}

/** The circumstances that hold where nobody says otherwise. */
export const USUAL: Circumstances = { headless: false, trusted: true };

/** An agent's permission files: how they are read, and how they decide. Pure. */
export interface Format {
  readonly id: Exclude<FormatId, "ambit">;
  /** As its vendor calls the agent. */
  readonly name: string;
  /** The version that facts were checked against, and when (`YYYY-MM-DD`). */
  readonly checked: { readonly version: string; readonly on: string };
  readonly files: readonly FileKind[];
  /** The modes of the agent, its default first. */
  readonly modes: readonly string[];
  /** Reads one file. Never throws; what is wrong with it is a problem of the subject. */
  read(text: string, at: FileAt): Subject;
  /** What an entry does, where that is something else than its effect says: `Has the tool`. */
  heading?(clause: Clause): string | undefined;
  /** What may be done about a finding, of those things that are known to be right. */
  fixes(found: FoundEntry, text: string, at: FileAt): readonly EntryFix[];
  /** Decides as the agent would by these files together; the first is the one in question. Only subjects that `read` gave. */
  compile(subjects: readonly Subject[], circumstances: Circumstances, world: World): Engine;
}

/** A subject with what only its adapter knows of it. */
export interface OwnSubject<Own> {
  readonly subject: Subject;
  readonly own: Own;
}

/** A format as its adapter writes it: what `read` keeps for itself comes back to `compile`. */
export interface FormatParts<Own> extends Omit<Format, "read" | "compile"> {
  read(text: string, at: FileAt): OwnSubject<Own>;
  compile(files: readonly OwnSubject<Own>[], circumstances: Circumstances, world: World): Engine;
}

/** Makes a format of its parts. */
export function defineFormat<Own>(parts: FormatParts<Own>): Format {
  const known = new WeakMap<Subject, OwnSubject<Own>>();
  return {
    ...parts,
    read(text, at) {
      const read = parts.read(text, at);
      known.set(read.subject, read);
      return read.subject;
    },
    compile: (subjects, circumstances, world) =>
      parts.compile(
        subjects.flatMap((subject) => known.get(subject) ?? []),
        circumstances,
        world,
      ),
  };
}
