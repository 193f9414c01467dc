import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { FORGET_RUN, RAN_CALL, RUN } from "../protocol/run.ts";
import type { RanCall, RanSession, RunParams, RunResult } from "../protocol/run.ts";
import type { PlacedRule } from "../protocol/simulate.ts";
import { isSameSubject } from "../protocol/subject.ts";
import type { Subject, ToView } from "../protocol/view.ts";
import { mayStart } from "./may-start.ts";
import { RunChanges } from "./run-changes.ts";
import type { Server } from "./server.ts";
import { visibleText } from "./visible-text.ts";

/** What a run tells the view. */
export type RunMessage = Extract<ToView, { type: "run" | "ran" }>;

const NOTHING: RanSession = { calls: [], layers: [], notes: [], changes: [] };

/** Runs sessions in the sandbox, one at a time, and keeps what the last one has come to. */
export class SandboxRuns implements vscode.Disposable {
  readonly #server: Server;
  readonly #client: BaseLanguageClient;
  readonly #changed = new vscode.EventEmitter<RunMessage>();
  /** Fires with what is new about the last run. */
  readonly onDidChange = this.#changed.event;
  /** Of which `run` is what has become so far. */
  #subject: Subject | undefined;
  #run: RanSession | undefined;
  #running: vscode.CancellationTokenSource | undefined;
  readonly #changes: RunChanges;

  constructor(server: Server, client: BaseLanguageClient) {
    this.#server = server;
    this.#client = client;
    this.#changes = new RunChanges(server, (path) => this.#applied(path));
  }

  /** Runs what the view shows, once the person has agreed, and is not heard of before it is over. */
  async start(subject: Subject): Promise<void> {
    await this.carry(subject, (running) => this.#request(subject, running));
  }

  /** Keeps the turn while `work` runs a session, whose calls it tells with `hear`. */
  async carry(
    subject: Subject,
    work: (running: vscode.CancellationTokenSource) => Promise<RunResult>,
  ): Promise<void> {
    if (this.#running !== undefined) {
      void vscode.window.showInformationMessage("Ambit: another session is being run.");
      return;
    }
    if (!mayStart("a run carries out what its files say. The calls are decided all the same"))
      return;
    const running = new vscode.CancellationTokenSource();
    this.#running = running;
    await this.#changes.close();
    this.#subject = subject;
    this.#set(NOTHING);
    try {
      const result = await work(running);
      if ("problem" in result)
        void vscode.window.showWarningMessage(`Ambit: ${visibleText(result.problem, 600)}`);
      this.#run = "run" in result ? result.run : undefined;
    } catch (error) {
      this.#run = undefined;
      throw error;
    } finally {
      this.#running = undefined;
      running.dispose();
      // Nobody looks at it any more.
      if (!this.isOf(subject)) await this.forget();
      this.#set(this.#run);
    }
  }

  /** Ends the run that goes on. */
  stop(): void {
    this.#running?.cancel();
  }

  /** What is to be said about a subject: of the last run, where that was its. */
  messageFor(subject: Subject): RunMessage {
    return this.#subject !== undefined && isSameSubject(this.#subject, subject)
      ? this.#message()
      : { type: "run", state: "none" };
  }

  /** Is this what the last run was of? */
  isOf(subject: Subject): boolean {
    return this.#subject !== undefined && isSameSubject(this.#subject, subject);
  }

  /** The rules that deny what calls have done besides. */
  rules(): readonly PlacedRule[] {
    const remarks = (this.#run?.calls ?? []).flatMap((call) => call.remarks);
    return remarks.flatMap(({ rules }) => rules);
  }

  /** Shows a file of the run beside that of the workspace. */
  compare(path: string, not: vscode.ViewColumn | undefined): Promise<boolean> {
    return this.#changes.compare(path, not);
  }

  /** Takes a file over into the workspace, once the person has seen it and agreed. */
  apply(path: string, not: vscode.ViewColumn | undefined): Promise<void> {
    return this.#changes.apply(path, not);
  }

  /** Takes over the file that a comparison shows. */
  async applyShown(given: unknown): Promise<void> {
    const path = given instanceof vscode.Uri ? this.#changes.pathOf(given) : undefined;
    if (path !== undefined) await this.#changes.apply(path, undefined);
  }

  /** The last run is over and nobody looks at it any more: its throw-away copy goes. */
  async forget(): Promise<void> {
    this.stop();
    this.#subject = undefined;
    this.#run = undefined;
    await this.#changes.close();
    await this.#server.request(FORGET_RUN);
  }

  dispose(): void {
    this.stop();
    this.#changes.dispose();
    this.#changed.dispose();
  }

  async #request(subject: Subject, running: vscode.CancellationTokenSource): Promise<RunResult> {
    const params: RunParams = { subject };
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: "Ambit: Run in Sandbox",
      cancellable: true,
    };
    return vscode.window.withProgress(options, async (progress, token) => {
      token.onCancellationRequested(() => running.cancel());
      progress.report({ message: "making a throw-away copy" });
      const following = this.#client.onNotification(RAN_CALL, (call: RanCall) => {
        progress.report({ message: `${call.index + 1}: ${visibleText(call.call, 80)}` });
        this.hear(call);
      });
      try {
        return await this.#server.request<RunResult>(RUN, params, running.token);
      } finally {
        following.dispose();
      }
    });
  }

  /** A call is through. */
  hear(call: RanCall): void {
    if (this.#run === undefined) return;
    this.#run = { ...this.#run, calls: [...this.#run.calls, call] };
    this.#changed.fire({ type: "ran", call });
  }

  #applied(path: string): void {
    if (this.#run === undefined) return;
    const changes = this.#run.changes.map((one) =>
      one.path === path ? { ...one, applied: true } : one,
    );
    this.#set({ ...this.#run, changes });
  }

  #set(run: RanSession | undefined): void {
    this.#run = run;
    this.#changed.fire(this.#message());
  }

  #message(): RunMessage {
    const run = this.#run === undefined ? {} : { run: this.#run };
    const done = this.#run === undefined ? "none" : "done";
    return { type: "run", state: this.#running === undefined ? done : "running", ...run };
  }
}
