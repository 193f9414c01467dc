import { programByArgument } from "../../src/rules/program-by-argument.ts";
import { checkFile } from "../support/check-file.ts";
import { check, checkGrants } from "../support/check.ts";

checkGrants(
  programByArgument,
  {
    "git **": "git -c 'alias.x=!git push --force' x",
    "git -c * **": "git -c 'alias.x=!git push --force' x",
    "git rebase **": "git rebase --exec 'git push --force' main",
    "find **": "find . -exec git push --force ';'",
    "find . -type f **": "find . -type f -exec git push --force ';'",
    "xargs **": "xargs git push --force",
    "env **": "env git push --force",
    "tar -xf **": "tar -xf archive.tar '--to-command=git push --force'",
    "sed **": "sed '1e git push --force' /dev/null",
    "man **": "man -P 'git push --force' ls",
    "vim -R **": "vim -R -c '!git push --force' -c q",
    "poetry run **": "poetry run git push --force",
    "make **": "make '--eval=x:;git push --force' x",
    "timeout 60 **": "timeout 60 git push --force",
    "git status **": undefined,
    "git log **": undefined,
    "find . -name *": undefined,
    "xargs ls": undefined,
    env: undefined,
    "tar -tf *": undefined,
    "sed -n 1,20p *": undefined,
    "timeout 60 npm test": undefined,
    "make build": undefined,
    "rg **": undefined,
    "ls **": undefined,
  },
  (command) => `rules: [{ allow: shell, command: "${command}" }]`,
);

check(
  programByArgument,
  "a deny of what is shown leaves another way",
  `
rules:
  - { allow: shell, command: "git **" }
#                            ^^^^^^^^ program-by-argument
  - { deny: shell, command: "git -c" }
`,
  ["git rebase --exec 'git push --force' main"],
);

checkFile(
  programByArgument,
  "a wrapper that Claude Code takes off before it compares",
  ".claude/settings.json",
  JSON.stringify({ permissions: { allow: ["Bash(timeout:*)", "Bash(nice:*)"] } }),
  0,
);
