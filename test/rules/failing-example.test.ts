import { expect, it } from "vitest";
import { failingExample } from "../../src/rules/failing-example.ts";
import { check, lintText, withVersion } from "../support/check.ts";

check(
  failingExample,
  "an allow grants every command of an example",
  `
rules:
  - allow: shell
    command: "git {status,log,diff} **"
    examples:
      match:
        - git log --oneline
        - git status; git diff
        - git log | head -5
        - git diff > out.txt
        - git push
#         ^^^^^^^^ failing-example
        - git log && npm test
#         ^^^^^^^^^^^^^^^^^^^ failing-example
        - echo hello
#         ^^^^^^^^^^ failing-example
      no-match:
        - git push
        - git log; rm -rf .
        - git log $(reboot)
        - "git log 'unclosed"
        - git log -p
#         ^^^^^^^^^^ failing-example
`,
);

check(
  failingExample,
  "a deny and an ask restrict one part of an example",
  `
rules:
  - deny: shell
    command: rm -rf
    examples:
      match: [rm -fr src, "ls; rm -r -f src", "sudo rm -rf src", rm src]
#                                                                ^^^^^^ failing-example
      no-match: [rm src, rm --recursive --force src]
#                        ^^^^^^^^^^^^^^^^^^^^^^^^^^ failing-example
  - ask: web.fetch
    host: example.org
    when: { seen: untrusted }
    examples: { match: ["https://example.org/", "https://docs.example.org/"], no-match: ["https://example.com/"] }
`,
);

check(
  failingExample,
  "files, calls and other tools",
  `
rules:
  - allow: [file.read, file.write]
    path: "src/**"
    examples: { match: [src/a.ts], no-match: [test/a.ts, ../src/a.ts, src/../a.ts, src/.git/config] }
#                                                                                  ^^^^^^^^^^^^^^^ failing-example
  - allow: mcp:mail/send
    args: { to: { pattern: "@example\\\\.com$" } }
    examples:
      match: [{ args: { to: a@example.com } }, { args: { to: a@example.net } }]
#                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ failing-example
      no-match: [{ args: {} }, { tool: "mcp:mail/read", args: { to: a@example.com } }]
`,
);

check(
  failingExample,
  "other rules, and the date, do not count; a rule in error has no say",
  `
rules:
  - { allow: shell, command: npm test, expires: 2025-01-01, examples: { match: [npm test] } }
  - { deny: shell }
`,
);

it("says why", () => {
  const { findings } = lintText(
    withVersion(`
rules:
  - { allow: shell, command: "git log **", examples: { match: [git push, git log; npm test], no-match: [git log] } }
`),
    [failingExample],
  );
  expect(findings.map(({ message }) => message)).toEqual([
    "`git push` is to match this rule, and does not: `command` does not match; widen the rule, or move the example to `no-match`",
    "`git log; npm test` is to match this rule, and does not: it does not grant `npm test`; widen the rule, or move the example to `no-match`",
    "`git log` is to be left alone by this rule, and it grants shell `git log` as written; narrow the rule, or move the example to `match`",
  ]);
});
