import * as vscode from "vscode";
import type { LiveParams, LiveTool } from "../protocol/live.ts";

/** Carries out one call of the model, and tells what it is to hear. */
export type CallTool = (tool: string, input: object) => Promise<string>;

/** A model that works with tools, until it has nothing more to call. Tools are never reached but through `call`. */
export class LiveConversation {
  readonly #model: vscode.LanguageModelChat;
  readonly #tools: vscode.LanguageModelChatTool[];
  readonly #call: CallTool;
  /** What the model has said last, besides its calls. */
  words = "";

  constructor(model: vscode.LanguageModelChat, tools: readonly LiveTool[], call: CallTool) {
    this.#model = model;
    this.#tools = tools.map(({ name, description, inputSchema }) => ({
      ...{ name, description, inputSchema },
    }));
    this.#call = call;
  }

  /** Lets the model work within the budget; says why it ended, where that is not its own doing. */
  async run({ prompt, budget }: LiveParams, token: vscode.CancellationToken): Promise<string> {
    const messages = [vscode.LanguageModelChatMessage.User(prompt)];
    let left = budget;
    while (!isCancelled(token)) {
      const answer = await this.#ask(messages, token);
      const calls = answer.filter((part) => part instanceof vscode.LanguageModelToolCallPart);
      if (calls.length === 0) return "";
      if (left === 0) return `the model was stopped after ${budget} calls.`;
      messages.push(vscode.LanguageModelChatMessage.Assistant(answer));
      const results: vscode.LanguageModelToolResultPart[] = [];
      for (const { callId, name, input } of calls) {
        const text =
          left === 0 || isCancelled(token)
            ? "The budget of calls is used up."
            : await this.#call(name, input);
        left = Math.max(0, left - 1);
        const part = new vscode.LanguageModelTextPart(text);
        results.push(new vscode.LanguageModelToolResultPart(callId, [part]));
      }
      messages.push(vscode.LanguageModelChatMessage.User(results));
    }
    return "";
  }

  async #ask(
    messages: vscode.LanguageModelChatMessage[],
    token: vscode.CancellationToken,
  ): Promise<(vscode.LanguageModelTextPart | vscode.LanguageModelToolCallPart)[]> {
    const options: vscode.LanguageModelChatRequestOptions = {
      justification: "The person has asked Ambit to try this model in a sandbox.",
      tools: this.#tools,
    };
    const response = await this.#model.sendRequest(messages, options, token);
    const parts: (vscode.LanguageModelTextPart | vscode.LanguageModelToolCallPart)[] = [];
    for await (const part of response.stream)
      if (
        part instanceof vscode.LanguageModelTextPart ||
        part instanceof vscode.LanguageModelToolCallPart
      )
        parts.push(part);
    const said = parts.map((part) => ("value" in part ? part.value : "")).join("");
    if (said.trim() !== "") this.words = said;
    return parts;
  }
}

function isCancelled({ isCancellationRequested }: vscode.CancellationToken): boolean {
  return isCancellationRequested;
}
