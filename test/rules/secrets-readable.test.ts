import { expect, it } from "vitest";
import { secretsReadable } from "../../src/rules/secrets-readable.ts";
import { lintFile } from "../support/check-file.ts";
import { check, checkGrants } from "../support/check.ts";

check(
  secretsReadable,
  "the environment of the project, the keys of the person, any file by a command",
  `
rules:
  - allow: file.read
    path:
      - src/**
      - "**"
#       ^^^^ secrets-readable
      - ~/**
#       ^^^^ secrets-readable
  - allow: shell
    command: "cat **"
    files: any
#          ^^^ secrets-readable
`,
  [".env", "~/.ssh/id_ed25519", "cat .env"],
);

checkGrants(
  secretsReadable,
  {
    "**": ".env",
    "*": ".env",
    ".*": ".env",
    "**/.env*": ".env",
    ".env.{local,test}": ".env.local",
    "apps/*/.env": "apps/example/.env",
    "config/.env": "config/.env",
    "terraform.tfstate": "terraform.tfstate",
    "/**": ".env",
    "/etc/**": "/etc/shadow",
    "/proc/**": "/proc/self/environ",
    "~/.ssh/**": "~/.ssh/id_ed25519",
    "~/.aws/**": "~/.aws/credentials",
    "~/.config/**": "~/.config/gh/hosts.yml",
    "~/.npmrc": "~/.npmrc",
    "~/.kube/config": "~/.kube/config",
    "~/keys/*/id_rsa": "~/keys/example/id_rsa",
    // Sources, templates and what holds no secret.
    "src/**": undefined,
    "src/*.json": undefined,
    "*.tfstate": undefined,
    "**/*.ts": undefined,
    ".env.example": undefined,
    "**/.env.example": undefined,
    ".env.{sample,template}": undefined,
    ".github/**": undefined,
    ".npmrc": undefined,
    "~/.ssh/*.pub": undefined,
    "~/.ssh/known_hosts": undefined,
    "~/.config/git/**": undefined,
    "/usr/share/**": undefined,
    "/tmp/**": undefined,
  },
  (path) => `rules: [{ allow: file.read, path: "${path}" }]`,
);

checkGrants(
  secretsReadable,
  {
    "cat **": "cat .env",
    "{head,tail} **": "head .env",
    "grep **": "grep . .env",
    "jq . *": "jq . .env",
    "cat README.md": undefined,
    "cat src/*": undefined,
    "npm test": undefined,
    "git log **": undefined,
  },
  (command) => `rules: [{ allow: shell, command: "${command}", files: any }]`,
);

check(
  secretsReadable,
  "what a deny of secrets leaves",
  `
sets:
  secrets: { path: ["**/.env*", "~/.ssh/**"] }
rules:
  - { allow: file.read, path: ["**"] }
  - { allow: file.read, path: ["~/**"] }
#                              ^^^^^^ secrets-readable
  - { allow: shell, command: "cat **", files: any }
#                                             ^^^ secrets-readable
  - { deny: file.*, path: $secrets }
`,
  ["~/.aws/credentials", "cat ~/.aws/credentials"],
);

check(
  secretsReadable,
  "the files of a command are left to the rules about files",
  `
rules:
  - { allow: shell, command: "cat **" }
  - { allow: file.read, path: "src/**" }
  - { ask: file.read, path: .env }
  - { allow: file.write, path: .env }
`,
);

it("speaks of the entry in the words of the file", () => {
  const text = JSON.stringify({ permission: { bash: { "*": "ask", "cat *": "allow" } } });
  const [finding] = lintFile("opencode.json", text, [secretsReadable]).findings;
  expect(finding?.message).toMatch(/^`bash: cat \*` lets the agent read /);
});
