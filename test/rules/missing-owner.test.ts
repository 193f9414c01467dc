import { expect, it } from "vitest";
import { missingOwner } from "../../src/rules/missing-owner.ts";
import { check, lintText, withVersion } from "../support/check.ts";

check(
  missingOwner,
  "an agent without an owner, at its key",
  `
agent: { id: release-bot }
#^^^^ missing-owner
`,
);

check(
  missingOwner,
  "an owner of blanks is none, and a purpose is no owner",
  `
agent:
#^^^^ missing-owner
  purpose: Draft release notes.
  owner: " "
`,
);

check(
  missingOwner,
  "an owner, and a document that others extend and that declares no agent",
  `
agent: { id: release-bot, owner: platform@example.com }
`,
);

check(
  missingOwner,
  "no agent at all",
  `
rules: [{ deny: file.read, path: "**/.env" }]
`,
);

it("offers the key, to be filled in by a person", () => {
  const { findings } = lintText(withVersion("agent: { id: bot }\n"), [missingOwner]);
  expect(findings.flatMap(({ fixes }) => fixes)).toEqual([
    {
      title: "Add an `owner`",
      safe: false,
      edits: [
        {
          kind: "insert",
          at: { path: ["agent"], on: "key" },
          key: "owner",
          value: "team@example.com",
        },
      ],
    },
  ]);
});
