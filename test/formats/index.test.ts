import { describe, expect, it } from "vitest";
import { FORMATS, agentFileAt } from "../../src/formats/index.ts";
import { AGENT_FILES } from "../../src/protocol/agent-files.ts";

describe("the files of agents", () => {
  it("are those that the editor is asked to tell of", () => {
    const patterns = FORMATS.flatMap(({ files }) =>
      files.flatMap(({ at }) => (at === undefined ? [] : [`**/${at}`])),
    );
    expect([...AGENT_FILES].toSorted()).toEqual([...new Set(patterns)].toSorted());
  });

  it.each<[string, string, string | undefined, string | undefined]>([
    ["/w/.claude/settings.json", "claude-code", "/w", "project"],
    ["/w/a/.claude/settings.local.json", "claude-code", "/w/a", "local"],
    ["/home/me/.claude/settings.json", "claude-code", "/home/me", "user"],
    ["/w/.claude/agents/a/b.md", "claude-code", "/w", "project"],
    ["/w/.claude/skills/x/SKILL.md", "claude-code", "/w", "project"],
    ["/.mcp.json", "claude-code", "/", "project"],
    ["/w/.vscode/settings.json", "vscode", "/w", "project"],
    ["/home/me/.config/Code/User/settings.json", "vscode", "/home/me", "user"],
    ["/w/dotfiles/.config/Code/User/settings.json", "vscode", "/w/dotfiles", "user"],
    ["/w/.vscode/mcp.json", "vscode", "/w", "project"],
    ["/w/.github/agents/a.agent.md", "vscode", "/w", "project"],
    ["/w/.github/chatmodes/x/a.chatmode.md", "vscode", "/w", "project"],
    ["/w/.github/hooks/a.json", "vscode", "/w", "project"],
  ])("%s is of %s", (file, id, base, scope) => {
    const found = agentFileAt(file, "/home/me");
    expect(found?.format.id).toBe(id);
    expect(found?.at).toMatchObject({ base, scope, file });
  });

  it.each(["/w/settings.json", "/w/claude/settings.json", "/w/.claude/x/settings.json", "/w/a.md"])(
    "%s is of none",
    (file) => expect(agentFileAt(file, "/home/me")).toBeUndefined(),
  );
});
