/** What became of a path of the workspace, compared with the workspace itself. `stamp` changes whenever the entry does. */
export interface Change {
  readonly state: "created" | "changed" | "deleted";
  readonly stamp: string;
}

/** All that differs from the workspace, by the path from its folder; a folder's ends in `/`. */
export interface Changes {
  readonly entries: ReadonlyMap<string, Change>;
  /** Bytes of what was created and changed. */
  readonly bytes: number;
}

/** A throw-away workspace: what is written to it never reaches the workspace that it stands for. */
export interface Ground {
  readonly kind: "overlay" | "copy";
  /** For people. */
  readonly words: string;
  /** The folder that is seen as the workspace inside, once `enter` has been run. */
  readonly from: string;
  /** Words that bring a program to where `from` can be seen, as the user who runs there. */
  readonly enter: readonly string[];
  changes(): Promise<Changes>;
  /** A file of it as it is now, to be read from outside; never through a link that leads out of it. */
  pathOf(name: string): string;
  close(): Promise<void>;
}

/** Who runs in the sandbox. */
export interface Runner {
  readonly uid: number;
  readonly gid: number;
  /** The person, or somebody without any rights, in whose place root never runs anything. */
  readonly is: "person" | "nobody";
}
