import type { CallsSubject } from "../protocol/subject.ts";

/** Calls as a scenario, judged by the policy at `policy`, a path from the scenario's folder. */
export function scenarioText({ title, calls }: CallsSubject, policy: string): string {
  // JSON is YAML, so that no text of a call can come to mean anything else.
  const steps = calls.map(({ tool, args }) => `  - call: ${yaml({ tool, args })}\n`);
  return [
    "ambit-scenario: 1\n",
    `name: ${yaml(title)}\n`,
    `policy: ${yaml(policy)}\n`,
    steps.length === 0 ? "steps: []\n" : `steps:\n${steps.join("")}`,
  ].join("");
}

function yaml(value: unknown): string {
  // What nobody sees stays visible in the file.
  return JSON.stringify(value).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, (char) => {
    const code = char.codePointAt(0) ?? 0;
    const digits = code.toString(16);
    return code > 0xffff ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
  });
}
