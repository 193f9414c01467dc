import type { ToolCall } from "../model/call.ts";
import { flowText } from "./flow-text.ts";

/** A new scenario. `policy`: relative to the folder of the scenario, or a whole path. Only what a person would write of the calls is written. */
export function newScenario(name: string, policy: string, calls: readonly ToolCall[]): string {
  const steps = calls.map(({ tool, args }) => `  - call: ${flowText({ tool, args })}`);
  return [
    "ambit-scenario: 1",
    `name: ${flowText(name)}`,
    `policy: ${flowText(policy)}`,
    "steps:",
    ...steps,
    "",
  ].join("\n");
}
