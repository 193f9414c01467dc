import { unscopedShell } from "../../src/rules/unscoped-shell.ts";
import { check, checkGrants } from "../support/check.ts";

check(
  unscopedShell,
  "any command, at the pattern",
  `
rules:
  - id: shell
    allow: shell
    command: ["npm test", "**"]
#                         ^^^^ unscoped-shell
`,
  ["git push --force"],
);

checkGrants(
  unscopedShell,
  {
    "**": "git push --force",
    "* **": "git push --force",
    "* *": "npm publish",
    "*": "reboot",
    "{npm,*} **": "git push --force",
    "git **": undefined,
    "npm test": undefined,
    "* --version": undefined,
    "* --help": undefined,
    "scripts/* **": undefined,
    "npm run *": undefined,
  },
  (command) => `rules: [{ allow: shell, command: "${command}" }]`,
);

check(
  unscopedShell,
  "what a deny leaves; nothing where it leaves nothing, or a person is asked",
  `
rules:
  - { allow: shell, command: "**" }
#                            ^^^^ unscoped-shell
  - { deny: shell, command: "git push **" }
  - { ask: shell, command: "npm publish **" }
`,
  ["kubectl delete namespace production"],
);

check(
  unscopedShell,
  "a deny of the whole shell",
  `
rules:
  - { allow: shell, command: "**" }
  - { deny: shell }
`,
);

check(
  unscopedShell,
  "a folder does not bound which program runs",
  `
rules:
  - { allow: shell, command: "**", cwd: "packages/**" }
#                            ^^^^ unscoped-shell
`,
  ["git push --force"],
);

check(
  unscopedShell,
  "an ask, a rule past its date, and one that takes only programs whose files are known",
  `
rules:
  - { ask: shell, command: "**" }
  - { allow: shell, command: "**", expires: 2026-01-01 }
`,
);

check(
  unscopedShell,
  "a command line that only `args` speaks of",
  `
rules:
  - { allow: shell, args: { command: { type: string } } }
#                   ^^^^ unscoped-shell
  - { allow: shell, args: { command: { pattern: "^make " } } }
  - { allow: shell, args: { command: npm test } }
`,
);
