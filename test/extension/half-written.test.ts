import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, codeOf, diagnostics, remove, show, until, write } from "./support.ts";

const HALF = "---\nname: x\nallowed-tools: Bash(python3 *), Bash(git l";
const CONFIG = 'sandbox_mode = "danger-full-access" # wide\n';
const RULES = 'prefix_rule(pattern=["git", "push"], decision="deny")\n';

/** What is offered at an offset, by its label, with how often. */
async function offered(
  document: vscode.TextDocument,
  offset: number,
  wanted: string,
): Promise<readonly string[]> {
  let last: readonly string[] = [];
  return until(
    async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        document.positionAt(offset),
      );
      last = items.map(({ label }) => (typeof label === "string" ? label : label.label));
      return last.includes(wanted) ? last : undefined;
    },
    () => `${wanted} in ${last.join()}`,
  );
}

/** The quick fix of a finding of that title. A finding of the text before an edit may still be shown, which has none any more: then a little later. */
async function fixOf(
  { uri }: vscode.TextDocument,
  code: string,
  title: string,
): Promise<vscode.CodeAction> {
  let last: readonly string[] = [];
  return until(
    async () => {
      const found = await diagnostics(uri, (codes) => codes.includes(code));
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        uri,
        found.find((one) => codeOf(one) === code)?.range,
      );
      last = actions.map((action) => action.title);
      return actions.find((action) => action.title === title);
    },
    () => `${title} in ${last.join()}`,
  );
}

async function carryOut(action: vscode.CodeAction): Promise<void> {
  assert.ok(action.edit !== undefined);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

async function hovers(document: vscode.TextDocument, offset: number): Promise<string> {
  const found = await until(
    async () =>
      vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        document.positionAt(offset),
      ),
    () => "hovers are canceled",
  );
  const texts = found.flatMap(({ contents }) =>
    contents.map((one) => (typeof one === "string" ? one : one.value)),
  );
  return texts.join("\n");
}

describe("in the files of agents that are no JSON", () => {
  afterEach(async () => {
    await closeAll();
    remove("agents-too");
  });

  it("front matter is completed while it is half written, and mended when it is whole", async () => {
    const file = "agents-too/.claude/skills/x/SKILL.md";
    const { document } = await show(write(file, HALF));
    const labels = await offered(document, HALF.length, "Bash(git log *)");
    assert.equal(labels.filter((label) => label === "Bash(git log *)").length, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(HALF.length), "og *)\n---\n");
    assert.ok(await vscode.workspace.applyEdit(edit));
    await carryOut(await fixOf(document, "interpreter-command", "Remove the entry"));
    assert.equal(document.getText(), "---\nname: x\nallowed-tools: Bash(git log *)\n---\n");
    assert.match(await hovers(document, document.getText().indexOf("log")), /Matches `git log`/);
  });

  it("what VS Code offers in its own kinds of Markdown is not offered twice", async () => {
    write("agents-too/.git/HEAD", "ref: refs/heads/main\n");
    write("agents-too/.mcp.json", '{ "mcpServers": { "docs": { "command": "docs" } } }\n');
    const yaml = { "tools: ['read', '']": "docs/*", "tools: [Read, ]": "mcp__docs" };
    const files = ["agents-too/.github/agents/x.agent.md", "agents-too/.claude/agents/x.md"];
    for (const [index, [line, wanted]] of Object.entries(yaml).entries()) {
      const text = `---\nname: x\n${line}\n---\n`;
      const { document } = await show(write(files[index] ?? "", text));
      const labels = await offered(document, text.indexOf("]") - 1 + index, wanted);
      const twice = labels.filter((label, at) => labels.indexOf(label) < at);
      assert.deepEqual(twice, [], document.languageId);
    }
  });

  it("TOML says what a word means, and a fix shuts what is open", async () => {
    const { document } = await show(write("agents-too/.codex/config.toml", CONFIG));
    const fix = await fixOf(document, "sandbox-hole", "Write `workspace-write`");
    assert.match(await hovers(document, CONFIG.indexOf("full")), /no sandbox/);
    await carryOut(fix);
    assert.equal(document.getText(), 'sandbox_mode = "workspace-write" # wide\n');
    await offered(document, document.getText().indexOf("space"), "read-only");
  });

  it("the word of another agent is spelt as Codex does, and the next word of a pattern offered", async () => {
    const { document } = await show(write("agents-too/.codex/rules/a.rules", RULES));
    await carryOut(await fixOf(document, "refused-rules", 'Change to `"forbidden"`'));
    assert.equal(document.getText(), RULES.replace("deny", "forbidden"));
    await offered(document, RULES.indexOf("push"), "status");
  });

  it("a local file is checked again when git begins to keep it", async () => {
    const local = "agents-too/.claude/settings.local.json";
    const name = ".claude/settings.local.json";
    write("agents-too/.git/index", "DIRC");
    const uri = write(local, '{ "permissions": { "allow": ["Bash(npm test)", "Write(a)"] } }\n');
    await show(uri);
    await diagnostics(uri, (codes) => codes.includes("entry-not-consulted"));
    write("agents-too/.git/index", `DIRC\0${String.fromCharCode(name.length)}${name}\0`);
    await diagnostics(uri, (codes) => codes.includes("local-settings-committed"));
  });
});
