import { compile } from "../../src/engine/engine.ts";
import type { Engine, Verdict } from "../../src/engine/engine.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import type { ToolCall } from "../../src/model/call.ts";
import type { PathResolver } from "../../src/model/resolver.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";

const grammars = await loadGrammars();

/** Where calls of tests happen, unless they say otherwise. */
const PLACE = {
  workspace: "/ws",
  home: "/home/u",
  cwd: "/ws",
  dialect: "bash",
} as const;

/** The engine of one policy, without a disk unless a resolver is given. */
function engineOf(policy: string, resolver?: PathResolver): Engine {
  const main = readPolicy(policy, { file: "/ws/ambit.yaml" });
  const world = resolver === undefined ? { grammars } : { grammars, resolver };
  return compile({ main, extended: [], ceilings: [] }, world);
}

/** A call in a fresh session at a fixed time. */
export function placed(call: ToolCall): ToolCall {
  const context = { ...PLACE, ...call.context };
  return { session: { seen: [] }, now: "2026-11-21T12:00:00Z", ...call, context };
}

/** A command line as a call. */
export function shell(command: string): ToolCall {
  return { tool: "shell", args: { command } };
}

/** Decides one call of a policy. */
export function decide(policy: string, call: ToolCall, resolver?: PathResolver): Verdict {
  return engineOf(policy, resolver).decide(placed(call));
}
