import { describe, expect, it } from "vitest";

import { loadGrammars } from "../../src/host/grammars.ts";
import type { Ports } from "../../src/workspace/ports.ts";
import { Workspace } from "../../src/workspace/workspace.ts";

const grammars = await loadGrammars();

/** A workspace of these files. */
function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  const texts = new Map(Object.entries(files));
  const ports: Ports = {
    files: {
      read: (path) => {
        const text = texts.get(path);
        return Promise.resolve(text === undefined ? { missing: true } : { text });
      },
      list: () => Promise.resolve([]),
      real: (path) => Promise.resolve(path),
      exists: (path) => Promise.resolve(texts.has(path)),
      find: () => Promise.resolve([...texts.keys()]),
    },
    grammars,
    home: "/home/u",
    now: () => "2026-11-21T12:00:00Z",
  };
  return new Workspace(ports);
}

const agent = "ambit: 1\nagent: { id: bot, owner: a@example.com }\n";

describe("a link that leads to nothing that can be taken", () => {
  it.each([
    ["is missing", "./gone.ambit.yaml", /does not exist/],
    ["leads back", "./ambit.yaml", /leads back/],
    ["lies outside", "../../etc/x.ambit.yaml", /outside/],
    ["is broken", "./broken.ambit.yaml", /broken outside its rules/],
  ])("%s: found at the link, and every call is denied", async (_name, link, message) => {
    const text = `${agent}extends: [${link}]\nrules:\n  - { allow: file.read, path: "src/**" }\n`;
    const workspace = workspaceOf({
      "/shop/ambit.yaml": text,
      "/shop/broken.ambit.yaml": "ambit: 2\n",
    });
    const inspected = await workspace.inspect("/shop/ambit.yaml");
    if (!("findings" in inspected)) throw new Error("it cannot be read");
    const [found] = inspected.findings.filter(({ code }) => code === "broken-link");
    expect(found?.message).toMatch(message);
    expect(text.slice(found?.range.start, found?.range.end)).toBe(link);
    const policy = await workspace.policy(["/shop/ambit.yaml"]);
    if (!("engine" in policy)) throw new Error("it cannot be read");
    const call = { tool: "file.read", args: { path: "src/a.ts" } };
    expect(workspace.explain(call, policy).decision).toBe("deny");
  });

  it("is found where a scenario names no policy that there is", async () => {
    const text = "ambit-scenario: 1\npolicy: ./gone.ambit.yaml\nsteps: []\n";
    const workspace = workspaceOf({ "/shop/a.ambit-scenario.yaml": text });
    const inspected = await workspace.inspect("/shop/a.ambit-scenario.yaml");
    if (!("findings" in inspected)) throw new Error("it cannot be read");
    expect(inspected.findings.map(({ code }) => code)).toContain("broken-link");
  });
});
