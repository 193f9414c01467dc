import type { Assumed } from "./decide-as.ts";
import type { Settings } from "./settings.ts";

/** What a client may say in `initializationOptions`. */
export interface StartOptions {
  /** The person trusts the workspace. Absent: no. */
  readonly trusted?: boolean;
  /** The folder of the rules' pages, as a URI with a final `/`. */
  readonly pages?: string;
  readonly settings?: Settings;
  /** How agents' files decide calls. */
  readonly assumed?: Assumed;
}

/** Notification: the person has come to trust the workspace. */
export const TRUSTED = "ambit/trusted";
