import { afterAll, describe, expect, it } from "vitest";
import { Folder } from "./ambit.ts";

const POLICY = `ambit: 1
agent: { id: bot, owner: a@example.com }
rules:
  - { id: read, allow: file.read, path: "**" }
  - { id: push, ask: shell, command: "git push **" }
`;
const CALL = '{"tool":"shell","args":{"command":"git push"},"now":"2026-01-02T03:04:05Z"}';
const folder = new Folder({
  "ambit.yaml": POLICY,
  "broken/ambit.yaml": `${POLICY}rulez: []\n`,
  "a.ambit-scenario.yaml":
    "ambit-scenario: 1\npolicy: ambit.yaml\nsteps:\n  - { call: { tool: file.read, args: { path: a } }, expect: allow }\n",
  "a.ambit-test.yaml":
    "ambit-test: 1\npolicy: ambit.yaml\ncases:\n  - { name: n, call: { tool: file.read, args: { path: a } }, expect: deny }\n",
});
afterAll(() => {
  folder.remove();
});

describe("a process that is kept says what a process of its own says", () => {
  it.each([
    { args: [] },
    { args: ["--version"] },
    { args: ["nothing"] },
    { args: ["check"] },
    { args: ["check", "broken", "--format", "sarif"] },
    { args: ["check", "nowhere"] },
    { args: ["explain", "--policy", "ambit.yaml", "--call", "-"], input: CALL },
    { args: ["explain", "--policy", "ambit.yaml", "--call", CALL], env: { FORCE_COLOR: "1" } },
    { args: ["explain", "--policy", "ambit.yaml"] },
    { args: ["effective", "--policy", "ambit.yaml"] },
    { args: ["simulate", "a.ambit-scenario.yaml", "--format", "json"] },
    { args: ["stress", "--policy", "ambit.yaml", "--attack", "exfil-git-push"] },
    { args: ["test"] },
    { args: ["tools", "sync", "--policy", "ambit.yaml"] },
    { args: ["audit", "verify"] },
    { args: ["hooks", "install"] },
    { args: ["lsp"] },
  ])("$args", async ({ args, ...options }) => {
    const alone = await folder.runAlone(args, options);
    expect(alone.stdout + alone.stderr).not.toBe("");
    expect(await folder.run(args, options)).toEqual(alone);
  });

  it("of a file as it is by then", async () => {
    const changed = new Folder({ "ambit.yaml": POLICY });
    const before = await changed.run(["explain", "--policy", "ambit.yaml", "--call", CALL]);
    changed.write("ambit.yaml", POLICY.replace("ask:", "deny:"));
    const after = await changed.run(["explain", "--policy", "ambit.yaml", "--call", CALL]);
    changed.remove();
    expect([before.stdout.split(" ")[0], after.stdout.split(" ")[0]]).toEqual(["ask", "deny"]);
  });
});
