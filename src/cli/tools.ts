import { Refusal } from "./refusal.ts";
import { toolsSync } from "./tools-sync.ts";

/** `ambit tools`: what there is to do with the tools of MCP servers. */
export async function tools([what, ...args]: readonly string[]): Promise<number> {
  if (what === "sync") return toolsSync(args);
  throw new Refusal("`ambit tools` needs what to do: `ambit tools sync`", 2);
}
