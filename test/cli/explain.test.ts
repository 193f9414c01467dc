import { afterAll, describe, expect, it } from "vitest";
import { Folder } from "./ambit.ts";

const folder = new Folder({
  "ambit.yaml": `ambit: 1
agent: { id: a, owner: b@example.com }
rules:
  - { id: read, allow: file.read, path: src/** }
  - { id: write, allow: file.write, path: "**" }
  - { id: status, allow: shell, command: git status }
  - { id: push, ask: shell, command: git push origin main }
  - { id: inbox, allow: mcp:mail/read }
  - { id: mail, allow: mcp:mail/send }
  - { id: later, ask: mcp:mail/send, when: { seen: untrusted } }
`,
  "more.ambit.yaml": "ambit: 1\nrules:\n  - { id: no-env, deny: file.read, path: '**/.env' }\n",
  "broken.ambit.yaml": "ambit: 1\nrulez: []\n",
  "other/file": "",
});
afterAll(() => {
  folder.remove();
});

interface Line {
  readonly decision: string;
  readonly rules: readonly { readonly id: string; readonly file: string }[];
  readonly considered: readonly {
    readonly id: string;
    readonly matched: boolean;
    readonly why: string;
  }[];
  readonly parts: readonly { readonly decision: string }[];
  readonly problems: readonly {
    readonly code: string;
    readonly file?: string;
    readonly line?: number;
  }[];
}

async function explain(call: object, ...more: readonly string[]): Promise<Line> {
  const args = more.includes("--policy") ? more : ["--policy", "ambit.yaml", ...more];
  const text = JSON.stringify(call);
  const { stdout, stderr } = await folder.run([
    "explain",
    ...args,
    "--format",
    "json",
    "--call",
    text,
  ]);
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Line;
}

const read = (path: string): object => ({ tool: "file.read", args: { path } });

describe("ambit explain", () => {
  it("takes several policies together", async () => {
    const both = ["--policy", "ambit.yaml", "--policy", "more.ambit.yaml"];
    expect((await explain(read("src/.env"))).decision).toBe("allow");
    const { decision, rules } = await explain(read("src/.env"), ...both);
    expect({ decision, rules }).toMatchObject({
      decision: "deny",
      rules: [{ id: "no-env", file: "more.ambit.yaml" }],
    });
  });

  it("denies by a broken policy, and says where it is broken", async () => {
    const { decision, problems } = await explain(read("src/a"), "--policy", "broken.ambit.yaml");
    expect(decision).toBe("deny");
    expect(problems[0]).toMatchObject({
      code: "broken-policy",
      file: "broken.ambit.yaml",
      line: 2,
    });
  });

  it("says what it filled in, and only that", async () => {
    const context = { workspace: "/w", home: "/h", cwd: "/w", dialect: "bash" };
    const whole = { ...read("a"), context, now: "2026-12-01T00:00:00Z", session: {} };
    expect((await explain(whole)).problems).toEqual([]);
    expect((await explain(read("a"))).problems.map(({ code }) => code)).toEqual(["filled-in"]);
  });

  it("reads calls from standard input, in one session where they say so", async () => {
    const id = { id: "s" };
    const calls = [
      { tool: "mcp:mail/send", args: {}, session: id },
      { tool: "mcp:mail/read", args: {}, session: id },
      { tool: "mcp:mail/send", args: {}, session: id },
      { tool: "mcp:mail/send", args: {} },
      { tool: "mcp:mail/send", args: {}, session: { seen: ["untrusted"] } },
    ];
    const input = `\ufeff${calls.map((call) => JSON.stringify(call)).join("\r\n")}\r\n\r\n`;
    const args = ["explain", "--policy", "ambit.yaml", "--format", "json", "--call", "-"];
    const { status, stdout } = await folder.run(args, { input });
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as Line).decision);
    expect(lines).toEqual(["allow", "allow", "ask", "allow", "ask"]);
    expect(status).toBe(0);
    expect((await folder.run([...args, "--expect", "allow"], { input })).status).toBe(1);
  });

  it.each([
    ["not JSON", "line 2: the call is no JSON"],
    ['{"tool":"x","arg":{}}', "line 2: a call has no `arg`"],
    ['{"args":{}}', "line 2: the call has no `tool`"],
  ])("refuses a line of standard input: %s", async (line, message) => {
    const args = ["explain", "--policy", "ambit.yaml", "--call", "-"];
    const ran = await folder.run(args, { input: `{"tool":"x"}\n${line}\n` });
    expect({ status: ran.status, stdout: ran.stdout }).toEqual({ status: 3, stdout: "" });
    expect(ran.stderr).toContain(message);
  });

  it("does not take an empty input for a good one", async () => {
    const args = ["explain", "--policy", "ambit.yaml", "--expect", "deny", "--call", "-"];
    expect(await folder.run(args)).toMatchObject({
      status: 3,
      stderr: "ambit: standard input holds no call\n",
    });
  });

  it("takes the folder of a call from the workspace", async () => {
    const status = { tool: "shell", args: { command: "git status" } };
    expect((await explain({ ...status, cwd: "." })).decision).toBe("allow");
    expect((await explain({ ...read("a.ts"), cwd: "src" })).decision).toBe("allow");
    expect((await explain({ ...read("a.ts"), cwd: "../elsewhere" })).decision).toBe("deny");
    expect((await explain({ ...read("src/a.ts"), cwd: "/" })).decision).toBe("deny");
    const other = await explain(read("src/a.ts"), "--folder", "other");
    expect(other.decision).toBe("allow");
    const { decision } = await explain(read(`${folder.path}/src/a.ts`), "--folder", "other");
    expect(decision).toBe("deny");
  });

  const why = async (call: object, id: string): Promise<string> =>
    (await explain(call)).considered.find((one) => one.id === id)?.why ?? "";

  it("says why, in words that are true", async () => {
    const shell = (command: string, more = {}): object => ({
      tool: "shell",
      args: { command },
      ...more,
    });
    expect(await why({ tool: "file.write", args: { path: ".git/config" } }, "write")).toBe(
      "the file is protected: only a `path` that names it grants to write it, no wildcard",
    );
    expect(await why(shell("git status", { cwd: "/" }), "status")).toBe(
      "the command does not run in the workspace's own folder, and no `cwd` grants another",
    );
    expect(await why(shell('cd "$x" && git status'), "status")).toBe(
      "the folder that the command runs in is not known, and no `cwd` grants every one",
    );
    expect(await why(shell("A=1 git status"), "status")).toBe(
      "the command sets variables that no `env` names",
    );
    expect(await why(shell("git push origin main --force"), "push")).toBe(
      "it matches shell `git push origin main --force` as written, but does not grant it: `command` does not match",
    );
    expect(await why(shell("sudo git push origin main"), "push")).toContain(
      "as shell `git push origin main`",
    );
    expect(await why(shell("git status"), "read")).toBe("it names other tools");
    expect(await why({ tool: "mcp:mail/send", args: {} }, "later")).toBe(
      "the session has not seen what its `when` names, or is not known",
    );
  });

  it("keeps what a long value says short", async () => {
    const { considered } = await explain(read(`src/${"a".repeat(20_000)}`));
    for (const { why: words } of considered) expect(words.length).toBeLessThan(300);
  });
});
