import type { Clause } from "../../model/clause.ts";
import { globMatches } from "../../model/glob.ts";
import type { Outcome } from "./judge-line.ts";
import type { Settings } from "./settings.ts";

/**
 * What Codex decides of a tool of a server: its own mode, else the server's, else `auto`. What a tool says of itself is not known here. Source: recorded from Codex
 * 0.169.0 for each mode and annotation.
 */
export function judgeServerTool(
  name: string,
  tool: string,
  settings: Settings,
  configured: readonly Clause[],
): Outcome {
  const server = settings.servers.get(name);
  if (server === undefined) {
    const unknown = `no file of Codex that was read configures the server \`${name}\``;
    return { decision: "deny", rules: [], unknown };
  }
  if (settings.doubtful.has(name)) {
    const unknown = `the requirements say in a way that is not read here which server \`${name}\` may be`;
    return { decision: "deny", rules: [], unknown };
  }
  const about = configured.filter((clause) =>
    clause.tools.some((one) =>
      one.kind === "mcp"
        ? globMatches(one.server, name) && globMatches(one.tool, tool)
        : one.kind === "exact" && one.tool === `mcp:${name}/${tool}`,
    ),
  );
  const of = (effect: Clause["effect"]): readonly Clause[] => {
    const found = about.filter((clause) => clause.effect === effect);
    const own = found.filter(({ tools }) => tools[0]?.kind === "exact");
    return own.length > 0 ? own : found;
  };
  if (!server.enabled)
    return { decision: "deny", rules: [], because: `the server \`${name}\` is not enabled` };
  if (server.disabledTools.includes(tool))
    return { decision: "deny", rules: of("deny"), because: "the tool is not offered" };
  if (server.enabledTools !== undefined && !server.enabledTools.includes(tool))
    return { decision: "deny", rules: [], because: "`enabled_tools` does not name it" };
  const mode = server.tools.get(tool) ?? server.mode ?? "auto";
  if (mode === "approve") return { decision: "allow", rules: of("allow") };
  const never =
    settings.granular === undefined ? settings.approval === "never" : !settings.granular.servers;
  const decision = never ? "deny" : "ask";
  const refused = never ? ", and the approval policy asks nobody" : "";
  if (mode === "prompt")
    return { decision, rules: of("ask"), because: `its mode is \`prompt\`${refused}` };
  const why = "a tool that says of itself that it only reads runs unasked";
  return {
    decision,
    rules: [],
    because: `its mode is \`${mode}\`, which asks about what may write${refused}`,
    pessimistic: { decision: "allow", why },
  };
}
