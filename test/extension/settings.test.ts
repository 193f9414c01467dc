import assert from "node:assert/strict";
import * as vscode from "vscode";
import { GOOD } from "./documents.ts";
import { closeAll, codeOf, diagnostics, remove, show, until, write } from "./support.ts";

/** Without an owner, which `missing-owner` speaks of. */
const OWNERLESS = GOOD.replace(" owner: tests@example.com,", "");

describe("settings", () => {
  const set = (id: string, value: unknown) =>
    vscode.workspace
      .getConfiguration("ambit")
      .update(id, value, vscode.ConfigurationTarget.Workspace);

  afterEach(async () => {
    await set("rules", undefined);
    await set("persona", undefined);
    await set("agents", undefined);
    await set("inlayHints.reach", undefined);
    await closeAll();
    remove("settings");
  });

  it("have defaults under which the editor says what the command line says", () => {
    const ambit = vscode.workspace.getConfiguration("ambit");
    assert.equal(ambit.get("persona"), "configured");
    assert.deepEqual(ambit.get("rules"), {});
    assert.deepEqual(ambit.get("agents"), []);
    assert.equal(ambit.get("inlayHints.reach"), true);
    assert.equal(ambit.get("trace.server"), "off");
  });

  it("change the level of a rule, or turn it off, at once", async () => {
    const file = write("settings/a.ambit.yaml", OWNERLESS);
    await show(file);
    const has = (codes: readonly string[]): boolean => codes.includes("missing-owner");
    await diagnostics(file, has);
    await set("rules", { "missing-owner": "error" });
    await until(
      () =>
        vscode.languages
          .getDiagnostics(file)
          .find(
            (one) =>
              codeOf(one) === "missing-owner" && one.severity === vscode.DiagnosticSeverity.Error,
          ),
      () => "the level does not change",
    );
    await set("rules", { "missing-owner": "off" });
    await diagnostics(file, (codes) => !has(codes));
  });
});

describe("settings of what is shown", () => {
  const set = (id: string, value: unknown) =>
    vscode.workspace
      .getConfiguration("ambit")
      .update(id, value, vscode.ConfigurationTarget.Workspace);

  afterEach(async () => {
    await set("agents", undefined);
    await set("inlayHints.reach", undefined);
    await closeAll();
    remove("shown");
  });

  it("name the agents whose findings are shown", async () => {
    const file = write("shown/a.ambit.yaml", OWNERLESS);
    await show(file);
    const has = (codes: readonly string[]): boolean => codes.includes("missing-owner");
    await diagnostics(file, has);
    await set("agents", ["another"]);
    await diagnostics(file, (codes) => !has(codes));
    await set("agents", ["another", "tester"]);
    await diagnostics(file, has);
  });

  it("turn the reach of rules on and off", async () => {
    write("shown/.ambit/mark", "");
    write("shown/src/a.ts", "");
    write("shown/src/.env", "");
    const file = write("shown/a.ambit.yaml", GOOD);
    const { document } = await show(file);
    const range = new vscode.Range(0, 0, document.lineCount, 0);
    const shown = async (): Promise<string> => {
      const hints = await vscode.commands.executeCommand<readonly vscode.InlayHint[]>(
        "vscode.executeInlayHintProvider",
        file,
        range,
      );
      return hints.map(({ label }) => (typeof label === "string" ? label : "parts")).join("; ");
    };
    const becomes = (wanted: string): Promise<true> =>
      until(
        async () => (await shown()) === wanted || undefined,
        () => `the hints are not ${wanted}`,
      );
    await becomes("2 files, 1 sensitive; 1 file, 1 sensitive");
    await set("inlayHints.reach", false);
    await becomes("");
  });
});

it("commands are there", async () => {
  const commands = await vscode.commands.getCommands(true);
  for (const name of ["newPolicy", "simulateAgent", "simulateToolCall"])
    assert.ok(commands.includes(`ambit.${name}`), name);
});
