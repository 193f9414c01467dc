import { idleWhen } from "../../src/rules/idle-when.ts";
import { check } from "../support/check.ts";

check(
  idleWhen,
  "a label of nothing",
  `
rules:
  - { ask: mcp:mail/send, when: { seen: confidental } }
#                               ^^^^^^^^^^^^^^^^^^^^^ idle-when
`,
);

check(
  idleWhen,
  "labels that come by themselves, or by a fact",
  `
tools:
  mcp:files/read: { reads: [confidential] }
rules:
  - { ask: mcp:mail/send, when: { seen: untrusted } }
  - { deny: mcp:mail/send, when: { seen: [confidential, other] } }
`,
);
