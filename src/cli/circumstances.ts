import { AGENT_MODES } from "../workspace/agent-files.ts";
import type { AgentOptions } from "../workspace/agent-files.ts";
import { Refusal } from "./refusal.ts";

/** The options that say how the files of an agent are read. */
export const CIRCUMSTANCES = {
  mode: { type: "string" },
  headless: { type: "boolean" },
  untrusted: { type: "boolean" },
  user: { type: "boolean" },
} as const;

/** What the options say; throws a `Refusal` for a mode that no agent has. */
export function circumstancesOf(values: {
  readonly mode?: string | undefined;
  readonly headless?: boolean | undefined;
  readonly untrusted?: boolean | undefined;
  readonly user?: boolean | undefined;
}): AgentOptions {
  const { mode, headless = false, untrusted = false, user = false } = values;
  if (mode !== undefined && !AGENT_MODES.includes(mode))
    throw new Refusal(`\`--mode\` is one of ${AGENT_MODES.join(", ")}, not \`${mode}\``, 2);
  const circumstances = { headless, trusted: !untrusted, ...(mode === undefined ? {} : { mode }) };
  return { circumstances, user };
}
