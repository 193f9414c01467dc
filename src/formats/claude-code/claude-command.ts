/** A command of a line, in the forms that rules are held against. */
export interface ClaudeCommand {
  readonly text: string;
  /** For `allow`: without known wrappers and harmless assignments. */
  readonly plain: string;
  /** For `ask` and `deny`: every form, the plain one among them, as those look through more. */
  readonly forms: readonly string[];
  readonly words: readonly string[];
  /** Only an entry that is exactly this command allows it. */
  readonly exactOnly: boolean;
}
