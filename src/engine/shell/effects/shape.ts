import type { FileUse } from "../../../model/command.ts";

/** What a command does to files by its arguments. */
export interface Effects {
  readonly files: readonly FileUse[];
  /** These are all. */
  readonly known: boolean;
  /** The words are understood well enough that none of them needs to be taken for a file as well. */
  readonly understood: boolean;
}
