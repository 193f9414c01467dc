import { wildcardTool } from "../../src/rules/wildcard-tool.ts";
import { check, checkGrants } from "../support/check.ts";

check(
  wildcardTool,
  "every tool of a server, with one that the server is known for",
  `
rules:
  - id: github
    allow: mcp:github/*
#          ^^^^^^^^^^^^ wildcard-tool
  - id: issues
    allow: [mcp:github/get_issue, mcp:github/list_issues]
`,
  ["mcp:github/merge_pull_request"],
);

checkGrants(
  wildcardTool,
  {
    "mcp:github/*": "mcp:github/merge_pull_request",
    "mcp:playwright/*": "mcp:playwright/browser_run_code_unsafe",
    "mcp:own/*": "mcp:own/delete",
    "mcp:*/*": "mcp:github/merge_pull_request",
    "mcp:git*/*": "mcp:github/merge_pull_request",
    "mcp:{github,own}/*": "mcp:github/merge_pull_request",
    "tool:*": "tool:delete",
    "mcp:github/get_issue": undefined,
    "mcp:github/get_*": undefined,
    "mcp:*/get_*": undefined,
    "tool:weather": undefined,
    "tool:weather_*": undefined,
    "web.search": undefined,
  },
  (tool) => `rules: [{ allow: "${tool}" }]`,
);

check(
  wildcardTool,
  "a star for the servers means those that are listed",
  `
servers: { own: { url: https://mcp.example.com } }
rules:
  - allow: mcp:*/*
#          ^^^^^^^ wildcard-tool
`,
  ["mcp:own/delete"],
);

check(
  wildcardTool,
  "a deny of one tool leaves the others, and a deny of all leaves none",
  `
rules:
  - { allow: "mcp:github/*" }
#            ^^^^^^^^^^^^^^ wildcard-tool
  - { allow: "mcp:notion/*" }
  - { deny: [mcp:github/merge_pull_request, "mcp:notion/*"] }
`,
  ["mcp:github/push_files"],
);

check(
  wildcardTool,
  "arguments narrow it, and a person is asked",
  `
rules:
  - { allow: "mcp:github/*", args: { repo: acme/site } }
  - { ask: "mcp:notion/*" }
  - { deny: "mcp:*/*", args: { force: true } }
`,
);
