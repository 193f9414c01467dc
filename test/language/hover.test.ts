import { describe, expect, it } from "vitest";
import { catalogOf } from "../support/catalog.ts";
import { Editor, POLICY_FILE, SCENARIO_FILE, SUITE_FILE } from "./editor.ts";

const FILES = {
  "/shop/.ambit/tools/mail.json": catalogOf("mail", [
    {
      name: "send",
      description: "Sends [mail](command:x)\u202e",
      inputSchema: { required: ["to"], properties: { to: { type: "string" }, cc: {} } },
      annotations: { destructiveHint: true },
    },
  ]),
};

async function hover(marked: string, path = POLICY_FILE): Promise<string> {
  const editor = new Editor(marked, FILES, path);
  const found = await editor.features.hover(editor.id, editor.position);
  const { contents } = found ?? { contents: "" };
  return typeof contents === "object" && "value" in contents ? contents.value : "";
}

const rule = (body: string): string =>
  `ambit: 1\nsets: { s: { path: [a, b] } }\nrules:\n  - ${body}\n`;

describe("hovering tells", () => {
  it.each([
    ["a key", "am$0bit: 1\n", /\*\*ambit\*\*\n\nThe version of the language/],
    [
      "a key of a rule",
      rule("{ allow: shell, comm$0and: ls }"),
      /^\*\*command\*\*\n\nCommands, word by word/,
    ],
    ["a key with few values", "other$0wise: deny\n", /One of: `deny`, `ask`/],
    ["a tool of the language", rule("allow: she$0ll"), /Run a command line.*`command`: string/s],
    [
      "a tool of a server",
      rule("ask: mcp:mail/se$0nd"),
      /Sends .*- `to`: string\n- `cc` \(optional\).*destructiveHint/s,
    ],
    ["an argument", rule("{ ask: mcp:mail/send, args: { t$0o: x } }"), /^`to`\n\nstring/],
    [
      "a set",
      rule("{ deny: file.read, path: $$0s }".replace("$$0", "$0$")),
      /`\$s`.*`path`: `a`, `b`/s,
    ],
    [
      "a set that ships",
      rule("{ deny: web.fetch, host: $0$metadata }"),
      /ships with Ambit.*169\.254/s,
    ],
    [
      "a rule",
      rule("{ id: na$0me, deny: shell, command: rm, because: no }"),
      /Denies `shell`\n\n- `command`: `rm`\n\nno/,
    ],
    [
      "a path",
      rule('{ allow: file.read, path: "sr$0c/**" }'),
      /from the workspace.*Matches `src\/a`, `src\/a\/b`\n\nDoes not match `src.old`/s,
    ],
    [
      "a path that is denied",
      rule('{ deny: file.read, path: "$0*.pem" }'),
      /Read widely.*Matches `x.pem`/s,
    ],
    [
      "a command",
      rule('{ allow: shell, command: "git $0log **" }'),
      /Matches `git log`, `git log a`\n\nDoes not match `git log; rm -rf .`, `git other`/,
    ],
    [
      "a host",
      rule('{ allow: web.fetch, host: "*.exam$0ple.org" }'),
      /Matches `https:\/\/www.example.org\/a`.*\n\nDoes not match `http/,
    ],
  ])("%s", async (_, marked, expected) => {
    expect(await hover(marked)).toMatch(expected);
  });

  it("a key and a tool of a scenario", async () => {
    const step = (body: string): string => `ambit-scenario: 1\nsteps:\n  - ${body}\n`;
    expect(await hover(step("{ call: { tool: shell }, exp$0ect: deny }"), SCENARIO_FILE)).toMatch(
      /What should become/,
    );
    expect(await hover(step("call: { tool: sh$0ell }"), SCENARIO_FILE)).toMatch(
      /Run a command line/,
    );
  });

  it.each([
    ["blank space", "ambit: 1\n\n$0\n"],
    ["a text", rule("{ deny: shell, because: no$0thing }")],
    ["an unknown key", "fo$0o: 1\n"],
  ])("nothing of %s", async (_, marked) => {
    expect(await hover(marked)).toBe("");
  });

  it("nothing that acts, and nothing unseen", async () => {
    const text = await hover(rule("ask: mcp:mail/se$0nd"));
    expect(text).not.toMatch(/\]\(|command:|\u202e/);
    const name = await hover(rule('{ deny: "x", id: "a`[b](command:c)", pa$0th: x }'));
    expect(name).not.toContain("](command");
  });
});

const POLICY = `ambit: 1
agent: { id: bot, owner: a@example.com }
rules:
  - { id: read, allow: file.read, path: "src/**" }
  - { id: no-keys, deny: file.read, path: "**/*.pem", because: "Keys are [not](command:x) ours." }
  - { allow: shell, command: npm test }
`;
const SUITE = `ambit-test: 1
policy: ./ambit.yaml
cases:
  - name: reads
    tool: file.read
    each: { path: [src/a.ts, src/b.pem], more: [1, 2] }
    allow: [{ path: src/a.ts }, { path: src/b.pem, more: 2 }]
  - name: one
    call: { tool: shell, args: { command: ls } }
    expect: deny
  - name: several
    session:
      - { call: { tool: file.read, args: { path: src/b.pem } }, expect: allow }
      - { call: { tool: shell, args: { command: npm test } }, expect: allow }
`;

/** The hover before the first `before`, of a suite beside its policy. */
async function inSuite(before: string, text = SUITE, path = SUITE_FILE): Promise<string> {
  const marked = text.replace(before, `$0${before}`);
  const editor = new Editor(marked, { "/shop/ambit.yaml": POLICY }, path);
  const { contents } = (await editor.features.hover(editor.id, editor.position)) ?? {
    contents: "",
  };
  return typeof contents === "object" && "value" in contents ? contents.value : "";
}

describe("in a test suite, hovering tells", () => {
  const keys = "[no&#45;keys](/shop/ambit.yaml#L5) at `ambit.yaml:5`";
  const read = "[read](/shop/ambit.yaml#L4) at `ambit.yaml:4`";

  it.each([
    ["cases:", "**cases**\n\n"],
    ["tool: file", "**tool**\n\n"],
    ["each:", /\*\*each\*\*\n\n/],
    ["equivalents", /\*\*equivalents\*\*/],
  ])("a key in words: %s", async (before, expected) => {
    const text = SUITE.replace("    expect: deny", "    expect: deny\n    equivalents: true");
    expect(await inSuite(before, text)).toMatch(expected);
  });

  it("what becomes of a call, and leads to the rule", async () => {
    expect(await inSuite("deny")).toContain("`shell ls`: `deny`, no rule grants shell ls");
    expect(await inSuite("one")).toMatch(/^`shell ls`: `deny`/);
    expect(await inSuite("call: { tool: shell, args: { command: ls")).toMatch(
      /^`shell ls`: `deny`/,
    );
    expect(await inSuite("allow }\n      - ")).toContain(
      `\`file.read src/b.pem\`: \`deny\`, and \`allow\` is expected, by ${keys}`,
    );
  });

  it("what becomes of all calls of a case, the unexpected ones first", async () => {
    const [head, , first, ...others] = (await inSuite("reads")).split("\n");
    expect(head).toBe("1 of 4 calls not as expected:");
    expect(first).toBe(
      `- \`file.read path: src/b.pem, more: 2\`: \`deny\`, and \`allow\` is expected, by ${keys}`,
    );
    expect(others).toHaveLength(3);
    expect(await inSuite("name: several".replace("name: ", ""))).toContain("1 of 2 calls");
  });

  it.each([
    ["a value of `each`", "src/a.ts, ", "2 calls, all as expected:", read],
    ["a call under `allow`", "src/b.pem, more: 2", "`file.read path: src/b.pem, more: 2`", keys],
  ])("what becomes of the calls with %s", async (_, before, head, rule) => {
    const words = await inSuite(before);
    expect(words.startsWith(head)).toBe(true);
    expect(words).toContain(rule);
  });

  it("which other spelling of a denied call is allowed", async () => {
    const text = SUITE.replace(
      "command: ls } }\n    expect: deny",
      "command: rm x } }\n    expect: deny\n    equivalents: true",
    );
    const policy = POLICY.replace("npm test", '["/bin/rm x", env rm x]');
    const marked = text.replace("    expect: deny", "    expect: $0deny");
    const editor = new Editor(marked, { "/shop/ambit.yaml": policy }, SUITE_FILE);
    const found = await editor.features.hover(editor.id, editor.position);
    expect(JSON.stringify(found?.contents)).toMatch(/but `shell [^`]*rm x` is allowed, by \[rules/);
  });

  it("and nothing of a suite or policy that cannot be run", async () => {
    const broken = SUITE.replace("policy:", "polici:");
    expect(await inSuite("deny", broken)).not.toContain("no rule grants");
    expect(await inSuite("deny", SUITE.replace("./ambit", "./gone"))).not.toContain("shell ls");
  });

  it("the same of a step of a scenario", async () => {
    const scenario = `ambit-scenario: 1
policy: ./ambit.yaml
steps:
  - call: { tool: file.read, args: { path: src/a.ts } }
    expect: allow
`;
    expect(await inSuite("allow", scenario, SCENARIO_FILE)).toContain(
      `\`file.read src/a.ts\`: \`allow\`, by ${read}`,
    );
  });
});

describe("going to the definition leads to the deciding rule", () => {
  it.each([
    ["from what is expected", "deny", []],
    ["from a call of a session", "src/b.pem } }", [4]],
    ["from a value of a matrix", "src/a.ts, ", [3]],
    ["from the name of a case", "reads", [3, 4]],
  ])("%s", async (_, before, lines) => {
    const marked = SUITE.replace(before, `$0${before}`);
    const editor = new Editor(marked, { "/shop/ambit.yaml": POLICY }, SUITE_FILE);
    const found = await editor.features.definition(editor.id, editor.position);
    const places = [found ?? []].flat();
    expect(places.map(({ uri, range }) => [uri, range.start.line])).toEqual(
      lines.map((line) => ["/shop/ambit.yaml", line]),
    );
  });
});
