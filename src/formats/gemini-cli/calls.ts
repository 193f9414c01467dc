import type { ToolCall } from "../../model/call.ts";
import { own } from "../../model/json.ts";
import { actOf } from "../act.ts";
import { fullName } from "./engine.ts";
import type { GeminiCall } from "./engine.ts";

/**
 * A call as Gemini CLI would make it: by its own names, each of the ways where there are several. `undefined` where an argument that says what it is about is
 * missing. Source: docs/tools of Gemini CLI 0.61.0.
 */
export function geminiCalls(call: ToolCall): readonly GeminiCall[] | undefined {
  const act = actOf(call);
  if (act === undefined) return undefined;
  switch (act.kind) {
    case "shell": {
      const folder = act.cwd === undefined ? {} : { dir_path: act.cwd };
      return [{ tool: "run_shell_command", args: { command: act.command, ...folder } }];
    }
    case "read":
      return [{ tool: "read_file", args: { file_path: act.path } }];
    case "write":
      return ["write_file", "replace"].map((tool) => ({ tool, args: { file_path: act.path } }));
    case "fetch":
      return [{ tool: "web_fetch", args: { prompt: act.url } }];
    case "search":
      return [{ tool: "google_web_search", args: { query: act.query } }];
    case "agent":
      return [{ tool: "invoke_agent", args: { agent_name: act.name } }];
    case "mcp":
      return [{ tool: fullName(act.server, act.tool), args: act.args, server: act.server }];
    case "own": {
      if (act.tool === "run_shell_command" && typeof own(act.args, "command") !== "string")
        return undefined;
      return [{ tool: act.tool, args: act.args }];
    }
  }
}
