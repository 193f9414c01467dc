import * as vscode from "vscode";
import { LIVE_CALL, LIVE_END, LIVE_OPEN } from "../protocol/live.ts";
import type { LiveAnswer, LiveCallParams, LiveParams, LiveResult } from "../protocol/live.ts";
import type { RunResult } from "../protocol/run.ts";
import type { CallsSubject } from "../protocol/subject.ts";
import { isJsonObject } from "../protocol/call-form.ts";
import { LiveConversation } from "./live-conversation.ts";
import { mayStart } from "./may-start.ts";
import type { SandboxRuns } from "./sandbox-runs.ts";
import type { Server } from "./server.ts";
import { pickPolicy } from "./simulate-call.ts";
import type { SimulationPanel } from "./simulation-panel.ts";
import { visibleText } from "./visible-text.ts";

/** What the command stands on. */
export interface LiveParts {
  readonly server: Server;
  readonly panel: SimulationPanel;
  readonly runs: SandboxRuns;
}

/** How many calls a person can let a model make. */
const BUDGETS = [10, 25, 50] as const;

const TITLE = "Try a Language Model";

/** `Ambit: Try a Language Model…`: a model of VS Code works on what the person types; each of its calls is decided, and carried out in the sandbox alone. */
export async function tryModel(parts: LiveParts): Promise<void> {
  if (!mayStart("a model would work on its files")) return;
  const model = await pickModel();
  if (model === undefined) return;
  const policy = await pickPolicy(parts.server, TITLE);
  if (policy === undefined) return;
  const prompt = await vscode.window.showInputBox({
    title: TITLE,
    prompt: "What is the model to do? It is sent to the model, with what its calls return",
    placeHolder: "Bring the release notes up to date",
    ignoreFocusOut: true,
  });
  if (prompt === undefined || prompt.trim() === "") return;
  const budget = await pickBudget();
  if (budget === undefined) return;
  const wishes = { policy, model: nameOf(model), prompt, budget };
  const title = `${visibleText(model.name, 40)}: ${visibleText(prompt, 100)}`;
  const empty: CallsSubject = { kind: "calls", title, policy, calls: [] };
  await parts.panel.show(empty);
  await parts.runs.carry(empty, (running) => converse(model, wishes, empty, { parts, running }));
}

interface Talk {
  readonly parts: LiveParts;
  readonly running: vscode.CancellationTokenSource;
}

/** Opens the sandbox, with the person's yes, lets the model work, and ends it whatever happens. */
async function converse(
  model: vscode.LanguageModelChat,
  wishes: LiveParams,
  empty: CallsSubject,
  { parts, running }: Talk,
): Promise<RunResult> {
  const { server, panel, runs } = parts;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Ambit: ${visibleText(model.name, 60)}`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(() => running.cancel());
    const opened = await server.request<LiveResult>(LIVE_OPEN, wishes, running.token);
    if (!("tools" in opened)) return opened;
    let subject = empty;
    const call = async (tool: string, input: object): Promise<string> => {
      if (!isJsonObject(input)) return "The arguments are no object.";
      progress.report({ message: `${subject.calls.length + 1} of ${wishes.budget}: ${tool}` });
      const params: LiveCallParams = { tool, input };
      const answer = await server.request<LiveAnswer>(LIVE_CALL, params, running.token);
      if (answer.ran !== undefined && answer.call !== undefined) {
        subject = { ...subject, calls: [...subject.calls, answer.call] };
        runs.hear(answer.ran);
        await panel.grow(subject);
      }
      return answer.text;
    };
    const conversation = new LiveConversation(model, opened.tools, call);
    try {
      const end = await conversation.run(wishes, running.token);
      if (end !== "") void vscode.window.showInformationMessage(`Ambit: ${end}`);
    } catch (error) {
      if (!running.token.isCancellationRequested) tellFault(error);
    }
    return withWords(await server.request<RunResult>(LIVE_END), conversation.words);
  });
}

/** The result with what the model said at its end, as text. */
function withWords(result: RunResult, words: string): RunResult {
  if (!("run" in result) || words === "") return result;
  const note = `the model said at its end: ${visibleText(words, 2_000)}`;
  return { run: { ...result.run, notes: [...result.run.notes, note] } };
}

async function pickModel(): Promise<vscode.LanguageModelChat | undefined> {
  const models = await modelsOf(vscode);
  if (models.length === 0) {
    void vscode.window.showInformationMessage(
      "Ambit: this editor offers no language model. An extension such as GitHub Copilot brings some; sign in to it and try again.",
    );
    return undefined;
  }
  const items = models.map((model) => ({
    label: visibleText(model.name, 60),
    description: visibleText(`${model.vendor} ${model.family}`, 80),
    model,
  }));
  const placeHolder = "Which model? Your prompt and what the calls return are sent to it";
  const picked = await vscode.window.showQuickPick(items, { title: TITLE, placeHolder });
  return picked?.model;
}

/** An editor that takes VS Code's extensions may have no models at all. */
async function modelsOf({
  lm,
}: {
  readonly lm?: Partial<typeof vscode.lm>;
}): Promise<readonly vscode.LanguageModelChat[]> {
  return (await lm?.selectChatModels?.()) ?? [];
}

async function pickBudget(): Promise<number | undefined> {
  const items = BUDGETS.map((budget) => ({ label: `${budget} calls`, budget }));
  const placeHolder = "After how many calls does it end?";
  return (await vscode.window.showQuickPick(items, { title: TITLE, placeHolder }))?.budget;
}

function nameOf({ name, vendor, family }: vscode.LanguageModelChat): string {
  return `${name} (${vendor} ${family})`;
}

function tellFault(error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  void vscode.window.showWarningMessage(
    `Ambit: the model did not answer: ${visibleText(why, 300)}`,
  );
}
