import type { JsonObject } from "../../model/json.ts";
import { own } from "../../model/json.ts";
import { fetchText } from "./fetch-tool.ts";
import { readFileText, writeFileText } from "./file-tools.ts";
import { runCommand } from "./shell-tool.ts";
import type { ToolAnswer } from "./tool-answer.ts";

/** A tool whose arguments are all texts. */
export interface AgentTool {
  readonly description: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  run(args: JsonObject): Promise<ToolAnswer>;
}

/** The tools of the policy language that are carried out, by their names in it. `cwd` is absolute. */
export const AGENT_TOOLS: ReadonlyMap<string, AgentTool> = new Map<string, AgentTool>([
  [
    "web.fetch",
    {
      description: "Make one HTTP request; redirects are not followed.",
      required: ["url"],
      optional: ["method"],
      run: (args) => fetchText(text(args, "url"), text(args, "method", "GET")),
    },
  ],
  [
    "shell",
    {
      description: "Run a command line with bash.",
      required: ["command"],
      optional: ["cwd"],
      run: (args) => runCommand(text(args, "command"), text(args, "cwd", process.cwd())),
    },
  ],
  [
    "file.read",
    {
      description: "Read a text file.",
      required: ["path"],
      optional: ["cwd"],
      run: (args) => readFileText(text(args, "path"), text(args, "cwd", process.cwd())),
    },
  ],
  [
    "file.write",
    {
      description:
        "Write a text file over what is there; without `content` make it, where there is none.",
      required: ["path"],
      optional: ["content", "cwd"],
      run: (args) =>
        writeFileText(text(args, "path"), text(args, "cwd", process.cwd()), own(args, "content")),
    },
  ],
]);

function text(args: JsonObject, name: string, otherwise?: string): string {
  const value = own(args, name) ?? otherwise;
  if (typeof value !== "string") throw new Error(`\`${name}\` is no text`);
  return value;
}
