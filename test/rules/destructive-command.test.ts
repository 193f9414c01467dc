import { destructiveCommand } from "../../src/rules/destructive-command.ts";
import { check, checkGrants } from "../support/check.ts";

checkGrants(
  destructiveCommand,
  {
    "git push **": "git push --force",
    "git push origin **": "git push origin +main",
    "git reset **": "git reset --hard",
    "terraform **": "terraform destroy -auto-approve",
    "kubectl delete deployment **": "kubectl delete deployment web",
    "psql production **": "psql production -c 'DROP SCHEMA public CASCADE'",
    "aws s3 **": "aws s3 rm s3://backups --recursive",
    "gh api **": "gh api -X DELETE /repos/acme/shop",
    "npm publish **": "npm publish",
    "kill **": "kill -9 1",
    "docker compose down **": "docker compose down -v",
    "git push --dry-run": undefined,
    "git status **": undefined,
    "terraform plan **": undefined,
    "kubectl get **": undefined,
    "gh pr view **": undefined,
    "psql --list": undefined,
    "npm pack --dry-run": undefined,
  },
  (command) => `rules: [{ allow: shell, command: "${command}" }]`,
);

check(
  destructiveCommand,
  "files are deleted within the rules about files, unless `files: any` lifts them",
  `
rules:
  - { allow: file.write, path: "src/**" }
  - { allow: shell, command: "rm **" }
  - { allow: shell, command: "shred *", files: any }
#                            ^^^^^^^^^ destructive-command
`,
  ["shred src"],
);

check(
  destructiveCommand,
  "each choice by itself, and a deny of the worst",
  `
rules:
  - { allow: shell, command: "git {status,push,log} **" }
#                            ^^^^^^^^^^^^^^^^^^^^^^^^^^ destructive-command
  - { deny: shell, command: "git push --force" }
`,
  ["git push origin +main"],
);
