import { startsAnyAgent } from "../../src/rules/starts-any-agent.ts";
import { check } from "../support/check.ts";

check(
  startsAnyAgent,
  "any name",
  `
rules:
  - { allow: agent.run }
#            ^^^^^^^^^ starts-any-agent
`,
  ["deployment"],
);

check(
  startsAnyAgent,
  "named agents, and what a deny or an ask covers",
  `
rules:
  - { allow: agent.run, args: { name: [reviewer, tester] } }
`,
);

check(
  startsAnyAgent,
  "an ask",
  `
rules:
  - { allow: agent.run }
  - { ask: agent.run }
`,
);
