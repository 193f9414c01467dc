import { Refusal } from "./refusal.ts";
import { toolsAccept } from "./tools-accept.ts";
import { toolsSync } from "./tools-sync.ts";

/** `ambit tools`: what there is to do with the tools of MCP servers. */
export async function tools([what, ...args]: readonly string[]): Promise<number> {
  if (what === "sync") return toolsSync(args);
  if (what === "accept") return toolsAccept(args);
  throw new Refusal(
    "`ambit tools` needs what to do: `ambit tools sync` or `ambit tools accept`",
    2,
  );
}
