import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/lint/finding.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import { startsWiderAgent } from "../../src/rules/starts-wider-agent.ts";
import { Workspace } from "../../src/workspace/workspace.ts";
import { check, lintText } from "../support/check.ts";

check(
  startsWiderAgent,
  "nobody else is known",
  `
rules:
  - { allow: agent.run, args: { name: deployer } }
`,
);

const LEAD = `ambit: 1
rules:
  - { id: helpers, allow: agent.run, args: { name: [reader, deployer] } }
  - { id: read, allow: file.read, path: "src/**" }
  - { id: test, allow: shell, command: "npm test" }
  - { id: push, deny: shell, command: "git push **" }
`;

/** Findings for one other agent, with its rules. */
function found(rules: string, lead = LEAD, id = "deployer"): readonly Finding[] {
  const other = `ambit: 1\nagent: { id: ${id} }\n${rules}\n`;
  const { findings, unconfirmed } = lintText(lead, [startsWiderAgent], undefined, [other]);
  expect(unconfirmed).toEqual([]);
  return findings;
}

describe("a started agent has more where", () => {
  it.each([
    [
      "it may do what is denied",
      "rules: [{ allow: shell, command: 'git push origin *' }]",
      "warning",
      "`push` denies here",
    ],
    [
      "it may do what is denied, among much else",
      "rules: [{ allow: shell, command: 'npm test' }, { allow: shell, command: 'git **' }]",
      "warning",
      "`push` denies here",
    ],
    [
      "it may do what nothing grants",
      "rules: [{ allow: file.write, path: 'out/**' }]",
      "info",
      "which no rule grants here",
    ],
    [
      "a grant of it is a bit wider",
      "rules: [{ allow: file.read, path: '{src,docs}/**' }]",
      "info",
      "`file.read docs",
    ],
  ])("%s", (_name, rules, severity, words) => {
    const [finding, more] = found(rules);
    expect(more).toBeUndefined();
    expect(finding).toMatchObject({
      ...{ severity, message: expect.stringContaining(words) },
      witness: { tool: "agent.run", args: { name: "deployer" } },
    });
    expect(finding?.related[0]?.file).toBe("/ws/agents/0.ambit.yaml");
  });
});

describe("it has no more where", () => {
  it.each([
    [
      "it may do the same",
      "rules: [{ allow: shell, command: npm test }, { allow: file.read, path: 'src/**' }]",
    ],
    ["it may do less", "rules: [{ allow: file.read, path: 'src/lib/*.ts' }]"],
    ["it is asked about", "rules: [{ ask: shell, command: 'git push **' }]"],
    [
      "it is denied the same",
      "rules: [{ allow: shell, command: 'git push **' }, { deny: shell, command: 'git push **' }]",
    ],
    ["it has no grants", "rules: []"],
    ["its document is broken", "rules: { allow: shell }"],
  ])("%s", (_name, rules) => {
    expect(found(rules)).toEqual([]);
  });

  it("nobody may start it unasked", () => {
    const rules = "rules: [{ allow: file.write, path: 'out/**' }]";
    expect(found(rules, LEAD, "someone-else")).toEqual([]);
    expect(found(rules, `${LEAD}  - { ask: agent.run }\n`)).toEqual([]);
    expect(found(rules, LEAD.replace("allow: agent.run", "ask: agent.run"))).toEqual([]);
  });
});

describe("documents of a workspace", () => {
  const grammars = loadGrammars();
  const check = async (files: Readonly<Record<string, string>>): Promise<readonly Finding[]> => {
    const texts = new Map(Object.entries(files).map(([name, text]) => [`/ws/${name}`, text]));
    const workspace = new Workspace({
      files: {
        read: async (path) => {
          const text = texts.get(path);
          return Promise.resolve(text === undefined ? { missing: true } : { text });
        },
        list: async () => Promise.resolve([]),
        real: async (path) => Promise.resolve(path),
        exists: async (path) => Promise.resolve(texts.has(path)),
        find: async (_folder, wanted) => Promise.resolve([...texts.keys()].filter(wanted)),
      },
      grammars: await grammars,
      home: "/home/u",
      now: () => "2026-11-21T12:00:00Z",
    });
    const result = await workspace.inspect("/ws/ambit.yaml");
    if (!("findings" in result)) throw new Error("cannot be read");
    for (const { related } of result.findings)
      for (const { file } of related) expect([...result.texts.keys()]).toContain(file);
    expect(result.links.length).toBeGreaterThan(0);
    return result.findings.filter(({ code }) => code === "starts-wider-agent");
  };

  it("count by the agent that they are for, whatever agent reads them", async () => {
    const claude = JSON.stringify({ permissions: { allow: ["Bash(git push:*)"] } });
    const files = { "ambit.yaml": LEAD.replace("[reader, deployer]", "deployer") };
    const own = `ambit: 1\nagent: { id: deployer }\nrules: [{ allow: shell, command: "git push **" }]\n`;
    expect(await check(files)).toHaveLength(0);
    expect(await check({ ...files, "agents/d.ambit.yaml": own })).toHaveLength(1);
    const markdown = "---\nname: deployer\ndescription: x\n---\nDeploys.\n";
    const others = { ".claude/settings.json": claude, ".claude/agents/d.md": markdown };
    const [finding] = await check({ ...files, ...others });
    expect(finding?.related[0]?.file).toBe("/ws/.claude/settings.json");
  });

  it("bounded by the same ceiling have no more", async () => {
    const files = {
      "ambit.yaml": LEAD,
      "agents/d.ambit.yaml": `ambit: 1\nagent: { id: deployer }\nceiling: ../ambit.yaml\nrules: [{ allow: shell, command: "**" }]\n`,
    };
    expect(await check(files)).toEqual([]);
  });
});
