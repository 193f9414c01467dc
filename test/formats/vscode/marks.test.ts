import { describe, expect, it } from "vitest";
import { readFile } from "./read-file.ts";
import type { Mark } from "../../../src/model/mark.ts";

const TERMINAL = "chat.tools.terminal.autoApprove";
const EDITS = "chat.tools.edits.autoApprove";
const URLS = "chat.tools.urls.autoApprove";

/** The kind of each mark, and what the file has there. */
function check(path: string, text: string): readonly (readonly [string, string])[] {
  const subject = readFile(path, text);
  return (subject.marks ?? []).map((mark: Mark) => {
    const { start, end } = subject.locate(mark.at);
    return [mark.kind, text.slice(start, end)];
  });
}

const line = (approve: boolean): unknown => ({ approve, matchCommandLine: true });

describe("marks of settings", () => {
  it.each<
    [settings: Readonly<Record<string, unknown>>, marks: readonly (readonly [string, string])[]]
  >([
    [
      { "editor.tabSize": 2, [TERMINAL]: { "npm run build": true, "/^make (test|lint)$/": true } },
      [],
    ],
    [{ [TERMINAL]: { "/git status/": true } }, [["pattern-not-anchored", '"/git status/"']]],
    [{ [TERMINAL]: { "/.*/": true } }, []],
    [{ [TERMINAL]: { "/^echo .*$/": line(true) } }, [["pattern-not-anchored", '"/^echo .*$/"']]],
    [{ [TERMINAL]: { make: line(true) } }, [["pattern-not-anchored", '"make"']]],
    [{ [TERMINAL]: { "/^make [a-z]+$/": line(true) } }, []],
    [
      { [TERMINAL]: { "/^for .* in .*; do .*; done$/": line(true) } },
      [["pattern-not-anchored", '"/^for .* in .*; do .*; done$/"']],
    ],
    [
      { [TERMINAL]: { "/rm|/": false, "/[/": true } },
      [
        ["pattern-not-valid", '"/rm|/"'],
        ["pattern-not-valid", '"/[/"'],
      ],
    ],
    [{ [TERMINAL]: { "/^(a+)\\1/": true } }, [["pattern-not-valid", '"/^(a+)\\\\1/"']]],
    [{ [TERMINAL]: { "npm run *": true } }, [["pattern-not-valid", '"npm run *"']]],
    [
      { [TERMINAL]: { make: "yes", ls: { matchCommandLine: true }, cat: null } },
      [
        ["entry-not-consulted", '"make"'],
        ["entry-not-consulted", '"ls"'],
      ],
    ],
    [{ [TERMINAL]: true }, [["entry-not-consulted", "true"]]],
    [{ [TERMINAL]: { git: true } }, [["no-word-boundary", '"git"']]],
    [{ [TERMINAL]: { "/^npm/": true } }, [["no-word-boundary", '"/^npm/"']]],
    [
      { [TERMINAL]: { "rm -rf": true, "make x": true, make: false } },
      [
        ["unreachable-entry", '"rm -rf"'],
        ["unreachable-entry", '"make x"'],
      ],
    ],
    [
      { [TERMINAL]: { bash: true, "git push": false } },
      [["deny-beside-interpreter", '"git push"']],
    ],
    [{ [TERMINAL]: { "/home/me/bin/run": true } }, [["machine-path", '"/home/me/bin/run"']]],
    [
      {
        [TERMINAL]: Object.fromEntries(
          ["a", "b", "c", "d", "e"].map((x) => [`/^make ${x}$/`, line(true)]),
        ),
      },
      [["piled-up-approvals", '"/^make a$/"']],
    ],
    [{ "chat.tools.terminal.ignoreDefaultAutoApproveRules": true }, [["prompts-off", "true"]]],
    [{ "chat.permissions.default": "autopilot" }, [["prompts-off", '"autopilot"']]],
    [{ "chat.permissions.default": "default" }, []],
    [{ "chat.tools.global.autoApprove": true }, [["entry-not-consulted", "true"]]],
    [
      { "chat.agent.terminal.autoApprove": { make: true } },
      [["deprecated-key", '"chat.agent.terminal.autoApprove"']],
    ],
    [
      { "github.copilot.chat.agent.terminal.denyList": { rm: true } },
      [["deprecated-key", '"github.copilot.chat.agent.terminal.denyList"']],
    ],
    [
      { "chat.tools.subagent.autoApprove": { x: true } },
      [["misplaced-key", '"chat.tools.subagent.autoApprove"']],
    ],
    [{ "[python]": { [TERMINAL]: { make: true } } }, [["misplaced-key", `"${TERMINAL}"`]]],
    [
      { [URLS]: { "https://*.example.com": true } },
      [["look-alike-host", '"https://*.example.com"']],
    ],
    [{ [URLS]: { "https://example.com*": true } }, [["look-alike-host", '"https://example.com*"']]],
    [{ [URLS]: { "https://example.com/*": true, "https://*": true } }, []],
    [
      { [URLS]: { "https://example.com": true, "https://example.com/api": false } },
      [["order-trap", '"https://example.com/api"']],
    ],
    [{ [URLS]: { "https://example.com/api": false, "https://example.com": true } }, []],
    [
      { [URLS]: { "https://example.com": "yes" } },
      [["entry-not-consulted", '"https://example.com"']],
    ],
    [{ "chat.agent.sandbox.enabled": "on" }, [["sandbox-hole", '"on"']]],
    [{ "chat.agent.sandbox.enabled": "on", "chat.agent.sandbox.network.allowNetwork": false }, []],
    [
      { "chat.agent.sandbox.fileSystem.userConfiguredPaths": { readwritePaths: ["~/", "~/x"] } },
      [["sandbox-hole", '"~/"']],
    ],
  ])("%j", (settings, marks) => {
    expect(check(".vscode/settings.json", JSON.stringify(settings))).toEqual(marks);
  });

  it.each<[edits: unknown, marks: readonly (readonly [string, string])[]]>([
    [{ "**": true }, [["order-trap", '"**"']]],
    [{ "**/*": true }, []],
    [{ "**/*.md": true, "secrets/**": false }, []],
    [
      { "**/.env": false, "**": true },
      [
        ["order-trap", '"**/.env"'],
        ["order-trap", '"**"'],
      ],
    ],
    [
      { "/src/**": false, "~/x": true },
      [
        ["not-absolute-path", '"/src/**"'],
        ["not-absolute-path", '"~/x"'],
      ],
    ],
    [{ "**/*.md": "no" }, [["entry-not-consulted", '"**/*.md"']]],
    [false, [["order-trap", "false"]]],
  ])("of edits %j, in a person's own settings", (edits, marks) => {
    const text = JSON.stringify({ [EDITS]: edits });
    expect(check("~/.config/Code/User/settings.json", text)).toEqual(marks);
  });

  it("says that newer versions read no edits from a folder, and that all prompts are off", () => {
    const folder = JSON.stringify({ [EDITS]: { "**/*.md": true } });
    expect(check(".vscode/settings.json", folder)).toEqual([["entry-not-consulted", `"${EDITS}"`]]);
    const own = JSON.stringify({ "chat.tools.global.autoApprove": true });
    expect(check("~/.config/Code/User/settings.json", own)).toEqual([["prompts-off", "true"]]);
  });
});

describe("marks of other files", () => {
  const server = { command: "npx", args: ["-y", "db-mcp@1.2.3"], sandboxEnabled: true };
  it.each<[path: string, text: string, marks: readonly (readonly [string, string])[]]>([
    [
      ".vscode/mcp.json",
      JSON.stringify({ servers: { db: { command: "npx", args: ["-y", "db-mcp"] } } }),
      [["unpinned-package", '"db-mcp"']],
    ],
    [".vscode/mcp.json", JSON.stringify({ servers: { db: server } }), [["sandbox-hole", "true"]]],
    [
      ".vscode/mcp.json",
      JSON.stringify({
        servers: {
          db: {
            ...server,
            sandbox: {
              network: { allowedDomains: ["*"] },
              filesystem: { allowWrite: ["${userHome}", "${workspaceFolder}"] },
            },
          },
        },
      }),
      [
        ["sandbox-hole", '"*"'],
        ["sandbox-hole", '"${userHome}"'],
      ],
    ],
    [".vscode/mcp.json", JSON.stringify({ mcpServers: {} }), [["misplaced-key", '"mcpServers"']]],
    [
      ".github/agents/a.agent.md",
      "---\ntools: ['execute/runInTerminl', 'db/*', 'read']\n---\n",
      [["entry-not-consulted", "'execute/runInTerminl'"]],
    ],
    [
      ".github/hooks/a.json",
      JSON.stringify({
        hooks: { PreToolUse: [{ type: "command", command: "./guard.sh || true" }] },
      }),
      [["hook-fails-open", '"./guard.sh || true"']],
    ],
    [
      ".github/hooks/a.json",
      JSON.stringify({
        hooks: { PreToolUse: [{ type: "command", command: "test -f x || exit 1" }] },
      }),
      [["hook-fails-open", '"test -f x || exit 1"']],
    ],
    [
      ".github/hooks/a.json",
      JSON.stringify({
        hooks: {
          PreToolUse: [{ type: "command", command: "./guard.sh" }],
          Stop: [{ command: "x || true" }],
        },
      }),
      [],
    ],
    [
      ".github/hooks/a.json",
      JSON.stringify({ hooks: { PreToolUze: [{ type: "command", command: "./guard.sh" }] } }),
      [["hook-fails-open", '"PreToolUze"']],
    ],
    [
      ".github/hooks/a.json",
      JSON.stringify({
        hooks: {
          PreToolUse: [{ matcher: "Bash", hooks: [{ type: "command", command: "./guard.sh" }] }],
        },
      }),
      [["hook-fails-open", '"Bash"']],
    ],
    [
      ".github/hooks/a.json",
      JSON.stringify({ hooks: { preToolUse: [{ type: "command", bash: "./guard.sh; exit 0" }] } }),
      [["hook-fails-open", '"./guard.sh; exit 0"']],
    ],
  ])("%s %s", (path, text, marks) => {
    expect(check(path, text)).toEqual(marks);
  });
});
