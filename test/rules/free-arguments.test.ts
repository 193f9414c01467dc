import { freeArguments } from "../../src/rules/free-arguments.ts";
import { check } from "../support/check.ts";

check(
  freeArguments,
  "what is sent, spent and executed",
  `
rules:
  - { allow: mcp:mail/send }
#            ^^^^^^^^^^^^^ free-arguments
  - { allow: mcp:bank/create_transfer }
#            ^^^^^^^^^^^^^^^^^^^^^^^^ free-arguments
  - { allow: mcp:db/execute_sql, args: { timeout: { maximum: 10 } } }
#            ^^^^^^^^^^^^^^^^^^ free-arguments
`,
  ["attacker@evil.example", "attacker", "git push --force"],
);

check(
  freeArguments,
  "tools that look, targets that are named, and what a deny covers",
  `
rules:
  - { allow: [mcp:mail/get_message, mcp:shop/list_orders, mcp:mail/create_draft] }
  - { allow: mcp:mail/send, args: { to: [ada@example.com] } }
  - { allow: mcp:bank/transfer, args: { iban: { pattern: '^DE' }, amount: { maximum: 5 } } }
  - { allow: mcp:chat/post_message }
  - { deny: mcp:chat/post_message }
  - { ask: mcp:mail/forward }
  - { allow: mcp:mail/reply }
  - { ask: mcp:mail/reply, except: { args: { to: ada@example.com } } }
`,
);
