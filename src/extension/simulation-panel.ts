import * as vscode from "vscode";
import { SIMULATE, SIMULATE_CALL, SIMULATE_CALLS } from "../protocol/simulate.ts";
import type {
  JsonObject,
  PlacedRule,
  SimulateCallParams,
  SimulateCallsParams,
  SimulatedSession,
  SimulateParams,
  SimulateResult,
} from "../protocol/simulate.ts";
import type { TriedCall } from "../protocol/call-form.ts";
import { MATRIX } from "../protocol/matrix.ts";
import type { AgentRow, MatrixParams } from "../protocol/matrix.ts";
import { STEP_CALL } from "../protocol/watch.ts";
import type { StepCallParams } from "../protocol/watch.ts";
import { readFromView, readViewState } from "../protocol/view.ts";
import { createCase } from "./create-case.ts";
import { isSameSubject } from "../protocol/subject.ts";
import type { CallSubject, CallsSubject, FromView, Subject, ToView } from "../protocol/view.ts";
import type { CallDesk } from "./call-desk.ts";
import { commandLine, quotingOf } from "./command-line.ts";
import { reveal } from "./reveal.ts";
import { saveScenario } from "./save-scenario.ts";
import type { RunMessage, SandboxRuns } from "./sandbox-runs.ts";
import type { Server } from "./server.ts";
import { simulationHtml, simulationRoots } from "./simulation-html.ts";

const VIEW = "ambit-simulation";

/** So long after a call was decided, every agent is asked. */
const AGENTS_DELAY_MS = 150;

/** The Simulation view: one panel beside the editor, whose session is decided anew whenever a file that it depends on changes. */
export class SimulationPanel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #server: Server;
  readonly #desk: CallDesk;
  readonly #runs: SandboxRuns;
  readonly #extension: vscode.Uri;
  readonly #registered: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;
  #subject: Subject | undefined;
  /** The call as it stands in the form; none while it is not complete. */
  #typed: CallSubject | undefined;
  #open: readonly number[] = [];
  #session: SimulatedSession | undefined;
  /** What every agent would decide of the call that is shown. */
  #agents: readonly AgentRow[] = [];
  #agentsSoon: NodeJS.Timeout | undefined;
  #running = false;
  #again = false;

  constructor(server: Server, desk: CallDesk, runs: SandboxRuns, extension: vscode.Uri) {
    this.#server = server;
    this.#desk = desk;
    this.#runs = runs;
    this.#extension = extension;
    this.#registered = vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(VIEW, this),
      runs.onDidChange((message) => this.#tellRun(message)),
    );
  }

  /** Shows a scenario's session or a call, beside what the person looks at. */
  async show(subject: Subject): Promise<void> {
    this.#subject = subject;
    this.#open = [];
    const isCall = subject.kind === "call";
    // A call is typed in the view, a scenario in the editor.
    if (this.#panel === undefined) this.#adopt(this.#create(!isCall));
    else this.#panel.reveal(undefined, !isCall);
    this.#post(this.#runs.messageFor(subject));
    await this.#fill();
    await this.refresh();
  }

  /** The call that stands in the form, where that is shown and complete. */
  get calls(): readonly TriedCall[] {
    if (this.#typed === undefined) return [];
    const { tool, args } = this.#typed;
    return [{ tool, args }];
  }

  /** A session that is shown has gone on: it is shown further. Where the person has turned to something else, nothing happens. */
  async grow(subject: CallsSubject): Promise<void> {
    if (this.#subject === undefined || !isSameSubject(this.#subject, subject)) return;
    this.#subject = subject;
    await this.refresh();
  }

  /** Asks for the session again. While an answer is awaited, one more question waits, and no more. */
  async refresh(): Promise<void> {
    if (this.#running) this.#again = true;
    if (this.#running || this.#panel?.visible !== true) return;
    this.#running = true;
    try {
      do {
        this.#again = false;
        await this.#ask();
        // Set while waiting for the answer, which the compiler does not see.
      } while (this.#again as boolean);
    } finally {
      this.#running = false;
    }
  }

  /** Takes a panel of before the window was reloaded. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    const state = readViewState(kept);
    if (state === undefined || this.#panel !== undefined) {
      panel.dispose();
      return Promise.resolve();
    }
    this.#subject = state.subject;
    this.#open = state.open;
    // Its page asks for the session when it has loaded, which it does only after this.
    this.#adopt(panel);
    return Promise.resolve();
  }

  dispose(): void {
    clearTimeout(this.#agentsSoon);
    this.#registered.dispose();
    this.#panel?.dispose();
  }

  #create(preserveFocus: boolean): vscode.WebviewPanel {
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus };
    return vscode.window.createWebviewPanel(VIEW, "Simulation", column);
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#subject = undefined;
      this.#typed = undefined;
      this.#session = undefined;
      void this.#runs.forget();
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const read = readFromView(message);
      if (read !== undefined) void this.#take(read);
    });
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: simulationRoots(this.#extension),
    };
    panel.webview.html = simulationHtml(panel.webview, this.#extension);
  }

  /** The form tells its call when it is complete, which is then decided. */
  async #fill(): Promise<void> {
    const subject = this.#subject;
    if (subject?.kind !== "call") return;
    this.#typed = undefined;
    const messages = await this.#desk.form(subject);
    if (subject === this.#subject) for (const message of messages) this.#post(message);
  }

  async #ask(): Promise<void> {
    const subject = this.#subject?.kind === "call" ? this.#typed : this.#subject;
    if (subject === undefined) return;
    const result = await this.#request(subject);
    if (subject !== this.#subject && subject !== this.#typed) return;
    if (this.#panel === undefined) return;
    const message: ToView =
      "problem" in result
        ? { type: "problem", subject, problem: result.problem }
        : { type: "session", subject, session: result };
    if (message.type === "session") {
      this.#session = message.session;
      this.#panel.title = `Simulation: ${message.session.title}`;
    }
    this.#post(message);
    if (subject.kind === "call") this.#askAgentsSoon(subject);
  }

  /** Every agent is asked when there is a pause: what is typed is decided first. */
  #askAgentsSoon(subject: CallSubject): void {
    clearTimeout(this.#agentsSoon);
    this.#agentsSoon = setTimeout(() => void this.#askAgents(subject), AGENTS_DELAY_MS);
  }

  async #askAgents(subject: CallSubject): Promise<void> {
    const { policy, tool, args } = subject;
    const params: MatrixParams = { policy, call: { tool, args } };
    const rows = await this.#server.request<readonly AgentRow[]>(MATRIX, params);
    if (subject !== this.#subject && subject !== this.#typed) return;
    this.#agents = rows;
    this.#post({ type: "agents", subject, rows });
  }

  #post(message: ToView): void {
    // Not awaited: it settles only when the page has loaded, which may be never. The page asks when it has.
    void this.#panel?.webview.postMessage(message);
  }

  #request(subject: Subject): Promise<SimulateResult> {
    if (subject.kind === "scenario") {
      const params: SimulateParams = { uri: subject.uri, explain: this.#open };
      return this.#server.request(SIMULATE, params);
    }
    if (subject.kind === "calls") {
      const { policy, title, calls } = subject;
      const params: SimulateCallsParams = { policy, title, calls, explain: this.#open };
      return this.#server.request(SIMULATE_CALLS, params);
    }
    const { policy, tool, args } = subject;
    const params: SimulateCallParams = { policy, call: { tool, args } };
    return this.#server.request(SIMULATE_CALL, params);
  }

  async #take(message: FromView): Promise<void> {
    switch (message.type) {
      case "ready":
        this.#open = message.open;
        if (this.#subject !== undefined) this.#post(this.#runs.messageFor(this.#subject));
        await this.#fill();
        return this.refresh();
      case "explain":
        this.#open = message.open;
        return this.refresh();
      case "call":
        return this.#type(message.call);
      case "tried":
        await this.#desk.tried(message.call);
        return this.#post(this.#desk.recent());
      case "paths": {
        if (this.#subject?.kind !== "call") return;
        const { policy } = this.#subject;
        return this.#post(await this.#desk.paths({ policy, text: message.text }));
      }
      case "rule": {
        const rule = this.#rule(message);
        return rule && reveal(rule, this.#panel?.viewColumn);
      }
      case "file": {
        const agents = this.#agents.map((one) => one.file);
        const files = [this.#session?.scenario, this.#session?.policy, ...agents];
        const file = files.find((one) => one?.uri === message.uri);
        return file && reveal(file, this.#panel?.viewColumn);
      }
      case "copy":
        return this.#copy();
      case "watch":
        return this.#watch(message.index);
      case "save":
        return this.#subject?.kind === "calls" ? saveScenario(this.#subject) : undefined;
      case "run": {
        const subject = this.#typed ?? this.#subject;
        return subject && this.#runs.start(subject);
      }
      case "stop":
        return this.#runs.stop();
      case "diff":
        return void (await this.#runs.compare(message.path, this.#panel?.viewColumn));
      case "apply":
        return this.#runs.apply(message.path, this.#panel?.viewColumn);
      case "test": {
        const policy = this.#session?.policy.uri;
        const subject = this.#typed ?? this.#subject;
        if (subject !== undefined && policy !== undefined)
          await createCase(this.#server, subject, message.index, policy);
        return;
      }
    }
  }

  #tellRun(message: RunMessage): void {
    if (this.#subject !== undefined && this.#runs.isOf(this.#subject)) this.#post(message);
  }

  /** Decides the call that is being typed. */
  #type(call: TriedCall): Promise<void> | undefined {
    if (this.#subject?.kind !== "call") return undefined;
    this.#typed = { kind: "call", policy: this.#subject.policy, ...call };
    this.#subject = this.#typed;
    if (this.#open.length === 0) this.#open = [0];
    return this.refresh();
  }

  /** Has the call kept in view. */
  async #watch(index: number): Promise<void> {
    const subject = this.#typed ?? this.#subject;
    if (subject === undefined) return;
    const call =
      subject.kind !== "scenario"
        ? callOf(subject, index)
        : await this.#server.request(STEP_CALL, {
            uri: subject.uri,
            index,
          } satisfies StepCallParams);
    if (call !== undefined) await vscode.commands.executeCommand("ambit.watchCall", call);
  }

  async #copy(): Promise<void> {
    const subject = this.#typed ?? this.#subject;
    if (subject === undefined || subject.kind === "calls") return;
    const quoting = quotingOf(vscode.env.shell);
    await vscode.env.clipboard.writeText(commandLine(subject, pathOf, quoting, this.#options()));
    if (subject.kind !== "call") return;
    await this.#desk.tried({ tool: subject.tool, args: subject.args });
    this.#post(this.#desk.recent());
  }

  /** What the command line needs to decide as it is decided here. */
  #options(): string {
    return this.#session?.assumes === undefined ? "" : this.#desk.options();
  }

  /** A rule of the session that is shown, where it stands now. */
  #rule({ uri, id }: { readonly uri: string; readonly id: string }): PlacedRule | undefined {
    const steps = this.#session?.steps ?? [];
    const ofAgents = this.#agents.flatMap((row) => row.rules);
    const rules = steps.flatMap((step) => [
      ...step.rules,
      ...(step.details?.considered ?? []).map(({ rule }) => rule),
    ]);
    const all = [...rules, ...ofAgents, ...this.#runs.rules()];
    return all.find((rule) => rule.uri === uri && rule.id === id);
  }
}

function callOf(
  subject: CallSubject | CallsSubject,
  index: number,
): { readonly tool: string; readonly args: JsonObject } | undefined {
  return subject.kind === "calls"
    ? subject.calls[index]
    : { tool: subject.tool, args: subject.args };
}

function pathOf(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri), false);
}
