import { unexplainedGrant } from "../../src/rules/unexplained-grant.ts";
import { check } from "../support/check.ts";

check(
  unexplainedGrant,
  "wide grants without reason or end",
  `
rules:
  - id: history
#       ^^^^^^^ unexplained-grant
    allow: shell
    command: "git **"
  - id: pages
#       ^^^^^ unexplained-grant
    allow: web.fetch
    host: "*.example.com"
`,
);

check(
  unexplainedGrant,
  "a reason, an end, or nothing wide",
  `
rules:
  - { allow: shell, command: "git **", because: All of git is needed here. }
  - { allow: file.write, path: "**", expires: 2026-12-31 }
  - { allow: shell, command: ["git log **", npm test] }
  - { ask: shell, command: "**" }
`,
);
