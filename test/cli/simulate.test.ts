import { afterAll, describe, expect, it } from "vitest";
import { Folder } from "./ambit.ts";

const folder = new Folder({
  "ambit.yaml": `ambit: 1
agent: { id: a, owner: b@example.com }
rules:
  - { id: read, allow: file.read, path: src/** }
`,
  "open.ambit.yaml": "ambit: 1\nrules:\n  - { id: all, allow: file.read, path: /** }\n",
  "good.ambit-scenario.yaml": `ambit-scenario: 1
policy: ambit.yaml
steps:
  - { call: { tool: file.read, args: { path: src/a } }, expect: allow }
  - { call: { tool: file.read, args: { path: /etc/passwd } }, expect: deny }
`,
  "none.ambit-scenario.yaml": `ambit-scenario: 1
steps: [{ call: { tool: file.read, args: { path: src/a } } }]
`,
  "lost.ambit-scenario.yaml": `ambit-scenario: 1
policy: nowhere.ambit.yaml
steps: [{ call: { tool: file.read, args: { path: src/a } } }]
`,
  "bad.ambit-scenario.yaml": `ambit-scenario: 1
policy: ambit.yaml
steps:
  - { cal: { tool: file.read } }
`,
  "sub/file": "",
});
afterAll(() => {
  folder.remove();
});

describe("ambit simulate", () => {
  it("exits with 0 where every expectation is met, else with 1", async () => {
    const good = await folder.run(["simulate", "good.ambit-scenario.yaml"]);
    expect(good).toMatchObject({ status: 0, stderr: "" });
    expect(good.stdout).toContain("2 calls: 1 allowed, 0 asked, 1 denied");
    const wide = await folder.run([
      "simulate",
      "good.ambit-scenario.yaml",
      "--policy",
      "open.ambit.yaml",
    ]);
    expect(wide.status).toBe(1);
    expect(wide.stdout).toContain("expected deny");
  });

  it("takes several policies, and another folder", async () => {
    const both = ["--policy", "ambit.yaml", "--policy", "open.ambit.yaml", "--format", "json"];
    const { stdout } = await folder.run(["simulate", "good.ambit-scenario.yaml", ...both]);
    expect(JSON.parse(stdout)).toMatchObject({ counts: { allow: 2, ask: 0, deny: 0 } });
    const moved = await folder.run(["simulate", "good.ambit-scenario.yaml", "--folder", "sub"]);
    expect(moved.status).toBe(0);
  });

  it("shows where a scenario is in error, and does not run it", async () => {
    const { status, stdout, stderr } = await folder.run(["simulate", "bad.ambit-scenario.yaml"]);
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toContain("bad.ambit-scenario.yaml:4:7 error");
    expect(stderr).toContain("    4 |   - { cal: { tool: file.read } }\n      |       ^^^");
  });

  it.each([
    [["simulate"], 2, "name one scenario"],
    [["simulate", "good.ambit-scenario.yaml", "more"], 2, "name one scenario"],
    [["simulate", "nowhere"], 3, "the scenario `nowhere` cannot be read: there is no such file"],
    [["simulate", "none.ambit-scenario.yaml"], 2, "the scenario names no policy"],
    [
      ["simulate", "lost.ambit-scenario.yaml"],
      3,
      "nowhere.ambit.yaml` cannot be read: there is no such file",
    ],
    [
      ["simulate", "good.ambit-scenario.yaml", "--folder", "nowhere"],
      3,
      "there is no folder `nowhere`",
    ],
  ])("%j is refused", async (args, status, message) => {
    const ran = await folder.run(args);
    expect({ status: ran.status, stdout: ran.stdout }).toEqual({ status, stdout: "" });
    expect(ran.stderr).toContain(message);
  });
});
