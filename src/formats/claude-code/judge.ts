import type { Scene } from "../../engine/scene.ts";
import type { Outcome } from "../vendor-engine.ts";
import { FREE_TOOLS, READ_TOOLS, WRITE_TOOLS, isProtected } from "./built-in.ts";
import { judgeLine } from "./judge-line.ts";
import { knownPath } from "./match.ts";
import { BYPASSED, isInside, matching, prompt, stoppedBy } from "./stages.ts";
import type { Rulebook } from "./stages.ts";
import type { ClaudeCall } from "./tool-of.ts";

/**
 * The decision on a call. Order: deny, ask, the mode, allow, and a prompt; a list of an earlier stage wins whatever is more specific. Source:
 * code.claude.com/docs/en/permissions and agent-sdk/permissions, 2026-08-22 (about 2.1.240).
 */
export function judge(book: Rulebook, call: ClaudeCall, scene: Scene): Outcome {
  if (call.command !== undefined) return judgeLine(book, call, scene);
  const stopped = stoppedBy(book, call, scene);
  if (stopped !== undefined) return stopped;
  const path = call.path === undefined ? undefined : knownPath(call.path, scene);
  const writes = WRITE_TOOLS.has(call.tool);
  if (writes && (path === undefined || isProtected(path)))
    return prompt(book, "a write to a protected path is approved by no rule and no mode");
  const allowing = matching(book, "allow", call, scene);
  if (book.mode === "bypassPermissions") return { ...BYPASSED, rules: allowing };
  if (allowing.length > 0) return { decision: "allow", rules: allowing };
  return unruled(
    book,
    call,
    path === undefined ? false : isInside(path.given.machine, book, scene),
  );
}

function unruled(book: Rulebook, call: ClaudeCall, inside: boolean): Outcome {
  if (READ_TOOLS.has(call.tool) && inside)
    return free("the agent reads what lies in its working folders without asking");
  if (FREE_TOOLS.has(call.tool)) return free(`\`${call.tool}\` never asks`);
  if (book.mode === "acceptEdits" && WRITE_TOOLS.has(call.tool) && inside)
    return free("the mode `acceptEdits` approves writes in the working folders");
  return prompt(book, "no rule matches");
}

function free(because: string): Outcome {
  return { decision: "allow", rules: [], because };
}
