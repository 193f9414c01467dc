import { SETTINGS } from "../../formats/vscode/settings-keys.ts";
import { BARE, commandOffers, hostOffers, pathOffers, serverOffers, words } from "./things.ts";
import type { AgentOffer, AgentWriting } from "./writing.ts";

type Offers = readonly AgentOffer[] | Promise<readonly AgentOffer[]>;

/** What may stand in VS Code's settings for its agent. The settings themselves and their values are known to VS Code. */
export function vsCodeOffers(writing: AgentWriting): Offers {
  const [setting] = writing.path;
  if (writing.path.length !== 2 || writing.on !== "key") return [];
  switch (setting) {
    case SETTINGS.terminal:
    case SETTINGS.oldTerminal:
      return commandOffers(writing, BARE);
    case SETTINGS.edits:
      return pathOffers(writing, BARE);
    case SETTINGS.urls:
      return hostOffers(writing, { front: "https://", back: "" });
    default:
      return [];
  }
}

/** What may stand in opencode's permissions: what is held against patterns. Names and words are in its published schema. */
export function opencodeOffers(writing: AgentWriting): Offers {
  const at = writing.path.indexOf("permission");
  const [tool, pattern, ...deeper] = at < 0 ? [] : writing.path.slice(at + 1);
  if (writing.on !== "key" || pattern === undefined || deeper.length > 0) return [];
  if (tool === "bash") return commandOffers(writing, { ...BARE, rest: " *" });
  return typeof tool === "string" && PATH_TOOLS.has(tool) ? pathOffers(writing, BARE) : [];
}

const PATH_TOOLS: ReadonlySet<string> = new Set(["read", "edit", "glob", "list"]);

/** What may stand in the lists of Cursor's CLI. Source: cursor.com/docs/cli/reference/permissions, read 2026-11-21. */
export async function cursorOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const { path, on, before, file } = writing;
  const [first, second, third] = path;
  const isList = first === "permissions" && (second === "allow" || second === "deny");
  if (file.at.kind !== "cli" || on === "key" || !isList || typeof third !== "number") return [];
  const open = before.indexOf("(");
  const tool = open < 0 ? "" : before.slice(0, open);
  const within = { front: `${tool}(`, back: ")" };
  switch (tool) {
    case "":
      return [
        ...["Shell", "Read", "Write", "WebFetch"].map((name): AgentOffer => ({
          text: `${name}()`,
          kind: "Function",
          rank: 0,
          next: "inside",
        })),
        ...(await mcpTokens(writing)),
      ];
    case "Shell":
      return commandOffers(writing, { ...within, rest: ":*" }).then((all) => all.map(asToken));
    case "Read":
    case "Write":
      return pathOffers(writing, within);
    case "WebFetch":
      return hostOffers(writing, within);
    default:
      return tool === "Mcp" ? mcpTokens(writing) : [];
  }
}

function mcpTokens(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  return serverOffers(writing, (server, tool) => `Mcp(${server}:${tool ?? "*"})`);
}

/** `Shell(git status:*)` is written `Shell(git:status*)`: the program, then what its arguments match. */
function asToken(offer: AgentOffer): AgentOffer {
  const [, program = "", rest = ""] = /^Shell\((\S+) ?([^:]*).*\)$/.exec(offer.text) ?? [];
  const end = offer.text.endsWith(":*)") ? "*" : "";
  return { ...offer, text: rest === "" ? `Shell(${program})` : `Shell(${program}:${rest}${end})` };
}

/** What may stand in Gemini CLI's policies; the key is that of the line. */
export function geminiOffers(writing: AgentWriting): Offers {
  const [key] = writing.path;
  switch (writing.file.at.kind === "policy" ? key : undefined) {
    case "decision":
      return words({ allow: "carries it out", ask_user: "asks", deny: "refuses" });
    case "toolName":
      return words(GEMINI_TOOLS);
    case "commandPrefix":
      return commandOffers(writing, BARE);
    case "modes":
      return words({ default: "", autoEdit: "", plan: "", yolo: "" });
    case "mcpName":
      return writing.around
        .servers()
        .then((all) =>
          all.map(({ name, config }) => ({ text: name, kind: "Module", rank: 0, detail: config })),
        );
    default:
      return [];
  }
}

/** Source: @google/gemini-cli-core 0.61.0, built-in policies. */
const GEMINI_TOOLS = {
  run_shell_command: "a command line",
  read_file: "reads a file",
  write_file: "writes a file",
  replace: "edits a file",
  glob: "finds files",
  grep_search: "searches files",
  list_directory: "lists a folder",
  web_fetch: "fetches from the web",
  google_web_search: "searches the web",
};

/** What may stand in Codex's rules and configuration; the key is that of the line. Source: codex 0.169.0. */
export function codexOffers(writing: AgentWriting): Offers {
  const [key] = writing.path;
  const isRules = writing.file.at.file.endsWith(".rules");
  if (isRules && key === "decision")
    return words({ allow: "runs it outside the sandbox", prompt: "asks", forbidden: "refuses" });
  if (isRules) return [];
  if (key === "approval_policy")
    return words({
      "on-request": "asks when the model wants to leave the sandbox",
      untrusted: "asks for all but what is known to be safe",
      never: "never asks",
    });
  return key === "sandbox_mode"
    ? words({
        "read-only": "writes nothing",
        "workspace-write": "writes in the workspace",
        "danger-full-access": "no sandbox",
      })
    : [];
}
