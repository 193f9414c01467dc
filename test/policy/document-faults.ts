import type { Fault } from "./fault.ts";

/** What is wrong outside the rules. */
export const DOCUMENT_FAULTS: readonly Fault[] = [
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
];
