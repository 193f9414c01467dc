import { vendorEngine } from "../vendor-engine.ts";
import { defineFormat } from "../format.ts";
import type { FileKind, Format } from "../format.ts";
import { machineOf } from "./machine.ts";
import type { Own } from "./own.ts";
import { LEVELS, policyOf } from "./policy.ts";
import { readAgent } from "./read-agent.ts";
import { readHooks } from "./read-hooks.ts";
import { readPolicyFile } from "./read-policy.ts";
import { readServers } from "./read-servers.ts";
import { readSettings } from "./read-settings.ts";
import { vsCodeFixes } from "./fixes.ts";

/** Where VS Code keeps a person's own files, below the home. */
const USER_FOLDERS = [
  ".config/Code/User",
  "Library/Application Support/Code/User",
  "AppData/Roaming/Code/User",
];

const FILES: readonly FileKind[] = [
  ...both("settings", ".vscode/settings.json", "settings.json"),
  ...both("mcp", ".vscode/mcp.json", "mcp.json"),
  { kind: "policy", scope: "managed", merged: true, machine: ["/etc/vscode/policy.json"] },
  { kind: "agent", at: ".github/agents/*.md", scope: "project", merged: false },
  {
    kind: "agent",
    at: ".copilot/agents/*.md",
    scope: "user",
    merged: false,
    home: ".copilot/agents/*.md",
  },
  { kind: "agent", at: ".github/chatmodes/**/*.chatmode.md", scope: "project", merged: false },
  { kind: "hooks", at: ".github/hooks/*.json", scope: "project", merged: false },
  {
    kind: "hooks",
    at: ".copilot/hooks/*.json",
    scope: "user",
    merged: false,
    home: ".copilot/hooks/*.json",
  },
];

function both(kind: string, at: string, name: string): readonly FileKind[] {
  return [
    { kind, at, scope: "project", merged: true },
    ...USER_FOLDERS.map((folder): FileKind => {
      const own = `${folder}/${name}`;
      return { kind, at: own, scope: "user", merged: true, home: own };
    }),
  ];
}

/**
 * The files of VS Code's agent (GitHub Copilot): settings, MCP servers, custom agents and chat modes, hooks.
 *
 * Sources: VS Code documentation of 2026-09 and 2026-10; microsoft/vscode and microsoft/vscode-copilot-chat, each function with its own.
 */
export const vsCode: Format = defineFormat<Own>({
  id: "vscode",
  name: "VS Code (Copilot)",
  checked: { version: "1.127", on: "2026-11-22" },
  files: FILES,
  // A list of tools approves none of them.
  heading: ({ file }) => (file.endsWith(".md") ? "Has the tool, if that is approved" : undefined),
  fixes: vsCodeFixes,
  modes: LEVELS,
  read(text, at) {
    switch (at.kind) {
      case "mcp":
        return readServers(text, at);
      case "agent":
        return readAgent(text, at);
      case "hooks":
        return readHooks(text, at);
      case "policy":
        return readPolicyFile(text, at);
      default:
        return readSettings(text, at);
    }
  },
  compile(files, circumstances, world) {
    return vendorEngine(machineOf(policyOf(files, circumstances), circumstances, world), world);
  },
});
