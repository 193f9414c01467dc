import type { ToolCall } from "../../model/call.ts";
import { isList, own } from "../../model/json.ts";
import { actOf } from "../act.ts";
import type { Act } from "../act.ts";
import { builtInOf } from "./tools.ts";

/** A call as acts: those of VS Code's own tools too, by the names that its model uses. A tool for several addresses is several acts. */
export function vscodeActs(call: ToolCall): readonly Act[] | undefined {
  const act = actOf(call);
  if (act?.kind !== "own") return act && [act];
  const text = (...names: readonly string[]): string | undefined => {
    for (const name of names) {
      const value = own(act.args, name);
      if (typeof value === "string") return value;
    }
    return undefined;
  };
  switch (builtInOf(act.tool)) {
    case "shell": {
      const command = text("command", "commandLine");
      return command === undefined ? undefined : [{ kind: "shell", command }];
    }
    case "file.write":
    case "file.read": {
      const path = text("filePath", "path", "dirPath");
      if (path === undefined) return undefined;
      return [{ kind: builtInOf(act.tool) === "file.read" ? "read" : "write", path }];
    }
    case "web.fetch": {
      const urls = own(act.args, "urls") ?? own(act.args, "url");
      const list = isList(urls) ? urls : [urls];
      const texts = list.flatMap((url) => (typeof url === "string" ? [url] : []));
      if (texts.length !== list.length || texts.length === 0) return undefined;
      return texts.map((url) => ({ kind: "fetch", url }));
    }
    case "agent.run":
      return [{ kind: "agent", name: text("agentName", "name") ?? "" }];
    case undefined:
      return [act];
  }
}
