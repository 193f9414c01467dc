import { rule } from "./fault.ts";
import type { Fault } from "./fault.ts";

/** What is wrong with the `args` of a rule. */
export const ARGUMENT_FAULTS: readonly Fault[] = [
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
];
