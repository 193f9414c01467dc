import { FORMATS } from "../formats/index.ts";
import type { AgentMode, Assumed } from "../protocol/decide-as.ts";
import { AGENT_MODES } from "../workspace/agent-files.ts";
import type { AgentOptions } from "../workspace/agent-files.ts";

/** How the files of agents are read where a person wants it so; a mode that no agent has is none. */
export function agentOptions({ mode, headless, untrusted, projectOnly }: Assumed): AgentOptions {
  const known = mode !== undefined && AGENT_MODES.includes(mode) ? { mode } : {};
  return {
    circumstances: { headless: headless === true, trusted: untrusted !== true, ...known },
    user: projectOnly !== true,
  };
}

/** The modes of all agents, each once, with who has it. */
export function agentModes(): readonly AgentMode[] {
  return AGENT_MODES.map((mode) => ({
    mode,
    agents: FORMATS.filter(({ modes }) => modes.includes(mode)).map(({ name }) => name),
  }));
}
