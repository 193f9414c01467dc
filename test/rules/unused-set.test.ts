import { unusedSet } from "../../src/rules/unused-set.ts";
import { check } from "../support/check.ts";

check(
  unusedSet,
  "a set that no rule names",
  `
sets:
  secrets: { path: "**/.env*" }
# ^^^^^^^ unused-set
  team: { args: { enum: [ada] } }
rules:
  - { allow: mcp:mail/send, args: { to: $team } }
`,
);
