/** A name and a text with markers. */
type Fault = readonly [name: string, text: string];

/** One rule under a sound head; the text of the rule is indented by four, its first key by `- `. */
function rule(text: string): string {
  return `ambit: 1\nsets:\n  secrets: { path: [a], args: [x] }\nrules:\n  - id: r\n${text.replace(/^\n/, "").trimEnd()}\n`;
}

/** Wrong documents, with their problems marked. Those of `rules` make the rule faulty, those of `documents` break the whole. */
export const FAULTS: { readonly rules: readonly Fault[]; readonly documents: readonly Fault[] } = {
  rules: [
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
      "sets in arguments",
      rule(`
    deny: mcp:a/b
    args:
      to: $blocked
#         ^^^^^^^^ unknown-set
      cc: [a, $blocked]
#             ^^^^^^^^ unknown-set
      bcc: { const: $secrets }
#                   ^^^^^^^^ unknown-set`),
    ],
    [
      "a keyword that is unknown",
      rule(`
    deny: mcp:a/b
    args: { to: { format: email, patern: x } }
#                 ^^^^^^ unknown-key
#                                ^^^^^^ unknown-key`),
    ],
    [
      "keywords of the wrong type",
      rule(`
    deny: mcp:a/b
    args:
      a: { minLength: x, maxItems: 1.5, minimum: "1", type: text }
#                     ^ wrong-type
#                                  ^^^ bad-value
#                                                ^^^ wrong-type
#                                                           ^^^^ bad-value
      b: { items: false, anyOf: x, enum: [] }
#                 ^^^^^ wrong-type
#                               ^ wrong-type
#                                        ^^ empty-list
      c: []
#        ^^ empty-list`),
    ],
    [
      "expressions that do not run in linear time",
      rule(`
    deny: mcp:a/b
    args:
      a: { pattern: '(a)\\1' }
#                   ^^^^^^^ invalid-regex
      b: { pattern: '(?=a)' }
#                   ^^^^^^^ invalid-regex
      c: { pattern: '(' }
#                   ^^^ invalid-regex`),
    ],
    [
      "numbers whose text is not their value",
      rule(`
    deny: mcp:a/b
    args:
      a: 1.10
#        ^^^^ inexact-number
      b: [007, 0x10, 1e3, .inf, 12345678901234567890]
#         ^^^ inexact-number
#              ^^^^ inexact-number
#                    ^^^ inexact-number
#                         ^^^^ inexact-number
#                               ^^^^^^^^^^^^^^^^^^^^ inexact-number
      c: { minimum: 1.0 }
#                   ^^^ inexact-number`),
    ],
    [
      "a null that nobody wrote",
      rule(`
    deny: mcp:a/b
    args:
      a:
#     ^ unclear-null
      b: [~]
#         ^ unclear-null`),
    ],
    [
      "rest",
      rule(`
    deny: mcp:a/b
    args: { a: 1, rest: non }
#                       ^^^ bad-value`),
    ],
    [
      "an argument twice",
      rule(`
    deny: mcp:a/b
    args: { a: 1, a?: 2, "?": 1 }
#                 ^^ duplicate-key
#                        ^^^ bad-name`),
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
  ],
  documents: [
    [
      "an unknown key",
      `ambit: 1
rule: []
#^^^ unknown-key
`,
    ],
    [
      "another version",
      `ambit: 2
#      ^ unsupported-version
`,
    ],
    [
      "a version in another spelling",
      `ambit: 1.0
#      ^^^ unsupported-version
`,
    ],
    [
      "syntax",
      `ambit: 1
rules:
  - deny: file.read
    path: [a, b
rest: x
#^^^ unknown-key
#< yaml-syntax
`,
    ],
    [
      "a key twice",
      `ambit: 1
otherwise: ask
otherwise: deny
#^^^^^^^^ duplicate-key
`,
    ],
    [
      "a key twice in a rule",
      `ambit: 1
rules:
  - deny: shell
    deny: file.read
#   ^^^^ duplicate-key
`,
    ],
    [
      "a merge key",
      `ambit: 1
sets:
  a: &a { path: x }
  b: { <<: *a, path: y }
#      ^^ merge-key
`,
    ],
    [
      "keys that are no text",
      `ambit: 1
servers:
  1: {}
# ^ non-string-key
  [a]: {}
# ^^^ non-string-key
# ^ yaml-syntax
  ~: {}
# ^ non-string-key
`,
    ],
    [
      "an unquoted glob",
      `ambit: 1
rules:
  - deny: file.read
    path: [**/.env]
#          ^^^^^^^ unknown-alias
#          ^^^^^^^ wrong-type
`,
    ],
    [
      "an alias inside its own anchor",
      `ambit: 1
sets:
  a: { path: &p [x, *p] }
#                   ^^ unknown-alias
#                   ^^ wrong-type
`,
    ],
    [
      "a tag",
      `ambit: 1
otherwise: !!str ask
#                ^^^ yaml-tag
`,
    ],
    [
      "a directive",
      `%YAML 1.1
#^^^^^^^^ yaml-directive
---
ambit: 1
`,
    ],
    [
      "otherwise allow",
      `ambit: 1
otherwise: allow
#          ^^^^^ bad-value
`,
    ],
    [
      "the agent",
      `ambit: 1
agent:
  id: 7
#     ^ wrong-type
  ownr: me
# ^^^^ unknown-key
  review-by: 2027-13-01
#            ^^^^^^^^^^ bad-date
  purpose: ""
#          ^^ wrong-type
`,
    ],
    [
      "servers",
      `ambit: 1
servers:
  "a/b": {}
# ^^^^^ bad-name
  c:
# ^ wrong-type
  d: { catalog: sha1-x, cmd: y }
#               ^^^^^^ bad-value
#                       ^^^ unknown-key
`,
    ],
    [
      "sets",
      `ambit: 1
sets:
  "$a": { path: x }
# ^^^^ bad-name
  b: {}
#    ^^ empty-list
  c: { path: [] }
#            ^^ empty-list
  d: { path: $b }
#            ^^ set-in-set
  e: { path: "!x", files: any }
#            ^^^^ bad-pattern
#                  ^^^^^ unknown-key
`,
    ],
    [
      "facts",
      `ambit: 1
tools:
  read: { reads: [] }
# ^^^^ unknown-tool
  mcp:a/b: { views: [{ tool: shell, path: x }, { tool: file.read }] }
#                            ^^^^^ bad-value
#                                              ^^^^^^^^^^^^^^^^^^^ missing-key
  mcp:a/c: { views: [{ tool: file.read, path: [] }], view: none }
#                                             ^^ empty-list
#                                                    ^^^^ unknown-key
  mcp:a/d: { views: all }
#                   ^^^ wrong-type
`,
    ],
    [
      "links",
      `ambit: 1
extends: []
#        ^^ empty-list
ceiling: [1]
#         ^ wrong-type
`,
    ],
    [
      "rules that are no list",
      `ambit: 1
rules:
#^^^^ wrong-type
  deny: shell
`,
    ],
    [
      "a tab",
      `ambit: 1
agent:
#^^^^ wrong-type
	id: x
#< yaml-syntax
 #^ unknown-key
`,
    ],
  ],
};
