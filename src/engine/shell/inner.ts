import type { Folder } from "../../model/command.ts";
import type { ShellWord } from "./tree.ts";

/** What stands inside a command: words, a line of a program, something nobody can read, or nothing. */
export type Inner =
  | {
      readonly kind: "words";
      readonly words: readonly ShellWord[];
      readonly assigns: readonly string[];
      readonly folders?: readonly Folder[];
    }
  | {
      readonly kind: "line";
      readonly text: string;
      readonly consumed?: true;
      readonly folders?: readonly Folder[];
    }
  | { readonly kind: "hidden" }
  | { readonly kind: "nothing" };
