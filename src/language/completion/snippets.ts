import type { LineIndex } from "../../model/place.ts";
import { keysOf, nodeAt, textsOf } from "../rule-node.ts";
import { entryOf } from "../../policy/yaml/tree.ts";
import type { Offer } from "./offer.ts";
import type { Writing } from "./writing.ts";

/** Whole rules, one of each kind, where one begins; and whole steps of a scenario and cases of a test suite. */
export function ruleSnippets({ cursor, kind }: Writing, lines: LineIndex): readonly Offer[] {
  const { path, root, range, style, colon } = cursor;
  const { list, snippets } = LISTS[kind];
  const isItem = path.length === 2 && path[0] === list && typeof path[1] === "number";
  if (!isItem || style === "flow" || colon === "written" || keysOf(nodeAt(root, path)).length > 0)
    return [];
  const indent = " ".repeat(lines.position(range.start).column);
  const ids = new Set(rulesOf(root));
  return snippets.map(({ label, detail, body }, index) => ({
    label,
    detail,
    kind: "Snippet",
    rank: index,
    snippet: body
      .map((line) => line.replace(/(?<=^id: \$\{1:)[\w-]+/, (id) => freeName(id, ids)))
      .join(`\n${indent}`),
  }));
}

function rulesOf(root: Writing["cursor"]["root"]): readonly string[] {
  const rules = nodeAt(root, ["rules"]);
  return rules?.kind === "list"
    ? rules.items.flatMap((rule) => textsOf(entryOf(rule, "id")?.value))
    : [];
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${name}-${count}`;
  return free;
}

interface Snippet {
  readonly label: string;
  readonly detail: string;
  readonly body: readonly string[];
}

const RULES: readonly Snippet[] = [
  {
    label: "rule: read files",
    detail: "allow reading below a folder",
    body: [
      "id: ${1:read-sources}",
      "allow: file.read",
      'path: "${2:src/**}"',
      "because: ${3:It works on the sources.}",
    ],
  },
  {
    label: "rule: write files",
    detail: "allow changing files below a folder",
    body: [
      "id: ${1:edit-sources}",
      "allow: file.write",
      'path: "${2:src/**}"',
      "because: ${3:It changes the sources.}",
    ],
  },
  {
    label: "rule: run commands",
    detail: "allow commands, with examples",
    body: [
      "id: ${1:run-checks}",
      "allow: shell",
      "command:",
      '  - "${2:npm test}"',
      'examples: { match: ["${2:npm test}"], no-match: ["${3:npm publish}"] }',
    ],
  },
  {
    label: "rule: fetch from a host",
    detail: "allow requests to a host",
    body: [
      "id: ${1:fetch-docs}",
      "allow: web.fetch",
      "host: ${2:docs.example.com}",
      "method: ${3:GET}",
    ],
  },
  {
    label: "rule: ask before a tool",
    detail: "ask a person before a tool of an MCP server",
    body: [
      "id: ${1:ask-first}",
      'ask: "mcp:${2:*}/${3:create_*}"',
      "because: ${4:A person signs it off.}",
    ],
  },
  {
    label: "rule: keep secrets",
    detail: "deny reading and writing secrets",
    body: [
      "id: ${1:no-secrets}",
      "deny: [file.read, file.write]",
      'path: ["${2:**/.env*}", "${3:**/*.pem}", "${4:~/.ssh/**}"]',
    ],
  },
  {
    label: "rule: ask after untrusted data",
    detail: "ask once the session has read untrusted data",
    body: ["id: ${1:ask-after-untrusted}", "ask: shell", "when: { seen: ${2:untrusted} }"],
  },
];

const STEPS: readonly Snippet[] = [
  {
    label: "step: run a command",
    detail: "a command line, and what should become of it",
    body: ['call: { tool: shell, args: { command: "${1:npm test}" } }', "expect: ${2:allow}"],
  },
  {
    label: "step: read a file",
    detail: "a file, and what should become of it",
    body: ['call: { tool: file.read, args: { path: "${1:src/a.ts}" } }', "expect: ${2:allow}"],
  },
  {
    label: "step: call a tool",
    detail: "a tool of an MCP server",
    body: ['call: { tool: "mcp:${1:server}/${2:tool}", args: { $3 } }', "expect: ${4:ask}"],
  },
];

const CASES: readonly Snippet[] = [
  {
    label: "case: one call",
    detail: "a call, and what must become of it",
    body: [
      "name: ${1:publishes nothing}",
      'call: { tool: shell, args: { command: "${2:npm publish}" } }',
      "expect: ${3:deny}",
    ],
  },
  {
    label: "case: many calls",
    detail: "values of an argument; what is not listed must be denied",
    body: [
      "name: ${1:reads sources, not secrets}",
      "tool: file.read",
      'each: { path: ["${2:src/a.ts}", "${3:.env}"] }',
      'allow: [{ path: "${2:src/a.ts}" }]',
      "equivalents: true",
    ],
  },
  {
    label: "case: a session",
    detail: "calls in order, in one session",
    body: [
      "name: ${1:asks before it sends, once it has read}",
      "session:",
      '  - { call: { tool: "mcp:${2:mail}/${3:read_inbox}" }, expect: ${4:allow} }',
      '  - { call: { tool: "mcp:${2:mail}/${5:send}" }, expect: ${6:ask} }',
    ],
  },
];

const WAIVERS: readonly Snippet[] = [
  {
    label: "waiver",
    detail: "a finding that is known and accepted, until a day",
    body: [
      "rule: ${1:missing-owner}",
      "file: ${2:ambit.yaml}",
      "because: ${3:why it is accepted}",
      "owner: ${4:who answers for it}",
      "expires: ${5:2027-12-31}",
    ],
  },
];

const LISTS: Readonly<
  Record<Writing["kind"], { readonly list: string; readonly snippets: readonly Snippet[] }>
> = {
  policy: { list: "rules", snippets: RULES },
  scenario: { list: "steps", snippets: STEPS },
  test: { list: "cases", snippets: CASES },
  config: { list: "waivers", snippets: WAIVERS },
};
