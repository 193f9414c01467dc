import { expect, it } from "vitest";
import { RULES } from "../../src/rules/index.ts";
import { read } from "../repo/files.ts";
import { lintText } from "../support/check.ts";

/** What needs a policy, a persona or a catalog of its own: any command, file or host makes most of the others superfluous. */
const ALONE = [
  ...["unscoped-shell", "unscoped-file-write", "unscoped-web-fetch", "failing-example"],
  ...["redundant-rule", "incomplete-agent", "unexplained-grant", "changed-tool"],
  // Another agent with a policy of its own.
  "starts-wider-agent",
];

it("the example that is too wide shows a finding of each rule", () => {
  const { findings, unconfirmed } = lintText(read("examples/too-broad.ambit.yaml"), RULES);
  expect(unconfirmed).toEqual([]);
  const found = new Set(findings.map(({ code }) => code));
  const rules = RULES.flatMap(({ id, about }) => (about === "agents" ? [] : [id]));
  expect(rules.filter((id) => !found.has(id) && !ALONE.includes(id))).toEqual([]);
  // Nothing else is wrong with it.
  expect([...found].filter((code) => !rules.includes(code))).toEqual([]);
});
