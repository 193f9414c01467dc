import * as vscode from "vscode";
import { RUN_SUITE, SUITES } from "../protocol/suites.ts";
import type {
  CoveredRule,
  RanCase,
  RunSuiteParams,
  RunSuiteResult,
  SuiteItem,
} from "../protocol/suites.ts";
import type { Server } from "./server.ts";
import { SuiteTree } from "./suite-tree.ts";
import { ruleCoverage } from "./rule-coverage.ts";
import { failureMessage } from "./test-messages.ts";
import { visibleText } from "./visible-text.ts";

/** Changes of files within this time lead to one look for test suites. */
const SETTLE_MS = 200;

/** The test suites of the workspace in VS Code's Test Explorer: found, run, on request also after each save, and the coverage of rules. */
export class SuiteTests implements vscode.Disposable {
  readonly #server: Server;
  readonly #controller: vscode.TestController;
  readonly #tree: SuiteTree;
  readonly #run: vscode.TestRunProfile;
  readonly #registered: vscode.Disposable;
  readonly #details = new WeakMap<vscode.FileCoverage, vscode.FileCoverageDetail[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    server: Server,
    controller = vscode.tests.createTestController("ambit-tests", "Ambit"),
  ) {
    this.#server = server;
    this.#controller = controller;
    this.#tree = new SuiteTree(controller);
    const { Run, Coverage } = vscode.TestRunProfileKind;
    const profile = (name: string, kind: vscode.TestRunProfileKind): vscode.TestRunProfile =>
      this.#controller.createRunProfile(
        name,
        kind,
        (request, token) => this.#runTests(request, token),
        true,
      );
    this.#run = profile("Run", Run);
    const coverage = profile("Run with Rule Coverage", Coverage);
    coverage.loadDetailedCoverage = (_, file) => Promise.resolve(this.#details.get(file) ?? []);
    this.#controller.refreshHandler = () => this.refresh();
    const watcher = vscode.workspace.createFileSystemWatcher("**/*.ambit-test.yaml");
    const soon = (): void => this.#refreshSoon();
    this.#registered = vscode.Disposable.from(
      this.#controller,
      watcher,
      watcher.onDidCreate(soon),
      watcher.onDidChange(soon),
      watcher.onDidDelete(soon),
      // Of a folder that comes with all in it VS Code may name nothing but the folder; the server looks into it and tells of each suite.
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some(({ path }) => path.endsWith(".ambit-test.yaml"))) soon();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === "ambit-test") soon();
      }),
      vscode.workspace.onDidSaveTextDocument((document) => void this.#saved(document)),
    );
    soon();
  }

  /** Looks for test suites. */
  async refresh(): Promise<void> {
    this.#tree.show(await this.#server.request<readonly SuiteItem[]>(SUITES));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#registered.dispose();
  }

  #refreshSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh().catch(ignore), SETTLE_MS);
  }

  async #saved({ uri }: vscode.TextDocument): Promise<void> {
    if (vscode.workspace.getConfiguration("ambit").get("tests.runOnSave") !== true) return;
    await this.refresh();
    const include = this.#tree.dependingOn(uri.toString());
    if (include.length === 0) return;
    const request = new vscode.TestRunRequest(include, undefined, this.#run, false, true);
    await this.#runTests(request);
  }

  async #runTests(request: vscode.TestRunRequest, token?: vscode.CancellationToken): Promise<void> {
    const run = this.#controller.createTestRun(request);
    const isCoverage = request.profile?.kind === vscode.TestRunProfileKind.Coverage;
    const covered: CoveredRule[] = [];
    try {
      for (const { suite, cases } of this.#tree.wanted(request)) {
        if (token?.isCancellationRequested === true) break;
        for (const one of cases) run.started(one);
        const params: RunSuiteParams = {
          uri: suite.id,
          ...(cases.length === suite.children.size ? {} : { only: cases.map(({ id }) => id) }),
          coverage: isCoverage,
        };
        const result = await this.#server.request<RunSuiteResult>(RUN_SUITE, params);
        if ("problem" in result) {
          const message = new vscode.TestMessage(visibleText(result.problem, 2000));
          for (const one of cases.length === 0 ? [suite] : cases) run.errored(one, message);
          continue;
        }
        tell(run, cases, result.cases);
        run.appendOutput(summary(suite.label, result.cases));
        covered.push(...(result.coverage ?? []));
      }
      for (const [coverage, details] of ruleCoverage(covered)) {
        this.#details.set(coverage, details);
        run.addCoverage(coverage);
      }
    } finally {
      run.end();
    }
  }
}

/** What became of each case. */
function tell(
  run: vscode.TestRun,
  items: readonly vscode.TestItem[],
  results: readonly RanCase[],
): void {
  const byId = new Map(results.map((one) => [one.id, one]));
  for (const item of items) {
    const result = byId.get(item.id);
    if (result === undefined) run.skipped(item);
    else if (result.passed) run.passed(item);
    else
      run.failed(
        item,
        result.failures.map((failure) => failureMessage(failure, item.uri)),
      );
  }
}

/** What the results say in words; a line of a terminal ends with both signs. */
function summary(suite: string, results: readonly RanCase[]): string {
  const failed = results.filter(({ passed }) => !passed).length;
  return `${suite}: ${results.length - failed} passed, ${failed} failed\r\n`;
}

/** The server says in its log what was wrong with it. */
function ignore(): void {
  // The tests stay as they were found before.
}
