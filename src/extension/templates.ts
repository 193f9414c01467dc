/** A policy to start from. */
export interface Template {
  readonly id: string;
  /** What the agent is for. */
  readonly description: string;
  readonly text: string;
}

const SECRETS = `  - id: no-secrets
    deny: [file.read, file.write]
    path: ["**/.env*", "**/*.pem", "**/*.key", "~/.ssh/**", "~/.npmrc", "~/.netrc"]
    because: A deny holds for programs and pipes too, not only for the file tools.
`;

const SELF = `  - id: not-its-own-rules
    deny: file.write
    path: ["**/ambit.yaml", "**/*.ambit.yaml", ".ambit/**", ".vscode/**", ".claude/**"]
    because: An agent that may change what it may do may do everything.
`;

/** The policies that **Ambit: New Policy…** offers, from narrow to wide. */
export const TEMPLATES: readonly Template[] = [
  {
    id: "reader",
    description: "answers questions about the code, and changes nothing",
    text: policy("reader", "Answer questions about the code.", [
      `  - id: read-the-project
    allow: file.read
    path: "**"
`,
      SECRETS,
      `  - id: look-at-history
    allow: shell
    command: "git {status,log,diff,show} **"
    examples:
      match: ["git log --oneline"]
      no-match: ["git push", "git log; rm -rf ."]
`,
    ]),
  },
  {
    id: "coder",
    description: "fixes bugs: edits sources and tests, runs the checks",
    text: policy("coder", "Fix bugs and run the tests.", [
      `  - id: read-the-project
    allow: file.read
    path: "**"
`,
      SECRETS,
      `  - id: edit-sources
    allow: file.write
    path: ["src/**", "test/**", "docs/**"]
`,
      SELF,
      `  - id: run-the-checks
    allow: shell
    command: ["npm test", "npm run {lint,build}"]
    because: These run what the repository's scripts say; package.json is not the agent's to edit.
`,
      `  - id: look-at-history
    allow: shell
    command: "git {status,log,diff,show} **"
`,
      `  - id: commit
    ask: shell
    command: ["git add **", "git commit **"]
`,
    ]),
  },
  {
    id: "releaser",
    description: "writes release notes and opens the release, with a person's yes",
    text: policy("releaser", "Write the release notes and push the release branch.", [
      `  - id: read-the-project
    allow: file.read
    path: "**"
`,
      SECRETS,
      `  - id: write-the-notes
    allow: file.write
    path: [CHANGELOG.md, "docs/releases/**"]
`,
      `  - id: run-the-checks
    allow: shell
    command: ["npm test", "npm run build"]
`,
      `  - id: look-at-history
    allow: shell
    command: "git {status,log,diff,show} **"
`,
      `  - id: push-the-branch
    ask: shell
    command: "git push origin release/*"
    because: A person signs off each release.
`,
      `  - id: no-force
    deny: shell
    command: "git push --force"
    because: As a deny it finds \`-f\` and \`git -C . push --force\` too.
`,
    ]),
  },
  {
    id: "inbox",
    description: "sorts issues or mail that strangers write, and sends nothing by itself",
    text: policy("inbox", "Sort what comes in and draft answers.", [
      `  - id: read-the-guide
    allow: file.read
    path: "docs/**"
`,
      SECRETS,
      `  - id: draft-answers
    allow: file.write
    path: "drafts/**"
`,
      `  - id: nothing-leaves
    deny: [shell, web.fetch, web.search, agent.run]
    because: What comes in may hold instructions of strangers, and nothing that it asks for is to leave.
`,
    ]),
  },
];

function policy(id: string, purpose: string, rules: readonly string[]): string {
  return `# What the agent may do. What no rule grants is denied.
ambit: 1

agent:
  id: ${id}
  # Who answers for what it does: a person or a team.
  owner: you@example.com
  purpose: ${purpose}

rules:
${rules.join("\n")}`;
}
