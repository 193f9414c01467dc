import type { Explanation } from "../engine/explanation.ts";
import type { Scope } from "../formats/format.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import type { Subject } from "../model/subject.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import type { WorkspaceAgent } from "./agents.ts";
import { documentsOf } from "./inspection.ts";
import type { Workspace } from "./workspace.ts";

/** What an agent may do, by what it does it to. */
export const CAPABILITIES = [
  "run commands",
  "read files",
  "write files",
  "fetch from the web",
  "search the web",
  "start agents",
  "call tools of servers",
  "call other tools",
] as const;

/** A kind of what an agent does. */
export type Capability = (typeof CAPABILITIES)[number];

/** An entry that says something about a capability. */
export interface EffectiveEntry {
  readonly clause: Clause;
  /** How far the agent's file counts that it stands in. */
  readonly scope?: Scope;
  /** What keeps it from having an effect: another entry, in words. */
  readonly overriddenBy?: { readonly text: string; readonly clause?: Clause };
}

/** Everything about one capability of one agent. */
export interface EffectiveCapability {
  readonly capability: Capability;
  readonly entries: readonly EffectiveEntry[];
  /** What becomes of a call that no entry names, and why; absent where that depends on the call. */
  readonly otherwise?: Explanation;
}

/** What the files of a workspace together grant to one agent. */
export interface EffectiveAgent {
  readonly agent: WorkspaceAgent;
  /** What is taken for granted. */
  readonly assumes: readonly string[];
  readonly capabilities: readonly EffectiveCapability[];
}

/** What an agent's files say together, capability by capability; those that nothing is said about are left out where they are not decided either. */
export function effectiveOf(workspace: Workspace, agent: WorkspaceAgent): EffectiveAgent {
  const { policy } = agent;
  const subjects = documentsOf(policy.bounds);
  const { clauses } = policy.engine;
  const capabilities = CAPABILITIES.flatMap((capability): readonly EffectiveCapability[] => {
    const entries = clauses
      .filter((clause) => capabilitiesOf(clause).includes(capability))
      .map((clause): EffectiveEntry => {
        const scope = policy.agent?.files.find(({ file }) => file === clause.file)?.scope;
        const entry = entryOf(clause, subjects, clauses);
        return scope === undefined ? entry : { ...entry, scope };
      });
    const probe = PROBES[capability];
    const otherwise = probe && workspace.explain(probe, policy);
    if (entries.length === 0 && otherwise === undefined) return [];
    return [{ capability, entries, ...(otherwise === undefined ? {} : { otherwise }) }];
  });
  const [first] = capabilities.flatMap(({ otherwise }) => otherwise ?? []);
  return { agent, assumes: first?.vendor?.assumes ?? [], capabilities };
}

/** Calls that no entry means by name. */
const PROBES: Readonly<Partial<Record<Capability, ToolCall>>> = {
  "run commands": { tool: "shell", args: { command: "some-other-program" } },
  "read files": { tool: "file.read", args: { path: "some-other-folder/some-file" } },
  "write files": { tool: "file.write", args: { path: "some-other-folder/some-file" } },
  "fetch from the web": { tool: "web.fetch", args: { url: "https://some-other-host.example/" } },
};

/** What an entry is about; one about any tool is about everything. */
function capabilitiesOf({ tools }: Clause): readonly Capability[] {
  const found = new Set(tools.flatMap(capabilityOf));
  return CAPABILITIES.filter((capability) => found.has(capability));
}

function capabilityOf(pattern: ToolPattern): readonly Capability[] {
  switch (pattern.kind) {
    case "any":
      return CAPABILITIES;
    case "files":
      return ["read files", "write files"];
    case "mcp":
      return ["call tools of servers"];
    case "named":
      return ["call other tools"];
    case "exact":
      return [BUILT_IN.get(pattern.tool) ?? other(pattern.tool)];
  }
}

function other(tool: string): Capability {
  return tool.startsWith("mcp:") ? "call tools of servers" : "call other tools";
}

const BUILT_IN: ReadonlyMap<string, Capability> = new Map([
  ["shell", "run commands"],
  ["file.read", "read files"],
  ["file.write", "write files"],
  ["web.fetch", "fetch from the web"],
  ["web.search", "search the web"],
  ["agent.run", "start agents"],
]);

/** The readers of files mark what has no effect, and say which entry covers it. */
function entryOf(
  clause: Clause,
  subjects: readonly Subject[],
  clauses: readonly Clause[],
): EffectiveEntry {
  const subject = subjects.find(({ file }) => file === clause.file);
  const key = JSON.stringify(clause.at);
  const mark = subject?.marks?.find(
    ({ kind, at }) => kind === "unreachable-entry" && JSON.stringify(at.path) === key,
  );
  if (mark === undefined) return { clause };
  const by = JSON.stringify(mark.related?.[0]?.at.path);
  const found = clauses.find((one) => one.file === clause.file && JSON.stringify(one.at) === by);
  return {
    clause,
    overriddenBy: {
      text: found?.id ?? "another entry",
      ...(found === undefined ? {} : { clause: found }),
    },
  };
}
