import { expect, it } from "vitest";
import { expiredGrant } from "../../src/rules/expired-grant.ts";
import { check, lintText, withVersion } from "../support/check.ts";

check(
  expiredGrant,
  "a date in the past, not today's and not tomorrow's",
  `
rules:
  - { id: past, allow: mcp:a/b, expires: 2026-11-20 }
#                                        ^^^^^^^^^^ expired-grant
  - { id: today, allow: mcp:a/c, expires: 2026-11-21 }
  - { id: later, ask: mcp:a/d, expires: 2026-11-22 }
  - { id: open, allow: mcp:a/e }
  - { id: asked, ask: mcp:a/f, expires: 2025-01-31 }
#                                       ^^^^^^^^^^ expired-grant
`,
);

it("removing an allow is safe, removing an ask is for a person to decide", () => {
  const { findings } = lintText(
    withVersion(`
rules:
  - { allow: mcp:a/b, expires: 2026-11-20 }
  - { ask: mcp:a/c, expires: 2026-11-20 }
`),
    [expiredGrant],
  );
  expect(
    findings.flatMap(({ fixes }) => fixes.map(({ safe, edits }) => ({ safe, edits }))),
  ).toEqual([
    { safe: true, edits: [{ kind: "remove", at: { path: ["rules", 0] } }] },
    { safe: false, edits: [{ kind: "remove", at: { path: ["rules", 1] } }] },
  ]);
});
