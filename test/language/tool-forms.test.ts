import { describe, expect, it } from "vitest";
import { pathsFrom, toolForms } from "../../src/language/tool-forms.ts";
import { knownTools } from "../../src/language/tool-docs.ts";
import { Workspace } from "../../src/workspace/workspace.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import { isToolForm } from "../../src/protocol/call-form.ts";
import { Disk } from "../server/disk.ts";

const MERGE = {
  name: "merge",
  description: "Merges\u202e",
  inputSchema: {
    type: "object",
    required: ["owner", "constructor"],
    properties: {
      owner: { type: "string", description: "Whose." },
      method: { enum: ["squash", 1, null] },
      draft: { type: ["boolean", "null"] },
      count: { type: "integer" },
      amount: { type: "number" },
      labels: { type: "array", items: { type: "string" } },
      any: {},
      either: { type: ["string", "number"] },
      path: { type: "string" },
    },
  },
};

const around = await new Workspace({
  files: new Disk({
    "/shop/.git/HEAD": "",
    "/shop/.ambit/tools/hub.json": JSON.stringify({
      "ambit-tools": 1,
      server: "hub",
      tools: [MERGE],
    }),
    "/shop/src/app/a.ts": "",
    "/shop/src/b.ts": "",
    "/shop/src/b\u202e.ts": "",
  }),
  grammars: await loadGrammars(),
  home: "/home/dev",
  now: () => "2026-11-01T00:00:00Z",
}).surroundings("/shop/ambit.yaml");

describe("the form of a tool", () => {
  it("asks for each argument by its schema", async () => {
    const forms = toolForms(await knownTools(around));
    expect(forms.every(isToolForm)).toBe(true);
    const merge = forms.find(({ name }) => name === "mcp:hub/merge");
    expect(merge?.help).toBe("Merges\\u{202e}");
    expect(merge?.fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ["owner", "line", true],
      ["method", "choice", false],
      ["draft", "flag", false],
      ["count", "integer", false],
      ["amount", "number", false],
      ["labels", "json", false],
      ["any", "json", false],
      ["either", "json", false],
      ["path", "path", false],
    ]);
    expect(merge?.fields[1]?.choices).toEqual([
      { label: "squash", json: '"squash"' },
      { label: "1", json: "1" },
      { label: "null", json: "null" },
    ]);
  });

  it("of a tool of the language asks for its arguments: a command and, if wanted, a folder", async () => {
    const forms = toolForms(await knownTools(around));
    expect(forms.slice(0, 6).map(({ name }) => name)).toEqual([
      "file.read",
      "file.write",
      "shell",
      "web.fetch",
      "web.search",
      "agent.run",
    ]);
    expect(forms[2]?.fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ["command", "line", true],
      ["cwd", "path", false],
    ]);
  });
});

describe("paths", () => {
  it.each([
    ["", [".ambit/", ".git/", "src/"]],
    ["s", ["src/"]],
    ["src/", ["src/app/", "src/b.ts"]],
    ["src/a", ["src/app/"]],
    ["src/app/a.ts", ["src/app/a.ts"]],
    ["/etc/", []],
    ["../", []],
    ["missing/", []],
  ])("after `%s` are those of the workspace", async (typed, paths) => {
    expect(await pathsFrom(around, typed)).toEqual(paths);
  });
});
