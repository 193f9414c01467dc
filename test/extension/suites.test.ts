import assert from "node:assert/strict";
import * as vscode from "vscode";
import { createCase } from "../../src/extension/create-case.ts";
import { ruleCoverage } from "../../src/extension/rule-coverage.ts";
import type { Server } from "../../src/extension/server.ts";
import { SuiteTests } from "../../src/extension/suite-tests.ts";
import { failureMessage } from "../../src/extension/test-messages.ts";
import { SUITES } from "../../src/protocol/suites.ts";
import type { RunSuiteResult, SuiteItem } from "../../src/protocol/suites.ts";
import { GOOD } from "./documents.ts";
import { closeAll, diagnostics, remove, show, type, until, write } from "./support.ts";

const SUITE = `ambit-test: 1
policy: ./reader.ambit.yaml
cases:
  - name: reads sources
    call: { tool: file.read, args: { path: src/a.ts } }
    expect: allow
  - name: reads no secrets
    call: { tool: file.read, args: { path: src/.env } }
    expect: allow
`;

describe("test suites", () => {
  let suite: vscode.Uri;

  beforeEach(() => {
    write("suites/reader.ambit.yaml", GOOD);
    suite = write("suites/day.ambit-test.yaml", SUITE);
  });
  afterEach(async () => {
    await vscode.workspace.getConfiguration("ambit").update("tests.runOnSave", undefined);
    await closeAll();
    remove("suites");
  });

  it("are found, with their cases, and follow what is typed", async () => {
    await cases(suite, ["0:reads sources", "0:reads no secrets"]);
    const editor = await show(suite);
    await type(editor, "reads sources", "reads the sources");
    await cases(suite, ["0:reads the sources", "0:reads no secrets"]);
  });

  it("are checked as they are typed", async () => {
    const editor = await show(suite);
    await type(editor, "expect: allow", "expect: allowed");
    await diagnostics(suite, (codes) => codes.includes("bad-value"));
  });

  it("are run, also when their policy is saved, and say what they got and which rule decided", async () => {
    const policy = vscode.Uri.joinPath(suite, "..", "reader.ambit.yaml");
    const { controller, told, profiles } = recording();
    const tests = new SuiteTests(serverOf(suite, policy), controller);
    try {
      await tests.refresh();
      const token = new vscode.CancellationTokenSource().token;
      await profiles[0]?.runHandler(new vscode.TestRunRequest(), token);
      const says = `says ${vscode.workspace.asRelativePath(suite)}: 1 passed, 1 failed`;
      const results = ["passed a", "failed b: got deny", says, "end"];
      assert.deepEqual(told, ["started a", "started b", ...results]);
      told.length = 0;
      await vscode.workspace.getConfiguration("ambit").update("tests.runOnSave", true);
      const editor = await show(policy);
      await type(editor, "Notes quote", "The notes quote");
      assert.ok(await editor.document.save());
      await until(
        () => told.includes("end") || undefined,
        () => told.join(),
      );
      assert.ok(told.includes("failed b: got deny"));
      told.length = 0;
      const request = new vscode.TestRunRequest(undefined, undefined, profiles[1]);
      await profiles[1]?.runHandler(request, token);
      assert.ok(told.includes("coverage reader.ambit.yaml 1/1"));
    } finally {
      tests.dispose();
    }
  });

  it("are changed to what was decided, and not saved", async () => {
    const { document } = await show(suite);
    const range = document.lineAt(8).range.with(new vscode.Position(8, "    expect: ".length));
    const uri = suite.toString();
    const failure = { message: "got deny", expected: "allow", actual: "deny" } as const;
    const place = { start: range.start, end: range.end };
    const message = failureMessage(
      { ...failure, range: place, expectRange: place, rules: [] },
      suite,
    );
    assert.equal(message.location?.uri.toString(), uri);
    await vscode.commands.executeCommand("ambit.expectActual", { message });
    assert.equal(document.lineAt(8).text, "    expect: deny");
    assert.ok(document.isDirty);
  });

  it("no longer list a call of a matrix that was decided otherwise", async () => {
    const lines = [
      "cases:",
      "  - name: many",
      "    tool: shell",
      "    each: { command: [ls, whoami] }",
      "    allow: [{ command: ls }]",
      "",
    ];
    const text = SUITE.replace(/cases:[^]*/, lines.join("\n"));
    const uri = write("suites/many.ambit-test.yaml", text);
    const { document } = await show(uri);
    const at = document.positionAt(text.indexOf("ls,"));
    const message = failureMessage(
      {
        message: "shell ls: expected allow, got deny, no rule grants shell ls",
        expected: "allow",
        actual: "deny",
        range: { start: at, end: at.translate(0, 2) },
        listed: true,
        rules: [],
      },
      uri,
    );
    assert.equal(message.contextValue, "ambit-expectation");
    await vscode.commands.executeCommand("ambit.expectActual", { test: { id: "0:many" }, message });
    assert.equal(document.getText(), text.replace("    allow: [{ command: ls }]\n", ""));
    assert.ok(document.isDirty);
  });

  it("take a call of the Simulation view as one more case, or as the first of a new one, unsaved", async () => {
    const policy = vscode.Uri.joinPath(suite, "..", "reader.ambit.yaml");
    const subject = { kind: "call", policy: policy.toString(), tool: "shell", args: {} } as const;
    const start = { line: 0, character: 0 };
    const newText = "ambit-test: 1\n";
    const uri = vscode.Uri.joinPath(suite, "..", "new.ambit-test.yaml");
    const server = {
      request: <Result>(method: string): Promise<Result> =>
        Promise.resolve(
          (method === SUITES
            ? []
            : {
                uri: uri.toString(),
                isNew: true,
                range: { start, end: start },
                newText,
              }) as Result,
        ),
    };
    const done = createCase(server, subject, 0, policy.toString());
    // The list of suites is open when its first item can be taken.
    await until(
      async () => {
        await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
        return vscode.window.activeTextEditor?.document.uri.scheme === "untitled" || undefined;
      },
      () => "no new suite",
    );
    await done;
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.getText(), newText);
    assert.equal(document.languageId, "ambit-test");
    assert.ok(document.isUntitled && document.isDirty);
  });
});

it("a rule that decides no call is not covered", () => {
  const range = (line: number) => ({
    start: { line, character: 2 },
    end: { line: line + 2, character: 0 },
  });
  const rule = { id: "a", effect: "allow", uri: "file:///a.ambit.yaml", place: "a:1" } as const;
  const found = ruleCoverage([
    { ...rule, range: range(1), decided: 2, matched: true },
    { ...rule, range: range(5), decided: 0, matched: true },
    { ...rule, range: range(1), decided: 1, matched: true },
  ]);
  assert.equal(found.length, 1);
  const [coverage, details] = found[0] ?? [];
  assert.deepEqual(
    [coverage?.statementCoverage.covered, coverage?.statementCoverage.total],
    [1, 2],
  );
  assert.deepEqual(
    details?.map(({ executed }) => executed),
    [3, 0],
  );
});

/** Waits until the Test Explorer knows these cases of a file. */
async function cases(uri: vscode.Uri, wanted: readonly string[]): Promise<void> {
  let last: readonly string[] = [];
  await until(
    async () => {
      const found = await vscode.commands.executeCommand<readonly (readonly string[])[]>(
        "vscode.testing.getTestsInFile",
        uri,
      );
      last = found.map((path) => path.at(-1) ?? "").filter((id) => /^\d+:/.test(id));
      return last.toSorted().join() === wanted.toSorted().join() || undefined;
    },
    () => `cases: ${last.join()}`,
  );
}

/** A controller of its own, which writes down what its runs are told, and the profiles that it is given. */
function recording(): {
  controller: vscode.TestController;
  told: string[];
  profiles: vscode.TestRunProfile[];
} {
  const real = vscode.tests.createTestController("ambit-recorded", "Recorded");
  const told: string[] = [];
  const profiles: vscode.TestRunProfile[] = [];
  const say =
    (what: string) =>
    (item: vscode.TestItem): number =>
      told.push(`${what} ${item.label}`);
  const run = {
    started: say("started"),
    passed: say("passed"),
    skipped: say("skipped"),
    errored: say("errored"),
    failed: (item: vscode.TestItem, [message]: readonly vscode.TestMessage[]) =>
      told.push(
        `failed ${item.label}: ${typeof message?.message === "string" ? message.message : ""}`,
      ),
    addCoverage: ({ uri, statementCoverage: { covered, total } }: vscode.FileCoverage) =>
      told.push(`coverage ${uri.path.replace(/^.*\//, "")} ${covered}/${total}`),
    appendOutput: (text: string) => told.push(`says ${text.trimEnd()}`),
    end: () => told.push("end"),
  };
  const createRunProfile: vscode.TestController["createRunProfile"] = (...args) => {
    const profile = real.createRunProfile(...args);
    profiles.push(profile);
    return profile;
  };
  const controller = Object.create(real, {
    createTestRun: { value: () => run },
    createRunProfile: { value: createRunProfile },
    refreshHandler: { value: undefined, writable: true },
  }) as vscode.TestController;
  return { controller, told, profiles };
}

/** Answers as the server would about a suite of two cases, of which the second fails. */
function serverOf(suite: vscode.Uri, policy: vscode.Uri): Server {
  const start = { line: 3, character: 4 };
  const range = { start, end: start };
  const uri = policy.toString();
  const rule = { id: "r", effect: "deny", uri, place: "reader.ambit.yaml:6", range } as const;
  const cases = [
    { id: "0:a", name: "a", range },
    { id: "0:b", name: "b", range },
  ];
  const suites: readonly SuiteItem[] = [
    { uri: suite.toString(), policy: uri, cases, links: [uri] },
  ];
  const failure = { message: "got deny", range, expected: "allow", actual: "deny" } as const;
  const result: RunSuiteResult = {
    cases: [
      { id: "0:a", passed: true, failures: [] },
      { id: "0:b", passed: false, failures: [{ ...failure, rules: [rule] }] },
    ],
  };
  const coverage = [{ ...rule, decided: 1, matched: true }];
  return {
    request: <Result>(method: string, params?: object) => {
      const isCovered = params !== undefined && "coverage" in params && params.coverage === true;
      const run = isCovered ? { ...result, coverage } : result;
      return Promise.resolve((method === SUITES ? suites : run) as Result);
    },
  };
}
