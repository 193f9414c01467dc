import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, codeOf, diagnostics, remove, show, write } from "./support.ts";

const SETTINGS = `{
  "permissions": {
    "allow": ["Bash(python3 *)", "Write(src/**)"],
    "deny": ["Bash(curl *)"]
  }
}
`;
const FILE = "fresh/.claude/settings.json";

describe("a fresh clone that has an agent's settings alone", () => {
  afterEach(async () => {
    await closeAll();
    remove("fresh");
  });

  it("shows their findings in Problems, unopened", async () => {
    const found = await diagnostics(write(FILE, SETTINGS), (codes) =>
      codes.includes("interpreter-command"),
    );
    assert.deepEqual(found.map(codeOf).map(String).toSorted(), [
      "deny-beside-interpreter",
      "entry-not-consulted",
      "interpreter-command",
    ]);
    const interpreter = found.find((one) => codeOf(one) === "interpreter-command");
    assert.equal(interpreter?.range.start.line, 2);
    assert.match(
      interpreter?.relatedInformation?.[0]?.message ?? "",
      /^it permits: shell python3 -c/,
    );
  });

  it("follows what the agent appends while it is open", async function () {
    // VS Code's own watcher sometimes misses a folder that was just removed and made again.
    this.retries(4);
    const name = `fresh${Date.now()}/.claude/settings.json`;
    const text = '{ "permissions": { "allow": ["Bash(make build)", "Write(src/**)"] } }\n';
    try {
      const editor = await show(write(name, text));
      await diagnostics(editor.document.uri, (codes) => codes.includes("entry-not-consulted"));
      write(name, SETTINGS);
      await diagnostics(editor.document.uri, (codes) => codes.includes("interpreter-command"));
    } finally {
      await closeAll();
      remove(name.slice(0, name.indexOf("/")));
    }
  });

  it("says what an entry means, in its own words, without doubling what VS Code says", async () => {
    const editor = await show(write(FILE, SETTINGS));
    await diagnostics(editor.document.uri, (codes) => codes.includes("interpreter-command"));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      editor.document.uri,
      new vscode.Position(2, 18),
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((one) => (typeof one === "string" ? one : one.value)),
    );
    assert.equal(texts.filter((text) => text.includes("Allows without asking")).length, 1);
    assert.match(texts.join("\n"), /As Claude Code reads it/);
  });

  it("offers entries as the agent reads them, each once, and shows the call of a finding", async () => {
    const editor = await show(write(FILE, SETTINGS));
    const { document } = editor;
    await diagnostics(document.uri, (codes) => codes.includes("interpreter-command"));
    const position = document.positionAt(document.getText().indexOf("Bash(") + "Bash(".length);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      position,
    );
    const labels = items.map(({ label }) => (typeof label === "string" ? label : label.label));
    assert.equal(labels.filter((label) => label === "Bash(git status *)").length, 1, labels.join());
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(position, position),
    );
    const titles = actions.map(({ title }) => title);
    for (const title of ["Simulate This Call", "Watch This Call"])
      assert.ok(titles.includes(title), titles.join());
  });
});
