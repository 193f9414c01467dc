import { describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/host/grammars.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { StdioLaunch } from "../../src/model/launch.ts";
import type { ToolDefinition } from "../../src/model/tool-catalog.ts";
import { catalogName, catalogText } from "../../src/workspace/catalog-file.ts";
import { knownFacts } from "../../src/workspace/known-facts.ts";
import { resolveLaunch } from "../../src/workspace/placeholders.ts";
import { launchDigest } from "../../src/workspace/servers.ts";
import { toolChanges } from "../../src/model/tool-changes.ts";
import { Workspace } from "../../src/workspace/workspace.ts";

const grammars = await loadGrammars();

/** A workspace of files in memory. */
function workspaceOf(files: Map<string, string>): Workspace {
  return new Workspace({
    files: {
      read: async (path) => {
        const text = files.get(path);
        return text === undefined ? { missing: true } : { text };
      },
      list: async () => [],
      real: async (path) => path,
      exists: async (path) => files.has(path) || path === "/ws/.ambit",
      find: async (folder, wanted) =>
        [...files.keys()].filter((path) => path.startsWith(`${folder}/`) && wanted(path)),
    },
    grammars,
    home: "/home/u",
    now: () => "2026-11-21T12:00:00Z",
  });
}

const POLICY = `ambit: 1
agent: { id: a, owner: a@example.com }
rules:
  - { id: one, allow: "mcp:files/raed", args: { path: a } }
  - { id: two, allow: "mcp:files/read", args: { pth: a } }
  - { id: three, allow: "mcp:files/*" }
  - { id: secret, deny: file.read, path: secret }
`;

function catalog(name: string, ...tools: readonly ToolDefinition[]): string {
  return catalogText("files", { name, version: "1", tools });
}

const read = {
  name: "read",
  inputSchema: { type: "object", properties: { path: {} } },
  annotations: { readOnlyHint: true },
};

describe("a workspace with catalogs", () => {
  const file = "/ws/.ambit/tools/files.json";

  it("warns of tools and arguments that a server does not have", async () => {
    const files = new Map([
      ["/ws/ambit.yaml", POLICY],
      [file, catalog("x", read)],
    ]);
    const workspace = workspaceOf(files);
    const codes = async (): Promise<readonly string[]> => {
      const found = await workspace.inspect("/ws/ambit.yaml");
      if (!("findings" in found)) throw new Error("not read");
      if (files.has(file)) expect(found.links).toContain(file);
      return found.findings.map(({ code }) => code).filter((code) => code.startsWith("unknown"));
    };
    expect(await codes()).toEqual(["unknown-tool", "unknown-argument"]);
    files.set(file, catalog("x", read, { ...read, name: "raed" }));
    expect(await codes()).toEqual(["unknown-argument"]);
    // Another server's catalog under this name counts for nobody.
    files.set(file, catalog("x", read).replace('"files"', '"other"'));
    expect(await codes()).toEqual([]);
    files.delete(file);
    expect(await codes()).toEqual([]);
  });

  it("knows a server that goes by another name by what it calls itself", async () => {
    const tool = { ...read, name: "read_file" };
    const decide = async (itself: string): Promise<string> => {
      const files = new Map([
        ["/ws/ambit.yaml", POLICY],
        [file, catalog(itself, tool)],
      ]);
      const workspace = workspaceOf(files);
      const policy = await workspace.policy(["/ws/ambit.yaml"]);
      if (!("engine" in policy)) throw new Error("not read");
      const call = { tool: "mcp:files/read_file", args: { path: "/ws/secret/key" } };
      return policy.engine.decide(workspace.place(call, policy)).decision;
    };
    expect(await decide("unknown-server")).toBe("allow");
    expect(await decide("secure-filesystem-server")).toBe("deny");
  });
});

it("facts that ship with Ambit never take `untrusted` away, and name tools exactly", () => {
  const facts = knownFacts([["mine", "github-mcp-server"]]);
  for (const { reads, noViews, tools } of facts) {
    expect(reads === undefined || reads.includes("untrusted")).toBe(true);
    expect(noViews).toBe(false);
    expect(tools.every(({ kind, source }) => kind === "exact" && !source.includes("*"))).toBe(true);
  }
  expect(facts.flatMap(({ tools }) => tools.map(({ source }) => source))).toEqual(
    expect.arrayContaining(["mcp:github/get_issue", "mcp:mine/get_issue"]),
  );
});

it("knows the tools that agents bring, by the files of their arguments and what they return", async () => {
  const rules = [
    "{ allow: [tool:Read, tool:Edit, tool:Bash, tool:replace, tool:view_image] }",
    "{ deny: file.read, path: secret }",
    "{ deny: file.write, path: locked }",
    "{ id: after, ask: tool:Bash, when: { seen: untrusted } }",
  ];
  const text = `ambit: 1\nrules:\n${rules.map((rule) => `  - ${rule}\n`).join("")}`;
  const workspace = workspaceOf(new Map([["/ws/ambit.yaml", text]]));
  const policy = await workspace.policy(["/ws/ambit.yaml"]);
  if (!("engine" in policy)) throw new Error("not read");
  const decide = (tool: string, args: JsonObject, seen: readonly string[] = []): string =>
    policy.engine.decide(workspace.place({ tool, args, session: { seen } }, policy)).decision;
  expect(decide("tool:Read", { file_path: "/ws/a" })).toBe("allow");
  expect(decide("tool:Read", { file_path: "/ws/secret" })).toBe("deny");
  expect(decide("tool:Edit", { file_path: "locked" })).toBe("deny");
  expect(decide("tool:replace", { file_path: "locked" })).toBe("deny");
  expect(decide("tool:replace", { file_path: "open" })).toBe("allow");
  expect(decide("tool:view_image", { path: "secret" })).toBe("deny");
  expect(decide("tool:Bash", { command: "cat secret" })).toBe("allow");
  const read = policy.engine.decide(workspace.place({ tool: "tool:Read", args: {} }, policy));
  expect(policy.engine.labels(read)).toEqual(["private", "untrusted"]);
  expect(decide("tool:Bash", { command: "ls" }, ["untrusted"])).toBe("ask");
});

describe("the file of a catalog", () => {
  it.each([
    ["github", "github.json"],
    ["../../x", "%2E%2E%2F%2E%2E%2Fx.json"],
    ["a b/c", "a%20b%2Fc.json"],
    ["é", "%C3%A9.json"],
    ["con", "%63%6F%6E.json"],
  ])("of the server %s is %s", (server, name) => {
    expect(catalogName(server)).toBe(name);
  });
});

it("changes of tools are told field by field", () => {
  const itself = { name: "n", version: "1" };
  const before = { ...itself, tools: [read, { ...read, name: "gone" }] };
  const changed = { ...read, description: "Reads.", annotations: { readOnlyHint: false } };
  const after = { ...itself, tools: [changed, { ...read, name: "new" }] };
  expect(toolChanges(before, after)).toEqual([
    { tool: "gone", kind: "removed", fields: [] },
    { tool: "new", kind: "added", fields: [] },
    {
      tool: "read",
      kind: "changed",
      fields: [
        { field: "description", before: undefined, after: "Reads." },
        { field: "annotations", before: '{"readOnlyHint":true}', after: '{"readOnlyHint":false}' },
      ],
    },
  ]);
});

describe("placeholders", () => {
  const launch = (...args: readonly string[]): StdioLaunch => ({
    ...{ kind: "stdio", command: "x", env: new Map() },
    args,
  });
  const around = {
    ...{ folder: "/ws/it", home: "/home/u", separator: "/" },
    env: (name: string) => (name === "HELD" ? "${input:a}" : undefined),
    ask: async ({ source }: { source: string }) => (source === "${input:a}" ? "said" : undefined),
  };

  it("are filled in once, whatever the values hold", async () => {
    const words = [
      "${workspaceFolder}/${env:HELD}",
      "${input:a}${input:a}",
      "${userHome}",
      "$x ${",
    ];
    expect(await resolveLaunch(launch(...words), around)).toEqual({
      value: launch("/ws/it/${input:a}", "saidsaid", "/home/u", "$x ${"),
    });
  });

  it.each([
    ["${command:x.y}", "uses `${command:x.y}`, which Ambit does not know"],
    ["${env:LACKING}", expect.stringMatching(/^needs a value for `\$\{env:LACKING\}`/)],
  ])("that nobody can fill in are told: %s", async (word, error) => {
    expect(await resolveLaunch(launch(word), around)).toEqual({ error });
  });

  it("count for consent as they are written, with all else and the folder", () => {
    const other = [
      launchDigest(launch("a"), "/ws"),
      launchDigest(launch("a"), "/other"),
      launchDigest(launch("b"), "/ws"),
      launchDigest({ ...launch("a"), command: "y" }, "/ws"),
      launchDigest({ ...launch("a"), env: new Map([["A", "b"]]) }, "/ws"),
      launchDigest({ ...launch("a"), cwd: "/" }, "/ws"),
      launchDigest({ ...launch("a"), envFile: ".env" }, "/ws"),
      launchDigest({ kind: "http", url: "https://a.example", headers: new Map() }, "/ws"),
      launchDigest(
        { kind: "http", url: "https://a.example", headers: new Map([["A", "b"]]) },
        "/ws",
      ),
    ];
    expect(new Set(other).size).toBe(other.length);
    expect(launchDigest(launch("a"), "/ws")).toBe(other[0]);
  });
});
