import { isObject } from "./guards.ts";

/** Request: from now on agents' files are decided so; the answer is nothing. */
export const DECIDE_AS = "ambit/decideAs";

/** Request: the modes of all agents; a list of `AgentMode`. */
export const AGENT_MODES = "ambit/agentModes";

/** How the files of agents decide calls; what is absent is as usual: the mode that they set, a person at the terminal, a trusted folder, a person's own files too. */
export interface Assumed {
  /** A mode by the agent's own word. */
  readonly mode?: string;
  /** Nobody is there to be asked. */
  readonly headless?: true;
  /** The person does not trust the folder. */
  readonly untrusted?: true;
  /** Files of the person's own home do not count. */
  readonly projectOnly?: true;
}

/** A mode, and the agents that have it. */
export interface AgentMode {
  readonly mode: string;
  readonly agents: readonly string[];
}

/** Reads what was kept or sent; whatever is of another type is as usual. */
export function readAssumed(value: unknown): Assumed {
  const { mode, headless, untrusted, projectOnly } = isObject(value) ? value : {};
  return {
    ...(typeof mode === "string" && mode.length <= 100 ? { mode } : {}),
    ...(headless === true ? { headless } : {}),
    ...(untrusted === true ? { untrusted } : {}),
    ...(projectOnly === true ? { projectOnly } : {}),
  };
}
