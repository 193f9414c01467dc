import * as vscode from "vscode";
import { AGENT_MODES, DECIDE_AS, readAssumed } from "../protocol/decide-as.ts";
import type { AgentMode, Assumed } from "../protocol/decide-as.ts";
import { assumedWords } from "./assumed-words.ts";
import type { Server } from "./server.ts";

const KEPT = "decideAs";

/** What was kept for the workspace. */
export function keptAssumed(memory: vscode.Memento): Assumed {
  return readAssumed(memory.get(KEPT));
}

/** In which circumstances the files of agents decide calls, for one workspace. Where they are not the usual ones, the status bar says so. */
export class DecideAs implements vscode.Disposable {
  readonly #server: Server;
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #status: vscode.StatusBarItem;

  constructor(server: Server, memory: vscode.Memento) {
    this.#server = server;
    this.#memory = memory;
    this.#status = vscode.window.createStatusBarItem("decide-as", vscode.StatusBarAlignment.Left);
    this.#status.name = "Ambit: Decide As";
    this.#status.command = "ambit.decideAs";
    this.#show();
  }

  /** Calls may be decided otherwise now. */
  get onDidChange(): vscode.Event<undefined> {
    return this.#changed.event;
  }

  /** `Ambit: Decide As…`: a list in which each entry changes one circumstance, open until it is left. */
  async pick(): Promise<void> {
    for (;;) {
      const picked = await vscode.window.showQuickPick(this.#items(), {
        title: "Decide As",
        placeHolder:
          "How do the files of agents decide calls in this workspace? Findings assume what `ambit check` does",
      });
      if (picked === undefined) return;
      const next = await picked.next();
      if (next !== undefined) await this.#take(next);
    }
  }

  dispose(): void {
    this.#status.dispose();
    this.#changed.dispose();
  }

  #items(): readonly (vscode.QuickPickItem & { next: () => Promise<Assumed | undefined> })[] {
    const assumed = keptAssumed(this.#memory);
    const { mode, headless, untrusted, projectOnly } = assumed;
    const flip =
      (change: object): (() => Promise<Assumed>) =>
      () =>
        Promise.resolve(readAssumed({ ...assumed, ...change }));
    return [
      {
        label: `$(gear) Mode: ${mode ?? "as the files set it"}`,
        description: "of the agents that have it",
        next: () => this.#pickMode(assumed),
      },
      {
        label: headless
          ? "$(server-process) Nobody is there to be asked"
          : "$(person) A person is there to be asked",
        next: flip({ headless: !headless }),
      },
      {
        label: untrusted
          ? "$(unverified) The folder is not trusted"
          : "$(workspace-trusted) The folder is trusted",
        description: "by the person, as the agent asks it",
        next: flip({ untrusted: !untrusted }),
      },
      {
        label: projectOnly
          ? "$(root-folder) Files of this workspace alone"
          : "$(home) My own files count, too",
        description: projectOnly ? "as `ambit explain`" : "as `ambit explain --user`",
        next: flip({ projectOnly: !projectOnly }),
      },
      ...(assumedWords(assumed) === ""
        ? []
        : [{ label: "$(discard) As usual", next: () => Promise.resolve({}) }]),
    ];
  }

  async #pickMode(assumed: Assumed): Promise<Assumed | undefined> {
    const { mode: _, ...others } = assumed;
    const modes = await this.#server.request<readonly AgentMode[]>(AGENT_MODES);
    const items = modes.map(({ mode, agents }) => ({
      label: mode,
      description: agents.join(", "),
      next: { ...others, mode },
    }));
    const files = {
      label: "As the files set it",
      description: "else the agent's default",
      next: others,
    };
    const picked = await vscode.window.showQuickPick([files, ...items], {
      title: "Decide As: Mode",
      placeHolder: "The mode of the agents that have it; others keep their own",
      matchOnDescription: true,
    });
    return picked?.next;
  }

  async #take(assumed: Assumed): Promise<void> {
    await this.#memory.update(KEPT, assumedWords(assumed) === "" ? undefined : assumed);
    this.#show();
    await this.#server.request(DECIDE_AS, assumed);
    this.#changed.fire(undefined);
  }

  #show(): void {
    const words = assumedWords(keptAssumed(this.#memory));
    this.#status.text = `$(law) ${words}`;
    this.#status.tooltip = `Ambit: calls are decided as: ${words}`;
    this.#status.accessibilityInformation = {
      label: `Ambit: agents' files decide calls as: ${words}`,
      role: "button",
    };
    if (words === "") this.#status.hide();
    else this.#status.show();
  }
}
