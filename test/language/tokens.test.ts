import { describe, expect, it } from "vitest";
import { TOKEN_MODIFIERS, TOKEN_TYPES } from "../../src/language/tokens/token.ts";
import { CONFIG_FILE, Editor, POLICY_FILE, SCENARIO_FILE, SUITE_FILE } from "./editor.ts";

/** Each token as its text and what it is. */
async function tokens(text: string, path = POLICY_FILE, lines?: [number, number]) {
  const { features, id, document } = new Editor(text, {}, path);
  const range = lines && {
    start: { line: lines[0], character: 0 },
    end: { line: lines[1], character: 0 },
  };
  const data = await features.tokens(id, range);
  const found: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(at, at + 5);
    line += down;
    character = down === 0 ? character + right : right;
    const start = { line, character };
    const written = document.getText({ start, end: { line, character: character + length } });
    const modifiers = TOKEN_MODIFIERS.filter((_, bit) => (bits & (1 << bit)) !== 0);
    found.push([written, TOKEN_TYPES[type], ...modifiers].join(" "));
  }
  return found;
}

describe("tokens", () => {
  it("tell names of a policy by where they stand", async () => {
    const policy = `ambit: 1
otherwise: ask
servers: { github: {} }
sets: { mine: { path: ["src/**"] } }
tools: { "mcp:fs/write_file": { reads: [private] } }
rules:
  - id: read
    allow: [file.read, "mcp:git*/{get,list}_x"]
    path: [$mine, 'a/{b,c}/*']
    args: { base: main, "draft?": { properties: { by: $mine } }, rest: none }
  - { deny: web.fetch, host: $metadata, because: not **even** mcp:a/b }
`;
    expect(await tokens(policy)).toEqual([
      "ask keyword ask",
      "github namespace declaration",
      "mine variable declaration",
      "** operator",
      ...["fs namespace", "write_file function"],
      "read label declaration",
      "file.read function defaultLibrary",
      ...["git namespace", "* operator"],
      ...["{ operator", "get function", ", operator", "list function", "} operator", "_x function"],
      "$mine variable",
      ...["{ operator", ", operator", "} operator", "* operator"],
      ...["base parameter", "draft parameter", "by parameter"],
      "web.fetch function defaultLibrary",
      "$metadata variable defaultLibrary",
      "not **even** mcp:a/b string",
    ]);
  });

  it("tell what calls name and what is expected", async () => {
    const scenario = `ambit-scenario: 1
steps:
  - call: { tool: shell, args: { command: "rm *" } }
    expect: deny
`;
    const found = ["shell function defaultLibrary", "command parameter", "deny keyword deny"];
    expect(await tokens(scenario, SCENARIO_FILE)).toEqual(found);
    const suite = `ambit-test: 1
cases:
  - { name: a * b, tool: "mcp:a/b", each: { to: [x] }, allow: [{ to: x }] }
`;
    expect(await tokens(suite, SUITE_FILE)).toEqual([
      "a * b string",
      ...["a namespace", "b function"],
      ...["to parameter", "to parameter"],
    ]);
    expect(await tokens("ambit-config: 1\n", CONFIG_FILE)).toEqual([]);
  });

  it("of some lines alone, of an alias once, and none of what runs over lines", async () => {
    const policy = `ambit: 1
rules:
  - &one { id: a, deny: shell }
  - *one
  - { id: "b
      c", deny: "*" }
`;
    expect(await tokens(policy)).toEqual([
      "a label declaration",
      "shell function defaultLibrary",
      "* operator",
    ]);
    expect(await tokens(policy, POLICY_FILE, [4, 7])).toEqual(["* operator"]);
  });

  it.each(["", "3", "rules: [, {id: ''}, 3]", "a: &x [*x]", '"'])(
    "whatever is written: %j",
    (text) => expect(tokens(text)).resolves.toEqual(expect.any(Array)),
  );
});
