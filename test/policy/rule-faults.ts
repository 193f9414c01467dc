import { rule } from "./fault.ts";
import type { Fault } from "./fault.ts";

/** What is wrong with a rule beside its arguments. */
export const RULE_FAULTS: readonly Fault[] = [
  [
    "a misspelt key",
    rule(`
    allow: file.read
    path: "**"
    exept: { path: .env }
#   ^^^^^ unknown-key`),
  ],
  [
    "a misspelt effect",
    rule(`
    alow: file.read
#   ^^^^ unknown-key
    path: "**"`).replace("- id: r", "- id: r\n#   ^^ missing-effect"),
  ],
  [
    "a rule that is text",
    `ambit: 1
rules:
  - allow everything
#   ^^^^^^^^^^^^^^^^ wrong-type
#   ^^^^^^^^^^^^^^^^ missing-effect
`,
  ],
  [
    "two effects",
    rule(`
    allow: file.read
    deny: file.write
#   ^^^^ two-effects
    path: "**"`),
  ],
  [
    "the same id twice",
    `ambit: 1
rules:
  - { id: a, deny: shell }
  - { id: a, deny: shell }
#         ^ duplicate-id
`,
  ],
  [
    "an id like a default one",
    `ambit: 1
rules:
  - { id: "rules[3]", deny: shell }
#         ^^^^^^^^^^ bad-name
`,
  ],
  [
    "an id that is a number",
    `ambit: 1
rules:
  - { id: 7, deny: shell }
#         ^ wrong-type
`,
  ],
  [
    "unknown tools",
    rule(`
    deny: [file.delete, Bash, "mcp:*", "mcp:github", mcp__a__b]
#          ^^^^^^^^^^^ unknown-tool
#                       ^^^^ unknown-tool
#                             ^^^^^^^ unknown-tool
#                                      ^^^^^^^^^^^^ unknown-tool
#                                                    ^^^^^^^^^ unknown-tool`),
  ],
  [
    "no tools",
    rule(`
    deny: []
#         ^^ empty-list`),
  ],
  [
    "empty constraints",
    rule(`
    deny: file.read
    path: []
#         ^^ empty-list`),
  ],
  [
    "an unscoped allow",
    rule(`
    allow: file.read
#          ^^^^^^^^^ missing-constraint`),
  ],
  [
    "an unscoped allow of several tools",
    rule(`
    allow: [shell, web.fetch]
#          ^^^^^^^^^^^^^^^^^^ missing-constraint
#          ^^^^^^^^^^^^^^^^^^ missing-constraint`),
  ],
  [
    "an optional argument is no scope",
    rule(`
    allow: shell
#          ^^^^^ missing-constraint
    args: { command?: ls }`),
  ],
  [
    "wildcards in an allow",
    rule(`
    allow: "file.*"
#          ^^^^^^^^ wildcard-in-allow
    path: "**"`),
  ],
  [
    "a constraint of another tool",
    rule(`
    allow: shell
    command: "ls"
    path: src/**
#   ^^^^ constraint-mismatch
    host: a.example
#   ^^^^ constraint-mismatch`),
  ],
  [
    "a constraint of one tool only",
    rule(`
    deny: [file.read, "mcp:fs/*"]
    path: src/**
#   ^^^^ constraint-mismatch`),
  ],
  [
    "files on a deny",
    rule(`
    deny: shell
    files: any
#   ^^^^^ files-not-on-allow`),
  ],
  [
    "another word for files",
    rule(`
    allow: shell
    command: "ls"
    files: all
#          ^^^ bad-value`),
  ],
  [
    "a negated path",
    rule(`
    allow: file.read
    path: ["**", "!**/.env", "a/**b", "{a", "~root/x"]
#                ^^^^^^^^^^ bad-pattern
#                            ^^^^^^^ bad-pattern
#                                     ^^^^ bad-pattern
#                                           ^^^^^^^^^ bad-pattern`),
  ],
  [
    "a command that the list splits",
    rule(`
    allow: shell
    command: [git commit -m "a, b"]
#             ^^^^^^^^^^^^^^^^ bad-pattern
#                               ^^ bad-pattern`),
  ],
  [
    "rest inside a command",
    rule(`
    allow: shell
    command: "git ** push"
#            ^^^^^^^^^^^^^ bad-pattern`),
  ],
  [
    "hosts, methods, variables",
    rule(`
    deny: web.fetch
    host: ["https://a.example", a.*.example, 10.0.0.0/40]
#          ^^^^^^^^^^^^^^^^^^^ bad-pattern
#                               ^^^^^^^^^^^ bad-pattern
#                                            ^^^^^^^^^^^ bad-pattern
    method: [GET, "*"]
#                 ^^^ bad-pattern`),
  ],
  [
    "a variable with a value",
    rule(`
    allow: shell
    command: ls
    env: CI=1
#        ^^^^ bad-pattern`),
  ],
  [
    "an unknown set",
    rule(`
    deny: file.read
    path: $secret
#         ^^^^^^^ unknown-set`),
  ],
  [
    "a variable for a set",
    rule(`
    deny: file.read
    path: [$HOME/.ssh]
#          ^^^^^^^^^^ unknown-set`),
  ],
  [
    "a set without this key",
    rule(`
    deny: shell
    command: $secrets
#            ^^^^^^^^ unknown-set`),
  ],
  [
    "an empty exception",
    rule(`
    deny: file.read
    except: {}
#           ^^ empty-list`),
  ],
  [
    "an exception of another tool",
    rule(`
    deny: file.read
    except: [{ command: x }, { tool: shell, path: y }, { files: any }, x]
#              ^^^^^^^ constraint-mismatch
#                                           ^^^^ constraint-mismatch
#                                                        ^^^^^ unknown-key
#                                                                      ^ wrong-type`),
  ],
  [
    "dates",
    rule(`
    ask: shell
    expires: 2026-02-30
#            ^^^^^^^^^^ bad-date`),
  ],
  [
    "a date in words",
    rule(`
    ask: shell
    expires: soon
#            ^^^^ bad-date`),
  ],
  [
    "a year alone",
    rule(`
    ask: shell
    expires: 2026
#            ^^^^ wrong-type`),
  ],
  [
    "a deny with a date",
    rule(`
    deny: shell
    expires: 2026-12-31
#   ^^^^^^^ expires-on-deny`),
  ],
  [
    "an allow with a session",
    rule(`
    allow: shell
    command: ls
    when: { seen: untrusted }
#   ^^^^ when-on-allow`),
  ],
  [
    "a condition without content",
    rule(`
    deny: shell
    when: {}
#         ^^ missing-key`),
  ],
  [
    "an unknown condition",
    rule(`
    deny: shell
    when: { not-seen: untrusted }
#         ^^^^^^^^^^^^^^^^^^^^^^^ missing-key
#           ^^^^^^^^ unknown-key`),
  ],
  [
    "wrong types",
    rule(`
    deny: file.read
    path: [a, 7, ~, [b], { c: d }, true]
#             ^ wrong-type
#                ^ wrong-type
#                   ^^^ wrong-type
#                        ^^^^^^^^ wrong-type
#                                  ^^^^ wrong-type
    because: 12
#            ^^ wrong-type
    examples: [x]
#             ^^^ wrong-type`),
  ],
  [
    "nothing under a key",
    rule(`
    deny: file.read
    path:
#   ^^^^ wrong-type`),
  ],
  [
    "examples of unclear meaning",
    rule(`
    deny: [shell, file.read]
    examples:
      match: [x, { tool: shell, args: [] }, { args: {} }]
#             ^ bad-example
#                                     ^^ wrong-type
#                                           ^^^^^^^^^^^^ missing-key`),
  ],
  [
    "examples of a tool of an MCP server",
    rule(`
    deny: mcp:a/b
    examples: { match: x, no-match: [{ args: { a: 1.10 } }], never: [] }
#                      ^ bad-example
#                                                 ^^^^ inexact-number
#                                                            ^^^^^ unknown-key`),
  ],
];
