import { codeLoadingEnv } from "../../src/rules/code-loading-env.ts";
import { check } from "../support/check.ts";

check(
  codeLoadingEnv,
  "variables that load code, at their own item",
  `
rules:
  - allow: shell
    command: npm test
    env:
      - CI
      - LD_PRELOAD
#       ^^^^^^^^^^ code-loading-env
      - NODE_OPTIONS
#       ^^^^^^^^^^^^ code-loading-env
`,
  ["LD_PRELOAD=./evil npm test", "NODE_OPTIONS=./evil npm test"],
);

check(
  codeLoadingEnv,
  "harmless ones, an ask, and a deny",
  `
rules:
  - { allow: shell, command: npm test, env: [CI, NODE_ENV, TZ, FORCE_COLOR] }
  - { ask: shell, command: npm start, env: [PATH] }
  - { allow: shell, command: make test, env: [LD_PRELOAD] }
  - { deny: shell, env: [LD_PRELOAD], command: make }
`,
);
