import { expect, it } from "vitest";
import { NO_HINTS } from "../../src/analysis/hints.ts";
import type { Hints } from "../../src/analysis/hints.ts";
import { USUAL } from "../../src/formats/format.ts";
import { agentFileAt } from "../../src/formats/index.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import { lint } from "../../src/lint/lint.ts";
import type { LintResult } from "../../src/lint/lint.ts";
import type { LintRule } from "../../src/lint/rule.ts";
import type { ToolCall } from "../../src/model/call.ts";
import { NOW } from "./check.ts";
import { BASE } from "./vendor.ts";

const world = { grammars: await loadGrammars() };

/** What the rules find in the file of an agent, which lies at `path` below the folder that the agent works in. */
export function lintFile(
  path: string,
  text: string,
  rules: readonly LintRule[],
  hints: Hints = NO_HINTS,
): LintResult {
  const found = agentFileAt(`${BASE}/${path}`, "/home/me");
  if (found === undefined) throw new Error(`no agent reads ${path}`);
  const main = found.format.read(text, found.at);
  const bounds = { main, extended: [], ceilings: [] };
  const engine = found.format.compile([main], USUAL, world);
  const context = { workspace: BASE, cwd: BASE, home: "/home/me", dialect: "bash" };
  const placed = (call: ToolCall): ToolCall => ({
    session: { seen: [] },
    now: NOW,
    ...call,
    context,
  });
  return lint(bounds, engine, { rules, world, now: NOW, placed, hints });
}

/** A test: the rule finds so much in the file, and every call that it shows is allowed. */
export function checkFile(
  rule: LintRule,
  name: string,
  path: string,
  text: string,
  expected: number,
): void {
  it(name, () => {
    const { findings, unconfirmed } = lintFile(path, text, [rule]);
    expect(unconfirmed).toEqual([]);
    expect(findings.filter(({ code }) => code === rule.id)).toHaveLength(expected);
  });
}
