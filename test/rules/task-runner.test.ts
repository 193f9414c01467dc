import { taskRunner } from "../../src/rules/task-runner.ts";
import { check, checkGrants } from "../support/check.ts";

const WRITES = `"{package.json,Makefile,justfile,build.gradle,pyproject.toml}"`;

checkGrants(
  taskRunner,
  {
    "npm run *": "npm run new-script",
    "npm run **": "npm run new-script",
    "pnpm -r run **": "pnpm -r run new-script",
    "yarn run *": "yarn run new-script",
    "make *": "make new-target",
    "make -C packages/web **": "make -C packages/web new-target",
    "just **": "just new-recipe",
    "./gradlew **": "./gradlew newTask",
    "poe *": "poe new-task",
    "npm run {lint,build}": undefined,
    "npm test **": undefined,
    "make test": undefined,
    // Its tasks stand in a file that nobody lets it write.
    "task **": undefined,
  },
  (command) =>
    `rules: [{ allow: shell, command: "${command}" }, { allow: file.write, path: ${WRITES} }]`,
);

check(
  taskRunner,
  "only what it may write, or what a deny leaves of that",
  `
rules:
  - { allow: shell, command: ["npm run *", "make *"] }
  - { allow: file.write, path: ["src/**", "*.json"] }
  - { deny: file.write, path: package.json }
`,
);
