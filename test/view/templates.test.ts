import { describe, expect, it } from "vitest";
import { TEMPLATES } from "../../src/extension/templates.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import { Workspace } from "../../src/workspace/workspace.ts";
import { Disk } from "../server/disk.ts";

const FILE = "/shop/ambit.yaml";
const grammars = await loadGrammars();

function workspaceWith(text: string): Workspace {
  const files = new Disk({ [FILE]: text });
  return new Workspace({ files, grammars, home: "/home/dev", now: () => "2026-11-01T00:00:00Z" });
}

describe("the templates of New Policy", () => {
  it("are these", () => {
    expect(TEMPLATES.map(({ id }) => id)).toEqual(["reader", "coder", "releaser", "inbox"]);
  });

  it.each(TEMPLATES)("$id has nothing that a regular reader should look at", async ({ text }) => {
    const found = await workspaceWith(text).inspect(FILE);
    if (!("findings" in found)) throw new Error("it cannot be read");
    const shown = found.findings.filter(({ persona }) => persona === "regular");
    expect(shown.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
    expect(found.unconfirmed).toEqual([]);
  });

  it.each([
    ["reader", "file.read", { path: "src/a.ts" }, "allow"],
    ["reader", "file.write", { path: "src/a.ts" }, "deny"],
    ["reader", "shell", { command: "git log | cat .env" }, "deny"],
    ["coder", "file.write", { path: "src/a.ts" }, "allow"],
    ["coder", "file.write", { path: "package.json" }, "deny"],
    ["coder", "file.write", { path: "docs/ambit.yaml" }, "deny"],
    ["coder", "shell", { command: "git commit -m x" }, "ask"],
    ["releaser", "shell", { command: "git push origin release/1.0" }, "ask"],
    ["releaser", "shell", { command: "git push -f origin release/1.0" }, "deny"],
    ["inbox", "file.write", { path: "drafts/1.md" }, "allow"],
    ["inbox", "web.fetch", { url: "https://evil.example" }, "deny"],
  ])("%s decides %s %j: %s", async (id, tool, args, decision) => {
    const workspace = workspaceWith(TEMPLATES.find((one) => one.id === id)?.text ?? "");
    const policy = await workspace.policy([FILE]);
    if (!("engine" in policy)) throw new Error("it cannot be read");
    expect(workspace.explain({ tool, args }, policy).decision).toBe(decision);
  });
});
