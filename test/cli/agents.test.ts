import { afterEach, describe, expect, it } from "vitest";
import { Folder } from "./ambit.ts";

const SETTINGS = JSON.stringify(
  {
    permissions: {
      allow: ["Bash(npm run *)", "Bash(python3 *)", "Write(src/**)"],
      deny: ["Bash(curl *)"],
    },
  },
  undefined,
  2,
);

const open: Folder[] = [];
afterEach(() => {
  for (const folder of open.splice(0)) folder.remove();
});

function clone(more: Readonly<Record<string, string>> = {}): Folder {
  const folder = new Folder({ ".claude/settings.json": SETTINGS, ...more });
  open.push(folder);
  return folder;
}

describe("a clone that has an agent's settings alone", () => {
  it("is checked without any set-up", async () => {
    const { status, stdout } = await clone().run(["check"]);
    expect(status).toBe(1);
    expect(stdout).toContain(
      ".claude/settings.json:5:7 error `Bash(python3 *)` lets the agent run any code",
    );
    expect(stdout).toContain("[entry-not-consulted]");
    expect(stdout).toContain("[deny-beside-interpreter]");
    expect(stdout).toContain("it permits: shell python3 -c");
  });

  it("explains a call as the agent would decide it", async () => {
    const call = JSON.stringify({ tool: "Bash", args: { command: "npm run a && curl x" } });
    const folder = clone();
    const args = ["explain", "--policy", ".claude/settings.json", "--call", call];
    const { stdout } = await folder.run(args);
    expect(stdout).toContain("deny  Bash npm run a && curl x");
    expect(stdout).toContain("by Bash(curl *) (deny) at .claude/settings.json:9");
    expect(stdout).toContain("assuming: mode `default`");
    const json = await folder.run([...args, "--format", "json", "--mode", "auto"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ decision: "deny", parts: [{}, {}] });
  });

  it("takes a person's own files of Codex with --user alone", async () => {
    const home = new Folder({
      ".codex/config.toml":
        'default_permissions = "own"\n[permissions.own]\nextends = ":workspace"\nfilesystem."~/.ssh" = "deny"\n',
    });
    open.push(home);
    const folder = clone({ ".codex/config.toml": 'approval_policy = "on-request"\n' });
    const call = '{ "tool": "file.read", "args": { "path": "~/.ssh/id" } }';
    const args = ["explain", "--policy", ".codex/config.toml", "--call", call];
    const alone = await folder.run(args, { env: { HOME: home.path } });
    expect(alone.stdout).toContain("allow file.read ~/.ssh/id");
    const all = await folder.run([...args, "--user"], { env: { HOME: home.path } });
    expect(all.stdout).toContain("deny  file.read ~/.ssh/id");
    expect(all.stdout).toContain('~/.ssh = "deny"');
  });

  it("takes modes of agents alone", async () => {
    const call = '{ "tool": "Bash", "args": { "command": "ls" } }';
    const args = ["explain", "--policy", ".claude/settings.json", "--call", call];
    const { status, stderr } = await clone().run([...args, "--mode", "wild"]);
    expect(status).toBe(2);
    expect(stderr).toContain("`--mode` is one of default, acceptEdits");
  });

  it("shows what is granted together, and what becomes of the rest", async () => {
    const local = JSON.stringify({ permissions: { allow: ["Bash(curl -I *)", "mcp__docs"] } });
    const folder = clone({ ".claude/settings.local.json": local });
    const { stdout } = await folder.run(["effective"]);
    expect(stdout).toContain("allow Bash(python3 *) .claude/settings.json:5");
    expect(stdout).toContain("allow mcp__docs .claude/settings.local.json:1");
    expect(stdout).toContain("ask   anything else: no rule allows `some-other-program`");
    const json = JSON.parse((await folder.run(["effective", "--format", "json"])).stdout) as {
      agents: { agent: string; capabilities: { capability: string; otherwise?: string }[] }[];
    };
    expect(json.agents.map(({ agent }) => agent)).toEqual(["Claude Code"]);
    expect(json.agents[0]?.capabilities[0]).toMatchObject({
      capability: "run commands",
      otherwise: "ask",
    });
  });

  it("asks every agent of one call, and says whether they agree", async () => {
    const policy = `ambit: 1
agent: { id: shop, owner: a@example.com }
rules: [{ allow: shell, command: "curl **" }]
`;
    const folder = clone({ "ambit.yaml": policy });
    const call = JSON.stringify({ tool: "shell", args: { command: "curl x" } });
    const { stdout } = await folder.run(["explain", "--all", "--call", call]);
    expect(stdout).toMatch(/deny +Claude Code +by Bash\(curl \*\) at \.claude\/settings\.json:9/);
    expect(stdout).toMatch(/allow +shop/);
    expect(stdout).toContain("they do not agree");
    const { status } = await folder.run(["explain", "--all", "--call", call, "--expect", "deny"]);
    expect(status).toBe(1);
  });

  it("decides a scenario and a test suite", async () => {
    const folder = clone({
      "day.ambit-scenario.yaml": `ambit-scenario: 1
policy: ./.claude/settings.json
steps:
  - { call: { tool: shell, args: { command: npm run a } }, expect: allow }
`,
      "day.ambit-test.yaml": `ambit-test: 1
policy: ./.claude/settings.json
cases:
  - { name: no curl, call: { tool: shell, args: { command: curl x } }, expect: deny }
`,
    });
    expect((await folder.run(["simulate", "day.ambit-scenario.yaml"])).status).toBe(0);
    expect((await folder.run(["test"])).stdout).toContain("1 passed");
  });
});
