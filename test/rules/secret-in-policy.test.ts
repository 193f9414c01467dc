import { secretInPolicy } from "../../src/rules/secret-in-policy.ts";
import { check } from "../support/check.ts";

check(
  secretInPolicy,
  "tokens where they stand",
  `
rules:
  - { allow: shell, command: "git status" }
  - allow: shell
    command:
      - npm test
      - "curl -H 'Authorization: Bearer AKIAABCDEFGHIJKLMNOP' https://api.example.com/x"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-in-policy
`,
);

check(
  secretInPolicy,
  "what only looks like one",
  `
rules:
  - { allow: shell, command: "psql postgres://app:app@localhost/shop" }
  - { allow: shell, command: "git checkout 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567" }
  - { allow: shell, command: "curl -H 'Authorization: Bearer *' https://api.example.com/x" }
`,
);
