import type { JsonObject } from "../model/json.ts";

/** What the Simulation view shows: the session of a scenario, or one call. */
export type Subject = { readonly kind: "scenario"; readonly uri: string } | CallSubject;

/** One call, as the form holds it. */
export interface CallSubject {
  readonly kind: "call";
  readonly policy: string;
  readonly tool: string;
  readonly args: JsonObject;
}
