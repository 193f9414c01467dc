import fc from "fast-check";
import { describe, expect } from "vitest";
import { USUAL } from "../../src/formats/format.ts";
import { agentFileAt } from "../../src/formats/index.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import { agentPlaceAt } from "../../src/language/agents/place.ts";
import { stricter } from "../../src/model/call.ts";
import type { Decision, ToolCall } from "../../src/model/call.ts";
import { applied } from "../../src/model/edit.ts";
import { RULES } from "../../src/rules/index.ts";
import { agentFixes } from "../../src/workspace/agent-fixes.ts";
import { lintFile } from "../support/check-file.ts";
import { BASE } from "../support/vendor.ts";
import { fuzz } from "./budget.ts";
import { mutated } from "./inputs.ts";

const world = { grammars: await loadGrammars() };

/** Files with entries that something is found about. */
const FILES: readonly (readonly [path: string, text: string])[] = [
  [
    ".claude/settings.json",
    '{ "permissions": { "allow": ["Bash(python3 *)", "Bash(ls)", "Bash(ls)"], "ask": ["Bash(git push *)"], "deny": ["Bash(curl *)"] } }',
  ],
  [
    ".claude/skills/x/SKILL.md",
    "---\nname: x\nallowed-tools: Bash(python3 *), Bash(ls *), Bash(ls -la)\n---\n",
  ],
  [
    ".claude/skills/x/SKILL.md",
    "---\nallowed-tools:\n  - Bash(python3 *)\n  - 'Write(a)' # b\n---\n",
  ],
  [
    ".codex/rules/a.rules",
    'prefix_rule(pattern=["python3"])\nprefix_rule(pattern=["ls", "*"], decision="allow")\nprefix_rule(pattern=["git push"], decision="prompt", match=["git push"])\n',
  ],
  [
    ".codex/config.toml",
    'approval_policy = "on-request"\nsandbox_mode = "danger-full-access"\n[sandbox_workspace_write]\nnetwork_access = true\nwritable_roots = ["/", "/tmp"]\n[mcp_servers.a]\nurl = "https://a.example"\ndefault_tools_approval_mode = "approve"\n',
  ],
  [
    ".gemini/settings.json",
    '{ "tools": { "allowed": ["run_shell_command(python3)", "run_shell_command(ls)"], "core": ["read_file"] }, "mcpServers": { "a": { "url": "https://a.example", "trust": true } } }',
  ],
  [
    ".opencode/agent/x.md",
    '---\npermission:\n  "*": allow\n  bash:\n    "python3 *": allow\n    "git push *": deny\n---\n',
  ],
  [
    ".cursor/cli.json",
    '{ "permissions": { "allow": ["Shell(python3)", "Shell(ls)"], "deny": ["Shell(curl)"] } }',
  ],
  [
    ".vscode/settings.json",
    '{ "chat.tools.terminal.autoApprove": { "python3": true, "ls": true, "/^curl/": false } }',
  ],
];

const CALLS: readonly ToolCall[] = [
  ...["python3 x.py", "ls", "ls -la", "git push", "curl https://x.example", "rm -rf a"].map(
    (command): ToolCall => ({ tool: "shell", args: { command } }),
  ),
  { tool: "file.write", args: { path: "/etc/x" } },
  { tool: "file.read", args: { path: ".env" } },
  { tool: "web.fetch", args: { url: "https://x.example/" } },
  { tool: "mcp:a/delete", args: {} },
];

describe("whatever the file of an agent holds", () => {
  const files = fc
    .constantFrom(...FILES)
    .chain(([path, text]) => fc.tuple(fc.constant(path), mutated([text]), fc.nat(400)));

  fuzz(
    "its fixes are made, and what is said to widen nothing does not",
    files,
    ([path, text, at]) => {
      agentPlaceAt(`${BASE}/${path}`, text, Math.min(at, text.length));
      const { findings } = lintFile(path, text, RULES);
      const before = decisions(path, text);
      for (const finding of findings)
        for (const { title, edit, effect } of agentFixes(finding, text)) {
          if (effect === "open") continue;
          const after = decisions(path, applied(text, [edit]));
          const wider = CALLS.filter((_, index) => {
            const [was = "deny", is = "deny"] = [before[index], after[index]];
            return was !== is && stricter(was, is) === was;
          });
          expect(wider, `${finding.code}: ${title}`).toEqual([]);
        }
    },
  );
});

function decisions(path: string, text: string): readonly Decision[] {
  const found = agentFileAt(`${BASE}/${path}`, "/home/me");
  if (found === undefined) return [];
  const engine = found.format.compile([found.format.read(text, found.at)], USUAL, world);
  const context = { workspace: BASE, cwd: BASE, home: "/home/me", dialect: "bash" } as const;
  return CALLS.map((call) => engine.decide({ session: { seen: [] }, ...call, context }).decision);
}
