import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { GOOD, MISSPELT, WIDE } from "./documents.ts";
import {
  closeAll,
  codeOf,
  diagnostics,
  extensionFolder,
  remove,
  show,
  type,
  until,
  workspaceFolder,
  write,
} from "./support.ts";

interface CommandLineFinding {
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

const none = (codes: readonly string[]): boolean => codes.length === 0;
const some = (codes: readonly string[]): boolean => codes.length > 0;

describe("diagnostics", () => {
  afterEach(async () => {
    await closeAll();
    remove("diagnostics");
  });

  it("come while typing, and go when it is mended", async () => {
    const editor = await show(write("diagnostics/reader.ambit.yaml", GOOD));
    const { uri } = editor.document;
    await diagnostics(uri, none);
    await type(editor, "path:", "paht:");
    const [found] = await diagnostics(uri, (codes) => codes.includes("unknown-key"));
    assert.equal(found?.source, "ambit");
    await type(editor, "paht:", "path:");
    await diagnostics(uri, none);
  });

  it("show the call that a grant permits, and lead to the rule's page", async () => {
    const { document } = await show(write("diagnostics/wide.ambit.yaml", WIDE));
    const found = await diagnostics(document.uri, (codes) => codes.includes("interpreter-command"));
    const finding = found.find((one) => codeOf(one) === "interpreter-command");
    assert.match(finding?.relatedInformation?.[0]?.message ?? "", /^it permits: shell node -e /);
    assert.match(
      typeof finding?.code === "object" ? finding.code.target.path : "",
      /docs\/rules\/interpreter-command\.md$/,
    );
  });

  it("are mended by the quick fix for a misspelt key", async () => {
    const { document } = await show(write("diagnostics/typo.ambit.yaml", MISSPELT));
    const found = await diagnostics(document.uri, (codes) => codes.includes("unknown-key"));
    const range = found.find((one) => codeOf(one) === "unknown-key")?.range;
    assert.ok(range);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ title }) => title === "Change to `path`");
    assert.ok(fix?.edit, actions.map(({ title }) => title).join());
    assert.equal(fix.isPreferred, true);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(document.getText(), GOOD);
    await diagnostics(document.uri, none);
  });

  it("come for files that are not open, follow the disk, and go with the file", async () => {
    const uri = write("diagnostics/closed.ambit.yaml", MISSPELT);
    await diagnostics(uri, (codes) => codes.includes("unknown-key"));
    write("diagnostics/closed.ambit.yaml", GOOD);
    await diagnostics(uri, none);
    write("diagnostics/closed.ambit.yaml", MISSPELT);
    await diagnostics(uri, some);
    remove("diagnostics");
    await diagnostics(uri, none);
  });

  it("say what the command line says, at the same places", async () => {
    write("diagnostics/same/wide.ambit.yaml", WIDE);
    write("diagnostics/same/typo.ambit.yaml", MISSPELT.replace("Notes", "Notes: “é\u{1F600}”"));
    write("diagnostics/same/broken.ambit.yaml", "ambit: 1\nrules: [\n");
    write("diagnostics/same/day.ambit-scenario.yaml", "ambit-scenario: 1\nsteps: none\n");
    const expected = commandLineFindings();
    assert.ok(expected.length >= 4, `the command line finds ${expected.length}`);
    const actual = await until(
      () => {
        const found = editorFindings();
        return found.length === expected.length ? found : undefined;
      },
      () =>
        `the editor has ${editorFindings().join("\n")}, the command line ${expected.join("\n")}`,
    );
    assert.deepEqual(actual, expected);
  });
});

function commandLineFindings(): readonly string[] {
  const cli = path.join(extensionFolder(), "dist", "cli.js");
  const options = ["check", ".", "--format", "json", "--fail-on", "never"];
  const output = execFileSync(process.execPath, [cli, ...options], {
    cwd: workspaceFolder(),
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
    encoding: "utf8",
  });
  const { findings } = JSON.parse(output) as { findings: readonly CommandLineFinding[] };
  return findings
    .map(({ file, line, column, endLine, endColumn, code, message }) =>
      [file, line, column, endLine, endColumn, code, message].join(" "),
    )
    .sort();
}

/**
 * Of what is on disk: VS Code keeps a deleted document open for a while after its editor was closed. Each once: such a document is still
 * an agent that another may start, of the same name as the one that is on disk.
 */
function editorFindings(): readonly string[] {
  const all = vscode.languages
    .getDiagnostics()
    .filter(([uri]) => existsSync(uri.fsPath))
    .flatMap(([uri, found]) =>
      found
        .filter(({ source }) => source === "ambit")
        .map((one) => {
          const { start, end } = one.range;
          const file = path.relative(workspaceFolder(), uri.fsPath).replaceAll("\\", "/");
          const place = [start.line, start.character, end.line, end.character].map((at) => at + 1);
          return [file, ...place, codeOf(one), one.message].join(" ");
        }),
    );
  return [...new Set(all)].sort();
}
