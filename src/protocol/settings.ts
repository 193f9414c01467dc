import type { Persona } from "../model/level.ts";
import type { Severity } from "../model/problem.ts";

/** What a person has set about findings. A client sends it as read, in `initializationOptions` and after each change; the server checks it. */
export interface Settings {
  /** Whose findings are shown: everything that concerns a regular reader, also what a pedantic one wants, or also an auditor; `configured`: what the workspace says. */
  readonly persona?: Persona | "configured";
  /** How bad findings of a rule are, by its id; `off` hides them. */
  readonly rules?: Readonly<Record<string, Severity | "off">>;
  /** The ids of the agents whose policies are shown findings of; empty: all. */
  readonly agents?: readonly string[];
  readonly inlayHints?: { readonly reach?: boolean };
}
