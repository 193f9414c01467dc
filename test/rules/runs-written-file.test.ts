import { runsWrittenFile } from "../../src/rules/runs-written-file.ts";
import { check } from "../support/check.ts";

check(
  runsWrittenFile,
  "scripts and definitions of tasks",
  `
rules:
  - allow: shell
    command:
      - npm test
#       ^^^^^^^^ runs-written-file
      - bash scripts/*.sh **
#       ^^^^^^^^^^^^^^^^^^^^ runs-written-file
      - make lint
      - python tools/report.py
#       ^^^^^^^^^^^^^^^^^^^^^^ runs-written-file
  - { allow: file.write, path: [package.json, "scripts/**", "tools/*.py"] }
`,
  ["npm test", "bash scripts/example.sh", "python tools/report.py"],
);

check(
  runsWrittenFile,
  "what it may not write, or writes by a grant of everything",
  `
rules:
  - { allow: shell, command: ["npm test", "bash scripts/build.sh", "python -m pytest", "npm --version"] }
  - { allow: file.write, path: ["**", "src/**"] }
`,
);

check(
  runsWrittenFile,
  "each grant alone, and a deny between them",
  `
rules:
  - { allow: shell, command: ["make build", "node tools/a.js"] }
  - { allow: file.write, path: ["tools/**", Makefile] }
  - { deny: file.write, path: ["tools/*.js", Makefile] }
`,
);
