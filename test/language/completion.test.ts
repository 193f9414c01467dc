import { describe, expect, it } from "vitest";
import { catalogOf } from "../support/catalog.ts";
import { Editor, POLICY_FILE, SCENARIO_FILE } from "./editor.ts";

const FILES = {
  "/shop/package.json": '{"scripts": {"test": "x", "lint": "x", "__proto__": "x", "a b": "x"}}',
  "/shop/.vscode/mcp.json": '{"servers": {"github": {}, "mail": {}}}',
  "/shop/src/app/main.ts": "",
  "/shop/src/util.ts": "",
  "/shop/README.md": "",
  "/shop/org.ambit.yaml": "ambit: 1\n",
  "/shop/.ambit/tools/github.json": catalogOf("github", [
    {
      name: "create_pull_request",
      description: "Opens a *pull request*.\n[click](command:evil)",
      inputSchema: {
        type: "object",
        required: ["base"],
        properties: {
          base: { type: "string", description: "The branch.", enum: ["main", "$next"] },
          draft: { type: "boolean" },
          author: { type: "object", properties: { name: { type: "string" } } },
        },
      },
      annotations: { readOnlyHint: false },
    },
  ]),
  "/shop/.ambit/tools/broken.json": "{",
};

const RULE = "ambit: 1\nrules:\n  - id: a\n";
const STEP = "ambit-scenario: 1\nsteps:\n";
const PR = '    ask: "mcp:github/create_pull_request"\n';

async function labels(marked: string, path = POLICY_FILE): Promise<readonly string[]> {
  const items = await new Editor(marked, FILES, path).items();
  return items
    .toSorted((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1))
    .map(({ label }) => label);
}

describe("keys are offered where they may stand", () => {
  it.each([
    ["at the top", "ambit: 1\n$0\n", "agent extends ceiling otherwise servers sets tools rules"],
    [
      "half written",
      "ambit: 1\nag$0\n",
      "agent extends ceiling otherwise servers sets tools rules",
    ],
    ["of the agent", "ambit: 1\nagent:\n  id: a\n  $0\n", "owner purpose on-behalf-of review-by"],
    ["in braces", "ambit: 1\nagent: { id: a, $0 }\n", "owner purpose on-behalf-of review-by"],
    ["of a set", "ambit: 1\nsets:\n  a:\n    $0\n", "path command cwd env host method args"],
    ["of a server", "ambit: 1\nservers: { a: { $0 } }\n", "config command url catalog"],
    ["servers of the workspace", "ambit: 1\nservers:\n  $0\n", "github mail"],
    ["of facts", "ambit: 1\ntools:\n  tool:a: { $0 }\n", "reads views"],
    ["tools with facts", "ambit: 1\ntools:\n  $0\n", "mcp:github/create_pull_request"],
    [
      "of an allow of commands",
      `${RULE}    allow: shell\n    $0\n`,
      "command cwd env files args except expires because examples",
    ],
    [
      "of a deny of files",
      `${RULE}    $0\n    deny: file.*\n`,
      "path args except when because examples",
    ],
    [
      "of an ask of the web",
      `${RULE}    ask: web.fetch\n    path: x\n    ex$0\n`,
      "host method args except when expires because examples",
    ],
    [
      "of an exception",
      `${RULE}    allow: shell\n    except: { $0 }\n`,
      "tool command cwd env args",
    ],
    ["of when", `${RULE}    ask: shell\n    when: { $0 }\n`, "seen"],
    ["of examples", `${RULE}    ask: shell\n    examples:\n      $0\n`, "match no-match"],
    ["arguments of a tool", `${RULE}${PR}    args:\n      $0\n`, "base draft author rest"],
    [
      "a nested argument",
      `${RULE}${PR}    args:\n      author:\n        properties:\n          $0\n`,
      "name",
    ],
    [
      "of a test of an argument",
      `${RULE}${PR}    args: { author: { not: { typ$0 } } }\n`,
      /^type const enum pattern/,
    ],
  ])("%s", async (_, marked, expected) => {
    const found = (await labels(marked)).filter((label) => !label.startsWith("rule:"));
    if (typeof expected === "string") expect(found.join(" ")).toBe(expected);
    else expect(found.join(" ")).toMatch(expected);
  });

  it.each([
    ["a scenario", "ambit-scenario: 1\n$0\n", "name policy now steps"],
    ["a step", `${STEP}  - call: { tool: shell }\n    $0\n`, "expect"],
    ["a call", `${STEP}  - call: { $0 }\n`, "agent tool args cwd context session now"],
    ["arguments", `${STEP}  - call: { tool: shell, args: { $0 } }\n`, "command cwd"],
  ])("of %s", async (_, marked, expected) => {
    expect((await labels(marked, SCENARIO_FILE)).join(" ")).toBe(expected);
  });

  it.each([
    ["in a comment", "ambit: 1\n# ag$0\n"],
    ["in a text of several lines", `${RULE}    because: |\n      ag$0\n`],
    ["in a text that goes on", `${RULE}    because: why\n      ag$0\n`],
    ["where no mapping is known", "ambit: 1\nfoo:\n  $0\n"],
  ])("but not %s", async (_, marked) => {
    expect(await labels(marked)).toEqual([]);
  });
});

describe("values are offered, what the workspace has first", () => {
  it.each([
    ["words", "ambit: 1\notherwise: $0\n", /^deny ask$/],
    [
      "tools of an allow",
      `${RULE}    allow: $0\n`,
      /^mcp:github\/create_pull_request file.read file.write shell .*mcp:github\/\* mcp:mail\/\*$/,
    ],
    ["tools of a deny", `${RULE}    deny: $0\n`, /mcp:mail\/\* file\.\* \*$/],
    [
      "tools beside a path",
      `${RULE}    path: src/**\n    deny: [$0]\n`,
      /^file.read file.write file.\*$/,
    ],
    ["further tools", `${RULE}    path: src/**\n    allow: [file.read, $0]\n`, /^file.write$/],
    [
      "tools of declared servers",
      "ambit: 1\nservers: { mail: {} }\nrules:\n  - ask: mcp:$0\n",
      /^file.read (?!.*github).* mcp:mail\/\*/,
    ],
    [
      "scripts and programs",
      `${RULE}    allow: shell\n    command: $0\n`,
      /^npm test npm run lint npm run __proto__ git status \*\* git diff/,
    ],
    [
      "sets with the right key",
      `ambit: 1\nsets: { a: { path: x }, b: { host: y.example } }\nrules:\n  - allow: file.read\n    path: [$0]\n`,
      /^\$a src\/\*\* src\/ README.md/,
    ],
    [
      "paths by segment",
      `${RULE}    allow: file.read\n    path: src/$0\n`,
      /^src\/app\/\*\* src\/app\/ src\/util.ts src\/\*\*$/,
    ],
    ["paths in quotes", `${RULE}    allow: file.read\n    path: ["src/$0"]\n`, /^src\/app\/\*\* /],
    [
      "hosts",
      `ambit: 1\nservers: { a: { url: "https://mcp.example/x" } }\nrules:\n  - allow: web.fetch\n    host: $0\n`,
      /^mcp.example \$metadata \$private$/,
    ],
    ["enums", `${RULE}${PR}    args: { base: $0 }\n`, /^main \$next$/],
    ["booleans", `${RULE}${PR}    args: { draft: $0 }\n`, /^true false$/],
    ["labels", `${RULE}    ask: shell\n    when: { seen: $0 }\n`, /^untrusted private$/],
    ["documents", "ambit: 1\nextends: $0\n", /^\.\/org.ambit.yaml /],
    ["types", `${RULE}${PR}    args: { base: { type: $0 } }\n`, /^string number/],
  ])("%s", async (_, marked, expected) => {
    expect((await labels(marked)).join(" ")).toMatch(expected);
  });

  it("in a scenario: expectations, tools and commands", async () => {
    const expectations = `${STEP}  - call: { tool: shell }\n    expect: $0\n`;
    expect(await labels(expectations, SCENARIO_FILE)).toEqual(["allow", "ask", "deny"]);
    const tools = await labels(`${STEP}  - call: { tool: $0 }\n`, SCENARIO_FILE);
    expect(tools).toContain("mcp:github/create_pull_request");
    expect(tools).not.toContain("*");
    const commands = `${STEP}  - call: { tool: shell, args: { command: $0 } }\n`;
    expect(await labels(commands, SCENARIO_FILE)).toContain("git status");
  });
});

describe("what is chosen", () => {
  it.each([
    ["gets its colon", "ambit: 1\nag$0\n", "agent", "ambit: 1\nagent:\n  \n"],
    ["keeps its colon", "ambit: 1\nag$0:\n", "agent", "ambit: 1\nagent:\n"],
    [
      "keeps its quotes",
      `${RULE}    path: "src/$0"\n`,
      "src/app/**",
      `${RULE}    path: "src/app/**"\n`,
    ],
    ["is quoted where it must be", `${RULE}    deny: $0\n`, "*", `${RULE}    deny: "*"\n`],
    [
      "is no set",
      `${RULE}${PR}    args: { base: $0 }\n`,
      "$next",
      `${RULE}${PR}    args: { base: $$next }\n`,
    ],
    [
      "may be absent",
      `${RULE}${PR}    args: { $0 }\n`,
      "draft",
      `${RULE}${PR}    args: { draft?:  }\n`,
    ],
  ])("%s", async (_, marked, label, expected) => {
    expect(await new Editor(marked, FILES).accept(label)).toBe(expected);
  });

  it("is plain text for an editor without snippets", async () => {
    const editor = new Editor("ambit: 1\nrules:\n  - $0\n", FILES, POLICY_FILE, false);
    for (const { textEdit, insertTextFormat } of await editor.items()) {
      expect(insertTextFormat).toBe(1);
      expect(JSON.stringify(textEdit)).not.toContain("${");
    }
  });

  it("shows what a server says as text", async () => {
    const items = await new Editor(`${RULE}    allow: $0\n`, FILES).items();
    const { documentation } = items.find(({ label }) => label.startsWith("mcp:github/c")) ?? {};
    expect(documentation).toMatchObject({ kind: "markdown" });
    const { value } = documentation as { readonly value: string };
    expect(value).not.toContain("](");
    expect(value).not.toContain("command:");
    expect(value).toContain("The branch");
  });
});
