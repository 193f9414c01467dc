import { optionalArgumentDenied } from "../../src/rules/optional-argument-denied.ts";
import { check } from "../support/check.ts";

check(
  optionalArgumentDenied,
  "false, which is what is missing",
  `
rules:
  - { allow: mcp:github/create_pull_request }
  - { deny: mcp:github/create_pull_request, args: { draft: false } }
#                                                          ^^^^^ optional-argument-denied
`,
  ["mcp:github/create_pull_request"],
);

check(
  optionalArgumentDenied,
  "true, an exception, and no grant",
  `
rules:
  - { allow: mcp:github/push, args: { force: false } }
  - { allow: mcp:github/create }
  - { deny: mcp:github/push, args: { force: true } }
  - { deny: mcp:github/create, except: { args: { draft: true } } }
  - { deny: mcp:github/update, args: { draft: false } }
`,
);
