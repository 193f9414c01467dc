import type { Decision } from "../../model/call.ts";
import type { OpencodeRule } from "./rule.ts";

/** The agents that opencode brings along and that a person or a model can choose, the default first. */
export const BUILT_IN_AGENTS = ["build", "plan", "general", "explore"] as const;

/**
 * The rules that stand before everything configured, by agent. Source: the resolved agents of opencode 1.18.33 (`opencode debug agent`,
 * recorded 2026-11-22) and `packages/opencode/src/agent/agent.ts` of anomalyco/opencode. Left out: the folders of installed skills, which
 * `external_directory` allows.
 */
export function builtInRules(agent: string, home: string | undefined): readonly OpencodeRule[] {
  const data = `${home ?? "~"}/.local/share/opencode`;
  const ruled = (lines: readonly Line[]): readonly OpencodeRule[] =>
    lines.map(([permission, pattern, action]) => ({
      permission,
      pattern: pattern.replace("{data}", data),
      action,
    }));
  return ruled([...COMMON, ...(OWN.get(agent) ?? [])]);
}

/** The one rule that stands behind everything configured: what the agent itself cut and kept may be read again. */
export function closingRules(home: string | undefined): readonly OpencodeRule[] {
  const pattern = `${home ?? "~"}/.local/share/opencode/tool-output/*`;
  return [{ permission: "external_directory", pattern, action: "allow" }];
}

type Line = readonly [permission: string, pattern: string, action: Decision];

const OUTSIDE: readonly Line[] = [
  ["external_directory", "*", "ask"],
  ["external_directory", "{data}/tool-output/*", "allow"],
  ["external_directory", "/tmp/opencode/*", "allow"],
];

const COMMON: readonly Line[] = [
  ["*", "*", "allow"],
  ["doom_loop", "*", "ask"],
  ...OUTSIDE,
  ["question", "*", "deny"],
  ["plan_enter", "*", "deny"],
  ["plan_exit", "*", "deny"],
  ["read", "*", "allow"],
  ["read", "*.env", "ask"],
  ["read", "*.env.*", "ask"],
  ["read", "*.env.example", "allow"],
];

const OWN: ReadonlyMap<string, readonly Line[]> = new Map<string, readonly Line[]>([
  [
    "build",
    [
      ["question", "*", "allow"],
      ["plan_enter", "*", "allow"],
    ],
  ],
  [
    "plan",
    [
      ["question", "*", "allow"],
      ["plan_exit", "*", "allow"],
      ["task", "general", "deny"],
      ["external_directory", "{data}/plans/*", "allow"],
      ["edit", "*", "deny"],
      ["edit", ".opencode/plans/*.md", "allow"],
    ],
  ],
  ["general", [["todowrite", "*", "deny"]]],
  [
    "explore",
    [
      ["*", "*", "deny"],
      ...["grep", "glob", "list", "bash", "webfetch", "websearch", "codesearch", "read"].map(
        (permission): Line => [permission, "*", "allow"],
      ),
      ...OUTSIDE,
    ],
  ],
]);
