import type { Outcome } from "./judge-line.ts";
import type { Settings } from "./settings.ts";

/** A question about leaving the sandbox. */
export function refusedOrAsked(what: string, { approval, granular }: Settings): Outcome {
  const asks = granular === undefined ? approval !== "never" : granular.sandbox;
  if (asks) return { decision: "ask", rules: [], because: `${what}, so Codex asks` };
  return { decision: "deny", rules: [], because: `${what}, and the approval policy asks nobody` };
}
