import type { World } from "../../engine/engine.ts";
import type { Scene } from "../../engine/scene.ts";
import { stricter } from "../../model/call.ts";
import type { ToolCall } from "../../model/call.ts";
import type { Act } from "../act.ts";
import type { Circumstances } from "../format.ts";
import { judgementOf } from "../vendor-engine.ts";
import type { Machine } from "../vendor-engine.ts";
import { vscodeActs } from "./act-of.ts";
import { unknownAnswer } from "./answer.ts";
import type { Answer } from "./answer.ts";
import { judgeEdit, judgeRead } from "./judge-file.ts";
import { judgeShell } from "./judge-shell.ts";
import { judgeUrl } from "./judge-url.ts";
import { considerClause } from "./consider.ts";
import { listsTool, toolNames } from "./list-tools.ts";
import type { Policy } from "./policy.ts";

/** Decides as VS Code's agent would: what tools there are, which always ask, what approves everything, and the settings of each kind. */
export function machineOf(policy: Policy, circumstances: Circumstances, world: World): Machine {
  const assumes = assumptions(policy, circumstances);
  return {
    clauses: policy.clauses,
    judge(call, scene) {
      const acts = vscodeActs(call);
      if (acts === undefined) return judgementOf(MALFORMED, assumes);
      const answers = acts.map((act) => answer(act, call, scene));
      return judgementOf(answers.reduce(strictest), assumes);
    },
    consider: (clause, call, scene) => considerClause(policy, clause, call, scene, world),
  };

  function answer(act: Act, call: ToolCall, scene: Scene): Answer {
    const names = toolNames(act, call);
    if (policy.broken !== undefined) return unknownAnswer(policy.broken);
    const { tools } = policy;
    if (tools !== undefined && !tools.some((clause) => listsTool(clause, names)))
      return {
        decision: "deny",
        rules: [],
        because: "the agent's list of tools does not have this one",
      };
    if (act.kind === "mcp" && policy.runs === "none")
      return { decision: "deny", rules: [], because: "the policy `ChatMCP` lets no servers run" };
    if (act.kind === "mcp" && policy.runs === "registry")
      return unknownAnswer("the policy `ChatMCP` lets only servers of a registry run");
    const asking = policy.eligible.filter((clause) => listsTool(clause, names));
    const open = policy.everything;
    if (asking.length > 0) {
      const why =
        "*Allow all* is documented to skip every prompt, also of tools that are not eligible";
      return {
        decision: "ask",
        rules: asking,
        ...(open === undefined ? {} : { pessimistic: { decision: "allow", why } as const }),
      };
    }
    if (open !== undefined)
      return { decision: "allow", rules: open.clauses, because: open.because };
    if (policy.level === "assisted")
      return unknownAnswer("with *Assisted permissions* a model judges each call");
    return byKind(act, scene);
  }

  function byKind(act: Act, scene: Scene): Answer {
    switch (act.kind) {
      case "shell":
        return judgeShell(act.command, policy.terminal, scene, world);
      case "write":
        return judgeEdit(act.path, policy, scene);
      case "read":
        return judgeRead(act.path, scene);
      case "fetch":
        return judgeUrl(act.url, policy.urls);
      case "mcp": {
        const clause = policy.servers.get(act.server);
        if (clause === undefined)
          return {
            decision: "ask",
            rules: [],
            because: "tools of servers ask, unless their server says that they only read",
          };
        return { decision: "allow", rules: [clause] };
      }
      case "agent":
      case "search":
        return unknownAnswer("it is not documented whether this tool asks");
      case "own":
        return { decision: "ask", rules: [], because: "tools of extensions ask" };
    }
  }
}

const MALFORMED: Answer = {
  decision: "ask",
  rules: [],
  because: "the call does not say what it is about",
};

/** Of several acts of a call; what nobody knows stands over all. */
function strictest(a: Answer, b: Answer): Answer {
  if (b.unknown !== undefined) return b;
  return a.unknown !== undefined || stricter(a.decision, b.decision) === a.decision ? a : b;
}

function assumptions({ level }: Policy, { headless, trusted }: Circumstances): readonly string[] {
  return [
    trusted
      ? "the folder is trusted"
      : "the folder is not trusted, so its own settings do not count",
    level === "manual"
      ? "the session has *Manual permissions*"
      : `the session has the level \`${level}\``,
    "nothing was approved for the session or the workspace by a click, and the warning about automatic approval was accepted",
    ...(headless ? ["nobody is there, and a prompt is not answered"] : []),
  ];
}
