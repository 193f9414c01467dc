import type { Connection } from "vscode-languageserver";
import { agentModes, agentOptions } from "../language/decide-as.ts";
import { AGENT_MODES, DECIDE_AS, readAssumed } from "../protocol/decide-as.ts";
import type { AgentMode } from "../protocol/decide-as.ts";
import type { AgentOptions } from "../workspace/agent-files.ts";

/** How the person wants agents' files to decide calls, from the start and after each change. */
export class LiveAssumed {
  #current: AgentOptions;

  constructor(first: unknown) {
    this.#current = agentOptions(readAssumed(first));
  }

  get current(): AgentOptions {
    return this.#current;
  }

  /** Follows the client; `changed` is called after each change. */
  serve(connection: Connection, changed: () => void): void {
    connection.onRequest(DECIDE_AS, (params: unknown): null => {
      this.#current = agentOptions(readAssumed(params));
      changed();
      return null;
    });
    connection.onRequest(AGENT_MODES, (): readonly AgentMode[] => agentModes());
  }
}
