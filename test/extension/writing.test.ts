import assert from "node:assert/strict";
import * as vscode from "vscode";
import { GOOD, SCENARIO } from "./documents.ts";
import { closeAll, diagnostics, remove, show, type, until, write } from "./support.ts";

const POLICY = GOOD.replace("rules:", "sets: { drafts: { path: [docs/*] } }\n\nrules:")
  .replace('path: "src/**"', "path: [$drafts]")
  .concat("  - { ask: web.fetch, args: { url: x } }\n");

/** Asks one of the editor's own commands until it has the answer that is wanted. */
async function ask<T>(
  command: string,
  wanted: (answer: T) => boolean,
  ...args: readonly unknown[]
): Promise<T> {
  let last: unknown;
  return until(
    async () => {
      const answer = await vscode.commands.executeCommand<T | undefined>(command, ...args);
      last = answer;
      return answer !== undefined && wanted(answer) ? answer : undefined;
    },
    () => `${command}: ${JSON.stringify(last)}`,
  );
}

// Each test has files of its own: the editor lets go of a closed one only after a while.
describe("while reading and writing", () => {
  afterEach(async () => {
    await closeAll();
    remove("writing");
  });

  it("names are coloured by where they stand", async () => {
    const { document } = await show(write("writing/reader.ambit.yaml", POLICY));
    const legend = await ask<vscode.SemanticTokensLegend>(
      "vscode.provideDocumentSemanticTokensLegend",
      ({ tokenTypes }) => tokenTypes.includes("variable"),
      document.uri,
    );
    const { data } = await ask<vscode.SemanticTokens>(
      "vscode.provideDocumentSemanticTokens",
      (tokens) => tokens.data.length > 0,
      document.uri,
    );
    assert.equal(legend.tokenTypes[data[3] ?? -1], "variable");
    const line = document.lineAt(data[0] ?? 0).text;
    assert.equal(line.slice(data[1], (data[1] ?? 0) + (data[2] ?? 0)), "drafts");
  });

  it("the places of a set are marked", async () => {
    const { document } = await show(write("writing/reader.ambit.yaml", POLICY));
    const at = document.positionAt(POLICY.indexOf("$drafts") + 3);
    const found = await ask<readonly vscode.DocumentHighlight[]>(
      "vscode.executeDocumentHighlights",
      (marks) => marks.some(({ kind }) => kind === vscode.DocumentHighlightKind.Write),
      document.uri,
      at,
    );
    assert.deepEqual(
      found.map(({ range }) => document.getText(range)),
      ["drafts", "$drafts"],
    );
  });

  it("rules and scenarios of all files are found by name", async () => {
    write("writing/reader.ambit.yaml", POLICY);
    write("writing/day.ambit-scenario.yaml", SCENARIO.replace("Reads and", "Written"));
    const find = (name: string): Promise<readonly vscode.SymbolInformation[]> =>
      ask(
        "vscode.executeWorkspaceSymbolProvider",
        (found: readonly vscode.SymbolInformation[]) => found.some((one) => one.name === name),
        name,
      );
    await find("Written secrets");
    const found = await find("read-sources");
    assert.ok(
      found.some(({ location }) => location.uri.path.endsWith("/writing/reader.ambit.yaml")),
    );
  });

  it("a case of a test suite tells its decision, and leads to the deciding rule", async () => {
    const policy = write("writing/case.ambit.yaml", GOOD);
    const suite = `ambit-test: 1
policy: ./case.ambit.yaml
cases:
  - { name: one, call: { tool: file.read, args: { path: src/.env } }, expect: deny }
`;
    const { document } = await show(write("writing/day.ambit-test.yaml", suite));
    const at = document.positionAt(suite.indexOf("deny") + 1);
    const [hover] = await ask<readonly vscode.Hover[]>(
      "vscode.executeHoverProvider",
      (found) => found.length > 0,
      document.uri,
      at,
    );
    const [words] = hover?.contents ?? [];
    const text = typeof words === "object" ? words.value : (words ?? "");
    assert.match(text, /^`file\.read src\/\.env`: `deny`, by \[no&#45;secrets\]\(file:.*#L\d+\)/);
    const [rule] = await ask<readonly vscode.Location[]>(
      "vscode.executeDefinitionProvider",
      (found) => found.length > 0,
      document.uri,
      at,
    );
    assert.equal(rule?.uri.toString(), policy.toString());
    assert.match(GOOD.split("\n")[rule.range.start.line] ?? "", /no-secrets/);
  });

  it("an expectation that is not met is found, and mended by a quick fix", async () => {
    write("writing/step.ambit.yaml", GOOD);
    const scenario = SCENARIO.replace("reader.ambit", "step.ambit");
    const { document } = await show(write("writing/step.ambit-scenario.yaml", scenario));
    const [found] = await diagnostics(document.uri, (codes) => codes.includes("unmet-expectation"));
    assert.ok(found);
    assert.match(found.message, /is decided `deny`, not `allow`: by `no-secrets`/);
    assert.match(found.relatedInformation?.[0]?.location.uri.path ?? "", /step\.ambit\.yaml$/);
    const [fix] = await ask<readonly vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      (fixes) => fixes.length > 0,
      document.uri,
      found.range,
    );
    assert.equal(fix?.title, "Expect `deny`, as it is decided");
    assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
    await diagnostics(document.uri, (codes) => codes.length === 0);
  });

  it("the arguments of a tool are shown in `args`", async () => {
    const editor = await show(write("writing/reader.ambit.yaml", POLICY));
    await type(editor, "url: x", "url: ");
    const { document } = editor;
    const at = document.positionAt(document.getText().indexOf("url: ") + 5);
    const { signatures, activeParameter } = await ask<vscode.SignatureHelp>(
      "vscode.executeSignatureHelpProvider",
      (found) => found.signatures.length > 0,
      document.uri,
      at,
    );
    assert.equal(signatures[0]?.label, "web.fetch(url: string, method?: string)");
    assert.equal(activeParameter, 0);
  });
});
