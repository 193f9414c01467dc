import { selfPolicyWritable } from "../../src/rules/self-policy-writable.ts";
import { checkFile } from "../support/check-file.ts";
import { check, checkGrants } from "../support/check.ts";

check(
  selfPolicyWritable,
  "its policy, and the pipeline, at the pattern",
  `
rules:
  - allow: file.write
    path: ["**", "ambit.yaml", ".github/**"]
#                ^^^^^^^^^^^^ self-policy-writable
#                              ^^^^^^^^^^^^ self-policy-writable
  - allow: shell
    command: "tee **"
    files: any
#          ^^^ self-policy-writable
`,
  ["ambit.yaml", ".github/workflows/ci.yml", "tee ambit.yaml"],
);

checkGrants(
  selfPolicyWritable,
  {
    "ambit.yaml": "ambit.yaml",
    "*.ambit.yaml": "agents.ambit.yaml",
    "policies/*.ambit.yaml": "policies/example.ambit.yaml",
    ".ambit/**": ".ambit/config.yaml",
    ".claude/settings.json": ".claude/settings.json",
    ".claude/**": ".claude/settings.json",
    "packages/web/.claude/settings.local.json": "packages/web/.claude/settings.local.json",
    "~/.claude/settings.json": "~/.claude/settings.json",
    ".mcp.json": ".mcp.json",
    ".codex/config.toml": ".codex/config.toml",
    ".vscode/tasks.json": ".vscode/tasks.json",
    ".vscode/*": ".vscode/mcp.json",
    ".git/hooks/*": ".git/hooks/pre-commit",
    ".git/**": ".git/hooks/pre-commit",
    "~/.gitconfig": "~/.gitconfig",
    ".husky/pre-commit": ".husky/pre-commit",
    ".github/workflows/release.yml": ".github/workflows/release.yml",
    ".gitlab-ci.yml": ".gitlab-ci.yml",
    Jenkinsfile: "Jenkinsfile",
    ".devcontainer/**": ".devcontainer/devcontainer.json",
    "AGENTS.md": "AGENTS.md",
    "docs/CLAUDE.md": "docs/CLAUDE.md",
    // No wildcard reaches them, and not everything beside them bounds or runs.
    "**": undefined,
    "/**": undefined,
    "**/*.yaml": undefined,
    "**/*.json": undefined,
    "src/**": undefined,
    ".github/ISSUE_TEMPLATE/**": undefined,
    ".github/dependabot.yml": undefined,
    ".vscode/extensions.json": undefined,
    ".claude/plans/notes.md": undefined,
    ".gitignore": undefined,
    "README.md": undefined,
  },
  (path) => `rules: [{ allow: file.write, path: "${path}" }]`,
);

checkGrants(
  selfPolicyWritable,
  {
    "tee **": "tee ambit.yaml",
    "cp **": "cp draft.txt ambit.yaml",
    "sed -i **": "sed -i s/deny/allow/ ambit.yaml",
    "cp * .vscode/tasks.json": "cp draft.txt .vscode/tasks.json",
    "tee out/*": undefined,
    "cat **": undefined,
    "npm run build": undefined,
  },
  (command) => `rules: [{ allow: shell, command: "${command}", files: any }]`,
);

check(
  selfPolicyWritable,
  "denied, asked for, or only read",
  `
rules:
  - { allow: file.write, path: ["ambit.yaml", ".github/workflows/**"] }
#                                             ^^^^^^^^^^^^^^^^^^^^^^ self-policy-writable
  - { deny: file.write, path: ["**/ambit.yaml"] }
  - { ask: file.write, path: ".github/workflows/ci.yml" }
  - { allow: file.read, path: [".mcp.json"] }
  - { allow: shell, command: "tee **" }
`,
  [".github/workflows/example"],
);

checkFile(
  selfPolicyWritable,
  "a folder of opencode in which nothing is read",
  "opencode.json",
  JSON.stringify({ permission: { edit: { "*": "ask", ".opencode/notes/*": "allow" } } }),
  0,
);

checkFile(
  selfPolicyWritable,
  "its plugins",
  "opencode.json",
  JSON.stringify({ permission: { edit: { "*": "ask", ".opencode/plugins/*": "allow" } } }),
  1,
);
