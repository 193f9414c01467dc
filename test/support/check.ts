import { expect, it } from "vitest";
import { compile } from "../../src/engine/engine.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import type { Finding } from "../../src/lint/finding.ts";
import { lint } from "../../src/lint/lint.ts";
import type { LintResult } from "../../src/lint/lint.ts";
import type { LintRule } from "../../src/lint/rule.ts";
import type { AcceptedServers } from "../../src/model/accepted-tools.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { peerOf } from "../../src/workspace/peers.ts";
import { placed } from "./decide.ts";
import { checkMarkers } from "./markers.ts";

const world = { grammars: await loadGrammars() };

/** When tests check. */
export const NOW = "2026-11-21T12:00:00Z";

/** What the rules find in a policy. `others`: the policies of other agents of the workspace. */
export function lintText(
  text: string,
  rules: readonly LintRule[],
  accepted: AcceptedServers = new Map(),
  others: readonly string[] = [],
): LintResult {
  const main = readPolicy(text, { file: "/ws/ambit.yaml" });
  const bounds = { main, extended: [], ceilings: [] };
  const here = { ...world, accepted };
  const peers = others.flatMap((other, at) => {
    const its = { ...bounds, main: readPolicy(other, { file: `/ws/agents/${at}.ambit.yaml` }) };
    return peerOf({ bounds: its, engine: compile(its, here) }, placed) ?? [];
  });
  return lint(bounds, compile(bounds, here), { rules, world: here, now: NOW, placed, peers });
}

/**
 * A test: the rule finds in the policy what the `# ^^^ code` marks say, and the policy has no other problem. `witnesses`: the calls that it
 * shows, in order, as their first argument or their tool. `accepted`: what is recorded of servers.
 */
export function check(
  rule: LintRule,
  name: string,
  policy: string,
  witnesses?: readonly string[],
  accepted?: AcceptedServers,
): void {
  it(name, () => {
    const text = withVersion(policy);
    const { findings, unconfirmed } = lintText(text, [rule], accepted);
    checkMarkers(
      text,
      findings.map(({ code, range }) => ({ code, range })),
    );
    expect(unconfirmed).toEqual([]);
    if (witnesses !== undefined) expect(findings.flatMap(shownCall)).toEqual(witnesses);
  });
}

/** The policy as a whole document. */
export function withVersion(policy: string): string {
  const body = policy.replace(/^\n/, "");
  return /^ambit:/m.test(body) ? body : `ambit: 1\n${body}`;
}

/** A table of grants of one kind: each is flagged with the witness beside it, or left alone where there is none. */
export function checkGrants(
  rule: LintRule,
  grants: Readonly<Record<string, string | undefined>>,
  policy: (grant: string) => string,
): void {
  it.each(Object.entries(grants))("%s", (grant, witness) => {
    const { findings, unconfirmed } = lintText(withVersion(policy(grant)), [rule]);
    const found = findings.map(({ code }) => code);
    expect(found).toEqual(witness === undefined ? [] : [rule.id]);
    expect(findings.flatMap(shownCall)).toEqual(witness === undefined ? [] : [witness]);
    expect(unconfirmed).toEqual([]);
  });
}

function shownCall({ witness }: Finding): readonly string[] {
  if (witness === undefined) return [];
  const [value] = Object.values(witness.args);
  return [typeof value === "string" ? value : witness.tool];
}
