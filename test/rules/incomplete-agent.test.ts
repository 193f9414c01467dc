import { incompleteAgent } from "../../src/rules/incomplete-agent.ts";
import { check } from "../support/check.ts";

check(
  incompleteAgent,
  "neither purpose nor day",
  `
agent: { id: bot, owner: team@example.com }
#^^^^ incomplete-agent
#^^^^ incomplete-agent
rules: [{ allow: file.read, path: src/** }]
`,
);

check(
  incompleteAgent,
  "both, or no agent",
  `
agent: { id: bot, purpose: To help., review-by: 2027-01-01 }
rules: [{ allow: file.read, path: src/** }]
`,
);
