import { expect, it } from "vitest";
import { loadGrammars } from "../../src/host/grammars.ts";
import { Mender } from "../../src/workspace/mend.ts";
import type { Proposal } from "../../src/workspace/mend.ts";
import { Disk } from "../server/disk.ts";

const grammars = await loadGrammars();

/** What may be done about the findings in a file. */
async function proposals(path: string, text: string): Promise<readonly Proposal[]> {
  const files = new Disk({ "/shop/.git/HEAD": "", [path]: text });
  const now = (): string => "2026-11-01T00:00:00Z";
  const mender = new Mender({ files, grammars, home: "/home/dev", now }, path);
  return mender.proposals(text, () => true, "all");
}

const told = ({ code, title, safe, changes }: Proposal): readonly unknown[] => [
  code,
  title,
  safe,
  [...new Set(changes.map(({ before, after }) => `${before} → ${after}`))],
];

it("a fix of Codex's configuration waits for a person, and says what it changes", async () => {
  const text = '# why\napproval_policy = "never" # wide\nsandbox_mode = "danger-full-access"\n';
  const found = await proposals("/shop/.codex/config.toml", text);
  expect(found.map(told)).toEqual([
    ["prompts-off", "Write `on-request`", false, []],
    ["prompts-off", "Write `workspace-write`", false, []],
  ]);
  expect(found[0]?.text).toBe(text.replace("never", "on-request"));
  const open = "[sandbox_workspace_write]\nnetwork_access = true\n";
  const [network] = await proposals("/shop/.codex/config.toml", open);
  expect(network && told(network)).toEqual([
    "sandbox-hole",
    "Write `false`",
    false,
    ["allow → ask"],
  ]);
});

it("a rule of Gemini CLI asks, or goes", async () => {
  const text =
    '[[rule]]\ntoolName = "run_shell_command"\ncommandPrefix = "python3"\ndecision = "allow"\npriority = 5\n';
  const found = await proposals("/home/dev/.gemini/policies/a.toml", text);
  const python = found.filter(({ code }) => code === "interpreter-command");
  expect(python.map(told)).toEqual([
    ["interpreter-command", "Ask for it instead", false, ["allow → ask"]],
    ["interpreter-command", "Remove the entry", false, ["allow → ask"]],
  ]);
});

it("what brings entries back is never safe, and says what it widens", async () => {
  const text =
    'prefix_rule(pattern=["make"], decison="allow")\nprefix_rule(pattern=["python3"], decision="allow")\n';
  const found = await proposals("/shop/.codex/rules/a.rules", text);
  expect(found.map(({ title, safe }) => [title, safe])).toEqual([["Change to `decision`", false]]);
});

it("an entry that another covers goes without a person", async () => {
  const text = "---\nallowed-tools:\n  - Bash(ls *)\n  - Bash(ls -la) # twice\n---\n";
  const found = await proposals("/shop/.claude/skills/x/SKILL.md", text);
  expect(found.map(told)).toEqual([["redundant-entry", "Remove the entry", true, []]]);
  expect(found[0]?.text).toBe("---\nallowed-tools:\n  - Bash(ls *)\n---\n");
});
