import type { RuleList } from "../../formats/claude-code/rule.ts";
import { claudeEntries, claudeModes } from "./claude-entries.ts";
import { claudeFrontOffers } from "./claude-front-offers.ts";
import { serverNames, words } from "./things.ts";
import type { AgentOffer, AgentWriting } from "./writing.ts";

/** What may stand in the settings of Claude Code where only it knows the grammar. */
export async function claudeOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const { path, on, file } = writing;
  const [first, second, third] = path;
  if (file.at.file.endsWith(".md")) return claudeFrontOffers(writing);
  if (file.at.kind !== "settings" || on === "key") return [];
  if (first === "enabledMcpjsonServers" || first === "disabledMcpjsonServers")
    return typeof second === "number" ? serverNames(writing) : [];
  if (first !== "permissions") return [];
  if (second === "defaultMode" && path.length === 2) return words(claudeModes(file.at.scope));
  if (second === "disableBypassPermissionsMode" && path.length === 2)
    return words({ disable: "the mode without prompts cannot be chosen" });
  const list = LISTS.find((one) => one === second);
  if (list === undefined || typeof third !== "number") return [];
  return claudeEntries(writing, list);
}

const LISTS: readonly RuleList[] = ["allow", "ask", "deny"];
