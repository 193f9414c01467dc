import { describe, expect, it } from "vitest";
import { widensNothing } from "../../src/lint/no-wider.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { Editor } from "../language/editor.ts";
import { catalogOf, tool } from "../support/catalog.ts";

const HEAD = "ambit: 1\nagent: { id: bot, owner: a@example.com }\nrules:\n";
const readOnly = { annotations: { readOnlyHint: true } };
const FILES = {
  "/shop/package.json": JSON.stringify({ scripts: { build: "", "test:unit": "", "odd name": "" } }),
  "/shop/src/a.ts": "",
  "/shop/docs/x/y.md": "",
  "/shop/.github/ci.yml": "",
  "/shop/odd name/a": "",
  "/shop/top.txt": "",
  "/shop/.ambit/tools/mail.json": catalogOf("mail", [
    tool("list", readOnly),
    tool("get", readOnly),
    tool("send"),
  ]),
};
const policy = (text: string) => readPolicy(text, { file: "/shop/ambit.yaml" });

/** The fixes offered at `$0` that change a rule, each with the rules that it leaves. */
async function fixes(marked: string): Promise<Record<string, string>> {
  const editor = new Editor(HEAD + marked, FILES);
  const range = { start: editor.position, end: editor.position };
  const actions = await editor.service.codeActions(editor.id.path, "policy", range);
  const found = actions
    .filter(({ title, edit }) => edit !== undefined && !title.startsWith("Waive"))
    .map(({ title, edit, isPreferred }) => {
      const after = editor.applied(edit?.changes?.[editor.id.path] ?? []);
      expect(isPreferred ?? false, title).toBe(title.startsWith("Write"));
      expect(widensNothing(policy(editor.text), policy(after)), title).toBe(true);
      expect(policy(after).problems).toEqual([]);
      return [title, after.slice(HEAD.length)] as const;
    });
  return Object.fromEntries(found);
}

const ASK = "Ask before these calls";

describe("a grant that is too wide is narrowed", () => {
  it("to the scripts that there are", async () => {
    const rule = '  - allow: shell # run\n    command: ["np$0m run **"] # any\n';
    const scripts = "npm run {build,test:unit}";
    expect(await fixes(`${rule}  - { allow: file.write, path: package.json }\n`)).toEqual({
      [`Allow only the scripts that there are: \`${scripts}\``]: `  - allow: shell # run\n    command: ["${scripts}"] # any\n  - { allow: file.write, path: package.json }\n`,
      [ASK]: `  - ask: shell # run\n    command: ["npm run **"] # any\n  - { allow: file.write, path: package.json }\n`,
    });
    const any = await fixes('  - { allow: shell, command: "$0**" }\n');
    expect(Object.keys(any)).toEqual([
      `Allow only the scripts that there are: \`${scripts}\``,
      ASK,
    ]);
  });

  it("to the folders that there are, those apart that only a name grants", async () => {
    const folders = "{docs,src}/**";
    expect(await fixes('  - { allow: file.write, path: "$0**" } # w\n')).toMatchObject({
      [`Allow only the folders that there are: \`${folders}\``]: `  - { allow: file.write, path: "${folders}" } # w\n`,
      [ASK]: '  - { ask: file.write, path: "**" } # w\n',
    });
    const home = await fixes('  - { allow: file.write, path: "$0~/**" }\n');
    expect(Object.keys(home)).not.toContain(expect.stringContaining("folders"));
    expect(home).toHaveProperty([ASK]);
  });

  it("to the tools that only read", async () => {
    const title =
      "Allow only the tools of which the server says that they only read: `mcp:mail/{get,list}`";
    expect(await fixes('  - { allow: "$0mcp:mail/*" }\n')).toEqual({
      [title]: '  - { allow: "mcp:mail/{get,list}" }\n',
      [ASK]: '  - { ask: "mcp:mail/*" }\n',
    });
    const other = await fixes('  - { allow: "$0mcp:chat/*" }\n');
    expect(Object.keys(other)).toEqual([ASK]);
  });

  it("by asking for one item, in a rule of its own", async () => {
    const rules = `  # Work.
  - id: work
    allow: shell
    command:
      - npm test # first
      - "nod$0e **" # why

  - { deny: shell, command: rm }
`;
    expect(await fixes(rules)).toEqual({
      "Ask before `node **`, in a rule of its own": `  # Work.
  - id: work
    allow: shell
    command:
      - npm test # first

  - ask: ["shell"]
    command: "node **"

  - { deny: shell, command: rm }
`,
    });
    const limited = rules.replace("    allow: shell\n", "    allow: shell\n    cwd: src\n");
    expect(await fixes(limited)).toEqual({});
  });

  it("by denying what holds credentials", async () => {
    const title = "Deny reading files with credentials";
    const found = await fixes('  - { allow: file.read, path: "$0**" }\n');
    expect(found[title]).toBe(
      '  - { allow: file.read, path: "**" }\n  - deny: file.read\n    path: ["**/.env*", "**/*.pem", "**/*.key", "~/.ssh/**"]\n',
    );
    const aws = await fixes('  - { allow: file.read, path: "$0~/.aws/**" }\n');
    expect(aws[title]).toContain('"~/.aws/credentials"]');
  });

  it("by tying a pattern to both ends, which is proven safe", async () => {
    const rule = (pattern: string): string =>
      `  - { allow: "mcp:a/b", args: { t: { pattern: ${pattern} } } }\n`;
    const written = async (pattern: string): Promise<string | undefined> => {
      const found = await fixes(rule(pattern).replace("pattern", "pat$0tern"));
      return found[Object.keys(found).find((one) => one.startsWith("Write")) ?? ""];
    };
    expect(await written("release")).toBe(rule('"^release$"'));
    expect(await written("'^release: '")).toBe(rule('"^release: $"'));
    expect(await written("'^a|b$'")).toBe(rule('"^(?:^a|b$)$"'));
    expect(await written("'^a$'")).toBeUndefined();
  });

  it("and not where the item comes from a set, or `ask` cannot hold what the rule says", async () => {
    const set = `  - { allow: shell, command: $0$any }\nsets: { any: { command: ["**", ls] } }\n`;
    expect(await fixes(set)).toEqual({});
    expect(await fixes('  - { allow: shell, command: "$0node **", files: any }\n')).toEqual({});
  });
});
