import { parseUrl } from "../../model/url.ts";
import type { Scene } from "../../engine/scene.ts";
import type { Clause } from "../../model/clause.ts";
import type { ToolCall } from "../../model/call.ts";
import { own } from "../../model/json.ts";
import { actOf } from "../act.ts";
import type { Act } from "../act.ts";
import { EFFECTS } from "./clauses.ts";
import { judgeRead, judgeWrite } from "./judge-files.ts";
import { judgeLine } from "./judge-line.ts";
import type { Book, Outcome } from "./judge-line.ts";
import { judgeProfileFetch } from "./judge-profile.ts";
import { refusedOrAsked } from "./refused-or-asked.ts";
import type { NetworkRule } from "./policy.ts";
import { judgeServerTool } from "./judge-tools.ts";

/** All that a call is judged by. */
export interface Ground extends Book {
  readonly networks: readonly { readonly rule: NetworkRule; readonly clause: Clause }[];
  /** Those of `config.toml`. */
  readonly configured: readonly Clause[];
}

/** What Codex does, call by call; `undefined` where the call does not say what it is about. */
export function judge(call: ToolCall, scene: Scene, ground: Ground): Outcome | undefined {
  const acts = actsOf(call);
  if (acts === undefined) return undefined;
  const outcomes = acts.map((act) => judgeAct(act, scene, ground));
  for (const decision of ["deny", "ask", "allow"] as const) {
    const found = outcomes.find((one) => one.decision === decision);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The call as acts: a patch may edit several files. */
function actsOf(call: ToolCall): readonly Act[] | undefined {
  const act = actOf(call);
  if (act === undefined) return undefined;
  if (act.kind === "shell") return edits(act.command) ?? [act];
  if (act.kind !== "own") return [act];
  const text = (name: string): string | undefined => {
    const value = own(act.args, name);
    return typeof value === "string" ? value : undefined;
  };
  switch (act.tool) {
    case "exec_command":
    case "shell_command":
    case "Bash": {
      const command = text("cmd") ?? text("command");
      return command === undefined ? undefined : (edits(command) ?? [{ kind: "shell", command }]);
    }
    case "apply_patch": {
      const patch = text("input") ?? text("patch") ?? text("command");
      return patch === undefined ? undefined : filesOf(patch);
    }
    case "view_image": {
      const path = text("path");
      return path === undefined ? undefined : [{ kind: "read", path }];
    }
    case "web_search":
      return [{ kind: "search", query: text("query") ?? "" }];
    case "spawn_agent":
      return [{ kind: "agent", name: text("agent_type") ?? "" }];
    default:
      return [act];
  }
}

/** `apply_patch <<'EOF' …` as a command is an edit, and no command. Recorded from Codex 0.169.0. */
function edits(command: string): readonly Act[] | undefined {
  if (!/^\s*apply_patch\s*<<\s*['"]?\w+['"]?\n/.test(command)) return undefined;
  return filesOf(command);
}

function filesOf(patch: string): readonly Act[] | undefined {
  const paths = [...patch.matchAll(/^\*\*\* (?:(?:Add|Update|Delete) File|Move to): (.+)$/gm)];
  if (paths.length === 0) return undefined;
  return paths.map(([, path = ""]): Act => ({ kind: "write", path: path.trim() }));
}

function judgeAct(act: Act, scene: Scene, ground: Ground): Outcome {
  const { settings, configured } = ground;
  switch (act.kind) {
    case "shell":
      return judgeLine(act.command, ground);
    case "read":
      return judgeRead(act.path, scene, settings);
    case "write":
      return judgeWrite(act.path, scene, settings, configured);
    case "fetch":
      return judgeFetch(act.url, ground);
    case "search": {
      const because = `\`web_search\` is \`${settings.search}\``;
      return { decision: settings.search === "disabled" ? "deny" : "allow", rules: [], because };
    }
    case "agent": {
      const because = "an agent is started unasked, and is held to the same rules";
      return { decision: "allow", rules: [], because };
    }
    case "mcp":
      return judgeServerTool(act.server, act.tool, settings, configured);
    case "own": {
      const unknown = `nothing is documented about approving \`${act.tool}\``;
      return { decision: "deny", rules: [], unknown };
    }
  }
}

/** Codex has no tool that fetches an address: a command does, as far as the sandbox lets it. Source: developers.openai.com/codex/agent-approvals-security. */
function judgeFetch(url: string, ground: Ground): Outcome {
  const { settings, networks, configured } = ground;
  const host = parseUrl(url)?.hostname.replace(/^\[|\]$|\.$/g, "");
  const scheme = parseUrl(url)?.protocol.replace(":", "");
  const named = networks.filter(
    ({ rule }) => rule.host === host && rule.protocol.startsWith(scheme ?? "?"),
  );
  for (const decision of ["forbidden", "prompt", "allow"] as const) {
    const found = named.filter(({ rule }) => rule.decision === decision);
    if (found.length === 0) continue;
    const rules = found.map(({ clause }) => clause);
    if (decision !== "prompt") return { decision: EFFECTS[decision], rules };
    return { ...refusedOrAsked("a rule of the host asks", settings), rules };
  }
  if (ground.open !== undefined) return { decision: "deny", rules: [], unknown: ground.open };
  if (settings.profile !== undefined) return judgeProfileFetch(url, settings.profile, settings);
  if (settings.sandbox === "danger-full-access") {
    const because = "the sandbox is off, so a command reaches every host";
    return { decision: settings.approval === "untrusted" ? "ask" : "allow", rules: [], because };
  }
  if (settings.sandbox === "workspace-write" && settings.network) {
    const rules = configured.filter(({ tools }) => tools[0]?.source === "web.fetch");
    if (settings.approval !== "untrusted")
      return { decision: "allow", rules, because: "the sandbox lets commands into the network" };
    return { decision: "ask", rules: [], because: "a command fetches it, and `untrusted` asks" };
  }
  return refusedOrAsked("the sandbox has no network", settings);
}
