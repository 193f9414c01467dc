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
#         ^^^ redundant-rule
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
#         ^^^^^^ redundant-rule
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
  - { allow: [file.read, file.write], path: "lib/**", except: { path: lib/b.ts } }
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

check(
  redundantRule,
  "rules with wildcards that another one wholly covers",
  `
rules:
  - { id: sources, allow: [file.read, file.write], path: ["src/**", "{docs,web}/**/*.md"] }
  - { id: typescript, allow: file.read, path: "src/*/**/*.ts" }
#         ^^^^^^^^^^ redundant-rule
  - { id: guides, allow: file.write, path: ["docs/guides/**/*.md", "web/*.md"] }
#         ^^^^^^ redundant-rule
  - { id: history, allow: shell, command: ["git {log,diff} **", "npm run *"] }
  - { id: short, allow: shell, command: ["git log --oneline **", "npm run test:*"] }
#         ^^^^^ redundant-rule
  - { id: issues, allow: "mcp:github/*_issue", args: { labels?: { maxItems: 5 }, title: { maxLength: 100 } } }
  - { id: short-issues, allow: mcp:github/add_issue, args: { title: { maxLength: 50 } } }
  - { id: no-labels, allow: mcp:github/add_issue, args: { title: { maxLength: 50 }, rest: none } }
#         ^^^^^^^^^ redundant-rule
  - { id: amounts, allow: mcp:bank/pay, args: { amount: { minimum: 1, maximum: 100 }, rest: none } }
  - { id: small, allow: mcp:bank/pay, args: { amount: [5, 10], rest: none } }
#         ^^^^^ redundant-rule
`,
);

check(
  redundantRule,
  "rules with wildcards that are covered but for something",
  `
rules:
  - { id: sources, allow: [file.read, file.write], path: ["src/*", "docs/**/*.md"] }
  - { id: below, allow: file.read, path: "src/**" }
  - { id: hooks, allow: file.write, path: "docs/.github/*.md" }
  - { id: history, allow: shell, command: ["git log *", git status] }
  - { id: more, allow: shell, command: "git log * **" }
  - { id: lifted, allow: shell, command: "git log *", files: any }
  - { id: elsewhere, allow: shell, command: "git log -p", cwd: web }
  - { id: env, allow: shell, command: "git log -p", env: [GIT_PAGER] }
  - { id: once, allow: mcp:bank/pay, args: { amount: { maximum: 100 } }, expires: 2026-12-31 }
  - { id: later, allow: mcp:bank/pay, args: { amount: { maximum: 50 } }, expires: 2027-12-31 }
  - { id: cents, allow: mcp:bank/pay, args: { amount: { maximum: 100.5 } }, expires: 2026-11-30 }
`,
);
