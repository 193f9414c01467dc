import { neverMatches } from "../../src/rules/never-matches.ts";
import { check } from "../support/check.ts";

check(
  neverMatches,
  "an except for everything",
  `
rules:
  - { deny: file.read, path: "keys/**", except: { path: "keys/**" } }
#                                       ^^^^^^ never-matches
  - { allow: shell, command: ["git log **", git status], except: { command: "git **" } }
#                                                        ^^^^^^ never-matches
`,
);

check(
  neverMatches,
  "arguments that contradict each other",
  `
rules:
  - { ask: mcp:a/b, args: { n: { minimum: 5, maximum: 1 } } }
#                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ never-matches
  - { ask: mcp:a/b, args: { n: { enum: [1, 2], minimum: 5 } } }
#                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ never-matches
  - { ask: mcp:a/b, args: { n: { type: number, pattern: '^x$' } } }
#                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ never-matches
`,
);

check(
  neverMatches,
  "what leaves something",
  `
rules:
  - { deny: file.read, path: ["keys/**", "**/*.pem"], except: { path: "keys/**" } }
  - { allow: shell, command: "git log **", except: { command: "git log --output" } }
  - { ask: mcp:a/b, args: { n: { minimum: 1, maximum: 1 }, s: { enum: [a, bb], minLength: 2 } } }
`,
);
