import { expect, it } from "vitest";
import { redundantRule } from "../../src/rules/redundant-rule.ts";
import { check, lintText, withVersion } from "../support/check.ts";

check(
  redundantRule,
  "a rule that says the same, whatever its name and reason",
  `
rules:
  - { id: one, allow: shell, command: ["npm *", "git log **"] }
  - { id: two, allow: shell, command: ["npm *", "git log **"], because: of course }
#         ^^^ redundant-rule
  - { id: three, deny: file.read, path: "**/.env" }
  - { id: four, deny: file.read, path: "**/.env" }
#         ^^^^ redundant-rule
  - { id: five, ask: shell, command: ["npm *", "git log **"] }
  - { id: six, allow: shell, command: ["npm *", "git log **"], expires: 2027-01-01 }
`,
);

check(
  redundantRule,
  "commands that a wider one covers, and twice the same",
  `
rules:
  - allow: shell
    command:
      - git log **
      - git log --oneline
#       ^^^^^^^^^^^^^^^^^ redundant-rule
      - git status
      - npm test
      - npm test
#       ^^^^^^^^ redundant-rule
      - git logs
  - { id: tests, allow: shell, command: npm test }
#         ^^^^^ redundant-rule
  - { id: other, allow: shell, command: npm test, cwd: web }
  - { id: files, allow: shell, command: npm test, files: any }
`,
);

check(
  redundantRule,
  "paths, hosts and tools",
  `
rules:
  - { allow: file.read, path: ["src/**", src/a.ts, test/a.ts, "**/*.md", docs/x.md, ~/src/a.ts] }
#                                        ^^^^^^^^ redundant-rule
#                                                                        ^^^^^^^^^ redundant-rule
  - { allow: file.write, path: [".github/**", "out/**", "*/tasks.json", .vscode/tasks.json, .github/x.md, out/a] }
#                                                                                           ^^^^^^^^^^^^ redundant-rule
#                                                                                                         ^^^^^ redundant-rule
  - { allow: web.fetch, host: ["*.example.org", docs.example.org, example.org, "docs.example.org:8443"] }
#                                               ^^^^^^^^^^^^^^^^ redundant-rule
  - { allow: "mcp:github/get_*" }
  - { id: issue, allow: mcp:github/get_issue }
#         ^^^^^ redundant-rule
  - { id: narrow, allow: mcp:github/get_file, args: { repo: acme/site } }
`,
);

check(
  redundantRule,
  "what only looks covered",
  `
rules:
  - { allow: shell, command: "npm run **", except: { command: npm run deploy } }
  - { allow: shell, command: npm run build }
  - { allow: shell, command: "make **", expires: 2027-01-01 }
  - { allow: shell, command: make test }
  - { allow: [file.read, file.write], path: "lib/**" }
  - { allow: file.read, path: lib/a.ts }
  - { deny: shell, command: "rm **" }
  - { deny: shell, command: rm -rf }
  - { allow: web.fetch, host: ["*:8080", "*", example.org] }
  - { allow: web.fetch, host: localhost }
  - { allow: file.read, path: ["**", src/a.ts] }
  - { allow: shell, command: "**", cwd: web }
  - { allow: shell, command: npm test, cwd: web }
  - { allow: ["mcp:github/*", mcp:github/get_issue] }
`,
);

it("offers to remove the rule or the item, which widens nothing", () => {
  const text = withVersion(`
rules:
  - { id: a, allow: shell, command: ["npm *", npm test] }
  - { id: b, allow: shell, command: npm test }
`);
  const fixes = lintText(text, [redundantRule]).findings.flatMap((finding) => finding.fixes);
  expect(fixes).toEqual([
    {
      title: "Remove the item",
      safe: true,
      edits: [{ kind: "remove", at: { path: ["rules", 0, "command", 1] } }],
    },
    {
      title: "Remove the rule",
      safe: true,
      edits: [{ kind: "remove", at: { path: ["rules", 1] } }],
    },
  ]);
});
