import { expect, it } from "vitest";
import { withRule } from "../../scripts/new-rule.mjs";

const registry = `import type { LintRule } from "../lint/rule.ts";
import { expiredGrant } from "./expired-grant.ts";
import { wildcardTool } from "./wildcard-tool.ts";

/** All rules, by id. */
export const RULES: readonly LintRule[] = [expiredGrant, wildcardTool];
`;

it("a new rule is registered in the order of ids", () => {
  expect(withRule(registry, "missing-owner")).toBe(`import type { LintRule } from "../lint/rule.ts";
import { expiredGrant } from "./expired-grant.ts";
import { missingOwner } from "./missing-owner.ts";
import { wildcardTool } from "./wildcard-tool.ts";

/** All rules, by id. */
export const RULES: readonly LintRule[] = [expiredGrant, missingOwner, wildcardTool];
`);
});

it("registering a rule again changes nothing", () => {
  expect(withRule(registry, "wildcard-tool")).toBe(registry);
});

it("a registry without a list is refused", () => {
  expect(() => withRule("export {};\n", "wildcard-tool")).toThrow("no list of rules");
});
