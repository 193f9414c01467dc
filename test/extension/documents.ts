/** Documents that several tests use. */
export const HEAD = `ambit: 1

agent: { id: tester, owner: tests@example.com, purpose: Hold the editor to its word. }

rules:
`;

export const GOOD = `${HEAD}  - id: read-sources
    allow: file.read
    path: "src/**"
    because: Notes quote the code.

  - id: no-secrets
    deny: file.read
    path: "**/.env"
`;

export const MISSPELT = GOOD.replace('path: "src/**"', 'paht: "src/**"');

export const WIDE = `${HEAD}  - id: run
    allow: shell
    command: "node **"
`;

export const SCENARIO = `ambit-scenario: 1
name: Reads and secrets
policy: ./reader.ambit.yaml
steps:
  - call: { tool: file.read, args: { path: src/a.ts } }
    expect: allow
  - call: { tool: file.read, args: { path: src/.env } }
    expect: allow
  - call: { tool: web.search, args: { query: weather } }
`;
