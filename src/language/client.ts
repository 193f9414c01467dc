import type { AgentOptions } from "../workspace/agent-files.ts";
import type { FindingSettings } from "./settings.ts";

/** What the features of the editor must know of the client. */
export interface Client {
  /** The address under which the client knows a file. */
  uriOf(path: string): string;
  /** The folder of the rules' pages, with a final `/`; absent where there is none to open. */
  readonly pages: string | undefined;
  /** Shows places related to a diagnostic. */
  readonly showsRelated: boolean;
  /** What the person has set, as it is now. */
  settings(): FindingSettings;
  /** How the files of agents decide a call that the person asks about; findings are those of the command line. */
  assumed(): AgentOptions;
  /** Knows snippets, with places to fill in. */
  readonly snippets: boolean;
}
