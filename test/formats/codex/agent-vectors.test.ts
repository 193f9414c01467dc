import { describe, expect, it } from "vitest";
import { USUAL } from "../../../src/formats/format.ts";
import { formatOf, vendorExplain } from "../../support/vendor.ts";
import vectors from "./vectors/agent.json" with { type: "json" };

const codex = formatOf("codex");

/** Recorded by oracles/codex/record-agent.mjs; the workspace of the recordings lay in `/tmp`. */
describe(`command lines as ${vectors.source} decides them`, () => {
  const settings = vectors.settings.map(({ rules, approval, sandbox, calls }) => {
    const policy = typeof approval === "string" ? JSON.stringify(approval) : inline(approval);
    const config = `approval_policy = ${policy}\nsandbox_mode = "${sandbox}"\n`;
    const files: Record<string, string> = { "~/.codex/config.toml": config };
    for (const [name, text] of Object.entries(rules))
      if (name.endsWith(".rules")) files[`~/.codex/rules/${name}`] = text;
    return [policy, sandbox, Object.keys(rules).join(" "), files, calls] as const;
  });

  it.each(settings)("%s, %s, %s", (_policy, _sandbox, _rules, files, calls) => {
    const context = { workspace: "/tmp/lab/ws", cwd: "/tmp/lab/ws" };
    const decided = calls.map(([command = ""]) => {
      const call = { tool: "shell", args: { command }, context };
      return [command, vendorExplain(codex, files, call, USUAL).decision];
    });
    expect(decided).toEqual(calls);
  });

  it("has at least 300 of them", () => {
    expect(vectors.settings.flatMap(({ calls }) => calls).length).toBeGreaterThan(300);
  });
});

function inline({ granular }: { readonly granular: Readonly<Record<string, boolean>> }): string {
  const pairs = Object.entries(granular).map(([name, value]) => `${name} = ${String(value)}`);
  return `{ granular = { ${pairs.join(", ")} } }`;
}
