import { unanchoredPattern } from "../../src/rules/unanchored-pattern.ts";
import { check } from "../support/check.ts";

check(
  unanchoredPattern,
  "one end, both ends, one choice, and elements",
  `
rules:
  - { allow: mcp:a/b, args: { x: { pattern: '@example' } } }
#                                ^^^^^^^^^^^^^^^^^^^^^^^ unanchored-pattern
  - { allow: mcp:a/b, args: { x: { pattern: '^release: ' } } }
#                                ^^^^^^^^^^^^^^^^^^^^^^^^^ unanchored-pattern
  - { allow: mcp:a/b, args: { x: { pattern: '^a|b$' } } }
#                                ^^^^^^^^^^^^^^^^^^^^ unanchored-pattern
  - { allow: mcp:a/b, args: { "x?": { items: { pattern: 'x$' } } } }
#                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unanchored-pattern
`,
);

check(
  unanchoredPattern,
  "anchored, meant to be open, or to be denied",
  `
rules:
  - { allow: mcp:a/b, args: { x: { pattern: '^v[0-9.]+$' }, y: { pattern: '^(a|b)$' } } }
  - { allow: mcp:a/b, args: { x: { pattern: '^docs/.*' }, y: { not: { pattern: secret } } } }
  - { ask: mcp:a/b, args: { x: { pattern: 'release: ' } } }
  - { deny: mcp:a/b, args: { x: { pattern: 'rm -rf' } } }
`,
);
