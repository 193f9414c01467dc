/** Policies of any size, as text. */

/** The head of every policy. */
const HEAD = [
  "ambit: 1",
  "agent: { id: bench, owner: platform@example.com, purpose: To be measured., on-behalf-of: developer }",
  "otherwise: deny",
];

/**
 * The work of the comparison with other engines: a rule for each tool of a server, which allows amounts up
 * to a limit; each tenth denies a text.
 *
 * @param {number} count
 */
export function toolPolicy(count) {
  const rules = times(count, (i) =>
    i % 10 === 9
      ? `  - { deny: "mcp:S/t${i}", args: { cmd: { pattern: "rm -rf" } } }`
      : `  - { allow: "mcp:S/t${i}", args: { amount: { maximum: ${499 + i} } } }`,
  );
  return text([...HEAD, "rules:", ...rules]);
}

/**
 * Rules about the paths of one tool; each tenth denies.
 *
 * @param {number} count
 */
export function pathPolicy(count) {
  const rules = times(count, (i) =>
    i % 10 === 9
      ? `  - { deny: file.read, path: "packages/p${i}/private/**" }`
      : `  - { allow: file.read, path: ["packages/p${i}/src/**", "packages/p${i}/*.json"] }`,
  );
  return text([...HEAD, "rules:", ...rules]);
}

/**
 * Rules about programs; each tenth denies an option, and one lets redirections write.
 *
 * @param {number} count
 */
export function shellPolicy(count) {
  const rules = times(count - 2, (i) =>
    i % 10 === 9
      ? `  - { deny: shell, command: "tool${i} --force" }`
      : `  - { allow: shell, command: ["tool${i} run **", "tool${i} {list,show} *"] }`,
  );
  const files = [
    '  - { allow: file.write, path: "out/**" }',
    '  - { allow: file.read, path: "src/**" }',
  ];
  return text([...HEAD, "rules:", ...files, ...rules]);
}

/**
 * A policy as people write it: all kinds of rules, with reasons, sets, exceptions and examples.
 *
 * @param {number} count
 */
export function mixedPolicy(count) {
  const top = [
    "servers:",
    "  github: { config: .vscode/mcp.json }",
    "  mail: { config: .vscode/mcp.json }",
    "sets:",
    '  secrets: { path: ["**/.env*", "**/*.pem", "~/.ssh/**"] }',
    "  team: { args: { enum: [ada@example.com, bob@example.com] } }",
    "tools:",
    "  mcp:mail/read_inbox: { reads: [private, untrusted] }",
    "rules:",
  ];
  return text([...HEAD, ...top, ...times(count, mixedRule)]);
}

/** @param {number} i */
function mixedRule(i) {
  const lines = KINDS[i % KINDS.length]?.(i) ?? [];
  return [`  - id: rule-${i}`, ...lines.map((line) => `    ${line}`), ""].join("\n");
}

/** @type {readonly ((i: number) => string[])[]} */
const KINDS = [
  (i) => [
    "allow: file.read",
    `path: ["packages/p${i}/src/**", packages/p${i}/README.md]`,
    "because: Notes quote the sources of the package.",
  ],
  (i) => [
    "allow: shell",
    "command:",
    `  - "npm run {lint,build} -w p${i}"`,
    `  - "git -C packages/p${i} log **"`,
    `examples: { match: ["npm run lint -w p${i}"], no-match: ["npm publish"] }`,
  ],
  (i) => [
    "ask: mcp:github/create_pull_request",
    "args:",
    `  base: release-${i}`,
    "  draft: true",
    '  title: { pattern: "^release: " }',
    "  body?: { maxLength: 20000 }",
    "  rest: none",
    "because: A person signs off each release.",
    "expires: 2030-12-31",
  ],
  (i) => [
    "deny: [file.read, file.write]",
    i % 3 === 0 ? "path: $secrets" : `path: "packages/p${i}/keys/**"`,
  ],
  (i) => [
    "allow: web.fetch",
    `host: ["docs${i}.example.com", "*.cdn${i}.example.org"]`,
    "method: [GET, HEAD]",
  ],
  (i) => [
    "allow: file.write",
    `path: packages/p${i}/dist/**`,
    `except: { path: packages/p${i}/dist/keep/** }`,
    "because: The build writes there.",
  ],
  (i) => ["allow: mcp:mail/send", `args: { to: $team, subject: { maxLength: ${60 + (i % 40)} } }`],
  (i) => [
    "ask: mcp:mail/send",
    "when: { seen: untrusted }",
    `args: { subject: { minLength: ${1 + (i % 9)} } }`,
  ],
  (i) => [
    "deny: shell",
    `command: ["rm -rf packages/p${i}", "git push --force"]`,
    "because: Nothing of it comes back.",
  ],
  (i) => ["allow: tool:lookup", `args: { table: table-${i}, limit: { maximum: 100 } }`],
];

/**
 * @param {number} count
 * @param {(i: number) => string} make
 */
function times(count, make) {
  return Array.from({ length: count }, (_, i) => make(i));
}

/** @param {readonly string[]} lines */
function text(lines) {
  return `${lines.join("\n")}\n`;
}
