import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogText } from "../../src/workspace/catalog-file.ts";
import { readCatalog, catalogTool } from "../../src/policy/read-catalog.ts";
import { readServers } from "../../src/policy/read-servers.ts";
import { toolDigest } from "../../src/model/tool-catalog.ts";

describe("a file that configures servers", () => {
  it("is read with comments, as VS Code writes it", () => {
    const text = `{
      // what is asked for
      "inputs": [{ "type": "promptString", "id": "token", "description": "A token", "password": true }],
      "servers": {
        "web": { "type": "http", "url": "https://x.example/mcp", "headers": { "Authorization": "\${input:token}" } },
        "fs": { "command": "npx", "args": ["-y", "fs", "."], "env": { "PORT": 8080 }, "envFile": ".env" }, /* last */
      },
    }`;
    const { servers, inputs, problems } = readServers(text, ".vscode/mcp.json");
    expect(problems).toEqual([]);
    expect(inputs).toEqual([{ id: "token", description: "A token", password: true }]);
    expect(servers.map(({ name, launch }) => [name, launch])).toEqual([
      [
        "web",
        {
          kind: "http",
          url: "https://x.example/mcp",
          headers: new Map([["Authorization", "${input:token}"]]),
        },
      ],
      [
        "fs",
        {
          ...{ kind: "stdio", command: "npx", args: ["-y", "fs", "."] },
          ...{ env: new Map([["PORT", "8080"]]), envFile: ".env" },
        },
      ],
    ]);
  });

  it.each([
    ['{"mcpServers": {"a": {"command": 7}}}', "the server `a` has neither a `command` nor a `url`"],
    [
      '{"mcpServers": {"a": {"command": "x", "args": [1]}}}',
      "has `args` that are no list of texts",
    ],
    ['{"mcpServers": {"a": {"type": "sse", "url": "x"}}}', "is of type `sse`"],
    ['{"mcpServers": {"a": {"command": "x"}, "a": {"command": "y"}}}', "`a` stands here twice"],
    ['{"mcpServers": {"a": {"command": "x", "command": "y"}}}', "`command` stands here twice"],
    ["[".repeat(100_000), "it is nested deeper than 100 levels"],
    ['{"mcpServers": {', "it is no JSON"],
    ["", "it is no JSON"],
  ])("is told what is wrong: %.60s", (text, words) => {
    const { problems } = readServers(text, ".mcp.json");
    expect(problems.map(({ message }) => message).join()).toContain(words);
  });

  it("knows any name", () => {
    const text = '{"mcpServers": {"__proto__": {"command": "x"}, "constructor": {"command": "y"}}}';
    const { servers } = readServers(text, ".mcp.json");
    expect(servers.map(({ name }) => name)).toEqual(["__proto__", "constructor"]);
  });
});

describe("a catalog", () => {
  const tool = { name: "look", inputSchema: { type: "object", properties: { at: {} } } };
  const catalog = { "ambit-tools": 1, server: "s", name: "n", version: "1" };

  it("is read, and an edited tool is told", () => {
    const good = { ...tool, sha256: toolDigest(tool) };
    const read = readCatalog(JSON.stringify({ ...catalog, tools: [good] }));
    const itself = { name: "n", version: "1", tools: [tool] };
    expect(read).toMatchObject({ server: "s", itself, now: itself, edited: [], problems: [] });
    const text = JSON.stringify({
      ...catalog,
      tools: [{ ...good, description: "Now with more." }],
    });
    const { problems, edited } = readCatalog(text);
    expect(edited).toEqual(["look"]);
    expect(problems.map(({ message }) => message)).toEqual([
      "`sha256` of `look` is not that of what stands here: it was edited",
    ]);
    const { start, end } = problems[0]?.range ?? { start: 0, end: 0 };
    expect(text.slice(start, end)).toMatch(/^\{"name":"look".*\}$/);
  });

  it("holds what the server says now beside what was accepted", () => {
    const accepted = { name: "n", version: "1", tools: [tool, { ...tool, name: "zone" }] };
    const changed = { ...tool, description: "Now with more." };
    const now = { name: "m", version: "2", tools: [changed, { ...tool, name: "new" }] };
    const text = catalogText("s", accepted, now);
    expect(readCatalog(text)).toMatchObject({ itself: accepted, now, edited: [], problems: [] });
    const { start, end } = readCatalog(text).rangeOf("look");
    expect(text.slice(start, end)).toContain("Now with more.");
    expect(readCatalog(catalogText("s", accepted)).now).toEqual(accepted);
  });

  it.each([
    [{ type: "object", properties: { at: {} } }, ["at"]],
    [{ type: "object", properties: {} }, []],
    [{ type: "object" }, undefined],
    [{ properties: { at: {} }, additionalProperties: true }, undefined],
    [{ properties: { at: {} }, oneOf: [] }, undefined],
  ])("says which arguments there are: %j", (inputSchema, names) => {
    expect(catalogTool({ name: "t", inputSchema }).arguments).toEqual(names);
  });
});

it("nothing that is read makes a reader throw", () => {
  const shape = fc
    .json()
    .chain((inner) =>
      fc.constantFrom(
        inner,
        `{"ambit-tools": 1, "server": "s", "tools": [${inner}, {"name": "a", "inputSchema": ${inner}}]}`,
        `{"ambit-tools": 1, "server": "s", "changed": ${inner}}`,
        `{"ambit-tools": 1, "server": "s", "changed": {"removed": [${inner}], "tools": ${inner}}}`,
        `{"servers": {"a": ${inner}}, "mcpServers": ${inner}, "inputs": [${inner}]}`,
        `{"mcpServers": {"a": {"command": "x", "args": ${inner}, "env": ${inner}, "cwd": ${inner}}}}`,
        inner.slice(1),
      ),
    );
  fc.assert(
    fc.property(fc.oneof(shape, fc.string()), (text) => {
      readCatalog(text);
      readServers(text, ".mcp.json");
      readServers(text, ".vscode/mcp.json");
    }),
    { numRuns: 500 },
  );
});
