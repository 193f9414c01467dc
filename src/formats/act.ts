import type { ToolCall } from "../model/call.ts";
import { own } from "../model/json.ts";
import type { JsonObject } from "../model/json.ts";

/** What a call does, whatever the agent calls its tool. */
export type Act =
  | { readonly kind: "shell"; readonly command: string; readonly cwd?: string }
  | { readonly kind: "read" | "write"; readonly path: string }
  | { readonly kind: "fetch"; readonly url: string; readonly method?: string }
  | { readonly kind: "search"; readonly query: string }
  | { readonly kind: "agent"; readonly name: string }
  | {
      readonly kind: "mcp";
      readonly server: string;
      readonly tool: string;
      readonly args: JsonObject;
    }
  | { readonly kind: "own"; readonly tool: string; readonly args: JsonObject };

/**
 * A call in Ambit's words (`shell`, `file.read`, `mcp:<server>/<tool>`, …) as an act; any other tool, also `tool:<name>`, is one of the agent's own, which its
 * adapter translates first. `undefined` where an argument that says what it is about is missing or no text.
 */
export function actOf({ tool, args }: ToolCall): Act | undefined {
  const text = (name: string): string | undefined => {
    const value = own(args, name);
    return typeof value === "string" ? value : undefined;
  };
  const [path, url, command] = [text("path"), text("url"), text("command")];
  switch (tool) {
    case "shell": {
      const cwd = text("cwd");
      return command === undefined
        ? undefined
        : { kind: "shell", command, ...(cwd === undefined ? {} : { cwd }) };
    }
    case "file.read":
    case "file.write":
      return path === undefined
        ? undefined
        : { kind: tool === "file.read" ? "read" : "write", path };
    case "web.fetch": {
      const method = text("method");
      return url === undefined
        ? undefined
        : { kind: "fetch", url, ...(method === undefined ? {} : { method }) };
    }
    case "web.search":
      return { kind: "search", query: text("query") ?? "" };
    case "agent.run":
      return { kind: "agent", name: text("name") ?? "" };
    default: {
      const mcp = /^mcp:([^/]+)\/(.+)$/s.exec(tool);
      if (mcp) return { kind: "mcp", server: mcp[1] ?? "", tool: mcp[2] ?? "", args };
      return { kind: "own", tool: tool.replace(/^tool:/, ""), args };
    }
  }
}
