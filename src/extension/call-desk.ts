import type * as vscode from "vscode";
import { PATHS, TOOL_FORMS } from "../protocol/call-form.ts";
import type { PathsParams, ToolForm, ToolFormsParams, TriedCall } from "../protocol/call-form.ts";
import type { CallSubject, ToView } from "../protocol/view.ts";
import { assumedOptions } from "./assumed-words.ts";
import { keptAssumed } from "./decide-as.ts";
import { readRecent, remember } from "./recent-calls.ts";
import type { Server } from "./server.ts";

const RECENT = "recentCalls";

/** What the form of a call is fed with: tools and paths from the server, and the last calls from the workspace's memory. */
export class CallDesk {
  readonly #server: Server;
  readonly #memory: vscode.Memento;
  /** The file that was open when a call was asked for. */
  #file = "";

  constructor(server: Server, memory: vscode.Memento) {
    this.#server = server;
    this.#memory = memory;
  }

  /** Paths of a form begin as this file. */
  offer(file: string): void {
    this.#file = file;
  }

  /** The options of the command line that say how agents' files decide here. */
  options(): string {
    return assumedOptions(keptAssumed(this.#memory));
  }

  /** The messages that fill the form with a call. */
  async form(subject: CallSubject): Promise<readonly ToView[]> {
    const params: ToolFormsParams = { policy: subject.policy };
    const tools = await this.#server.request<readonly ToolForm[]>(TOOL_FORMS, params);
    return [this.recent(), { type: "form", subject, tools, file: this.#file }];
  }

  /** The last calls, the newest first. */
  get lastCalls(): readonly TriedCall[] {
    return readRecent(this.#memory.get(RECENT));
  }

  /** The message with the last calls. */
  recent(): ToView {
    return { type: "recent", calls: this.lastCalls };
  }

  /** The message with the paths that go on from what is typed. */
  async paths(params: PathsParams): Promise<ToView> {
    return { type: "paths", paths: await this.#server.request<readonly string[]>(PATHS, params) };
  }

  /** Remembers a call. */
  async tried(call: TriedCall): Promise<void> {
    await this.#memory.update(RECENT, remember(this.lastCalls, call));
  }
}
