import type { JsonObject } from "../model/json.ts";

/** What the Simulation view shows: the session of a scenario, one call, or calls that no file holds yet. */
export type Subject =
  | { readonly kind: "scenario"; readonly uri: string }
  | CallSubject
  | CallsSubject;

/** Calls in their order, such as a model has made them. */
export interface CallsSubject {
  readonly kind: "calls";
  readonly title: string;
  readonly policy: string;
  readonly calls: readonly { readonly tool: string; readonly args: JsonObject }[];
}

/** Do both stand for the same, though one may go on where the other ends? */
export function isSameSubject(a: Subject, b: Subject): boolean {
  if (a.kind === "scenario") return b.kind === "scenario" && a.uri === b.uri;
  if (a.kind === "call") return b.kind === "call" && a.policy === b.policy;
  return b.kind === "calls" && a.policy === b.policy && a.title === b.title;
}

/** One call, as the form holds it. */
export interface CallSubject {
  readonly kind: "call";
  readonly policy: string;
  readonly tool: string;
  readonly args: JsonObject;
}
