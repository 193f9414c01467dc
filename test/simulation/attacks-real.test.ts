import { describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/host/grammars.ts";
import type { AttackResult } from "../../src/simulation/attacks/run.ts";
import { stress } from "../../src/workspace/stress.ts";
import { Workspace } from "../../src/workspace/workspace.ts";
import { Disk } from "../server/disk.ts";
import { realFiles } from "../support/real-files.ts";

const grammars = await loadGrammars();

/** Kinds of the collection, and where such a file lies. */
const KINDS = [
  ["claude-settings", ".claude/settings.json"],
  ["claude-local", ".claude/settings.local.json"],
  ["vscode-settings", ".vscode/settings.json"],
  ["codex-config", ".codex/config.toml"],
  ["codex-rules", ".codex/rules/default.rules"],
  ["gemini-settings", ".gemini/settings.json"],
  ["opencode", "opencode.jsonc"],
  ["cursor-cli", ".cursor/cli.json"],
] as const;

/** As many of a kind are tried. */
const MOST = 5;

describe.each(KINDS)("attacks on real files: %s", (kind, path) => {
  const files = realFiles(kind).slice(0, MOST);

  it.skipIf(files.length === 0)("say of each what its calls say", async () => {
    for (const { name, text } of files) {
      const workspace = new Workspace({
        files: new Disk({ [`/ws/${path}`]: text }),
        grammars,
        home: "/home/u",
        now: () => "2026-11-21T12:00:00Z",
      });
      const policy = await workspace.policy([`/ws/${path}`]);
      if (!("engine" in policy)) throw new Error(`${name} cannot be read`);
      const { results } = await stress(workspace, policy);
      expect(
        results.flatMap((one) => faultOf(one) ?? []),
        name,
      ).toEqual([]);
    }
  });
});

/** Where the outcome is not that of the calls. */
function faultOf({ attack, outcome, steps, missing }: AttackResult): string | undefined {
  const words = steps.map(({ verdict: { decision, vendor } }) =>
    vendor?.unknown === undefined ? decision : "unknown",
  );
  const [last] = words.slice(-1);
  switch (outcome) {
    case "got-through":
      return words.length > 0 && words.every((word) => word === "allow") ? undefined : attack.id;
    case "asked":
      return words.includes("ask") && !words.includes("deny") ? undefined : attack.id;
    case "held":
      return last === "deny" ? undefined : attack.id;
    case "not-applicable":
      return words.length === 0 && missing !== undefined ? undefined : attack.id;
    case "unknown":
      return words.length > 0 ? undefined : attack.id;
  }
}
