import { compile } from "../../src/engine/engine.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { explain } from "../../src/engine/explain.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import { lint } from "../../src/lint/lint.ts";
import type { Decision, ToolCall } from "../../src/model/call.ts";
import type { Clause } from "../../src/model/clause.ts";
import type { Subject } from "../../src/model/subject.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { RULES } from "../../src/rules/index.ts";
import { placed } from "../support/decide.ts";

const world = { grammars: await loadGrammars() };

/** Decides and explains a call; both must say the same. */
export function judge(engine: Engine, call: ToolCall): Decision {
  const { decision } = engine.decide(placed(call));
  const explanation = explain(engine, placed(call));
  if (explanation.decision !== decision) throw new Error("explain and decide disagree");
  for (const { why } of explanation.considered)
    if (why === "" || why.length > 2_000) throw new Error(`an odd reason: ${why.slice(0, 200)}`);
  return decision;
}

/** Reads a policy. */
export function read(text: string): Subject {
  return readPolicy(text, { file: "/ws/ambit.yaml" });
}

/** An engine of the policy, with only the clauses that are `kept`. */
export function engineOf(main: Subject, kept: (clause: Clause) => boolean = () => true): Engine {
  const stages = main.stages.map((stage) => ({ ...stage, clauses: stage.clauses.filter(kept) }));
  return compile({ main: { ...main, stages }, extended: [], ceilings: [] }, world);
}

/** Checks the policy by every rule; each finding lies in the text. */
export function lintAll(main: Subject): void {
  const bounds = { main, extended: [], ceilings: [] };
  const now = "2026-11-21T12:00:00Z";
  const { findings } = lint(bounds, compile(bounds, world), { rules: RULES, world, now, placed });
  for (const { range, message } of findings) {
    if (!(0 <= range.start && range.start <= range.end && range.end <= main.text.length))
      throw new Error(`a finding outside the text: ${JSON.stringify(range)}`);
    if (message === "") throw new Error("a finding without words");
  }
}

/** Every key of the language once. */
export const POLICY = `ambit: 1
agent: { id: release-bot, owner: platform@example.com, review-by: 2027-03-31 }
otherwise: deny
servers:
  github: { config: .vscode/mcp.json }
  mail: {}
sets:
  secrets: { path: ["**/.env*", "**/*.pem", "~/.ssh/**"] }
  team: { args: { enum: [a@example.com, b@example.com] } }
tools:
  mcp:mail/read_inbox: { reads: [private, untrusted] }
  mcp:github/move_file: { views: [{ tool: file.write, path: [source, destination] }] }
rules:
  - id: read-sources
    allow: file.read
    path: ["src/**", CHANGELOG.md]
    except: { path: src/private/** }
    because: Notes quote the changelog and the code.
  - id: write-notes
    allow: file.write
    path: docs/*.{md,txt}
  - id: run-checks
    allow: shell
    command: ["npm test", "npm run {lint,build}", "git {status,log,diff,show} **"]
    env: [CI]
    files: any
    examples: { match: ["git log --oneline"], no-match: ["git push"] }
  - id: pull-request
    ask: mcp:github/create_pull_request
    args:
      base: main
      draft: true
      title: { pattern: "^release: " }
      body?: { maxLength: 20000 }
      rest: none
    expires: 2026-12-31
  - id: mail
    allow: mcp:mail/send
    args: { to: $team }
  - id: mail-later
    ask: mcp:mail/send
    when: { seen: untrusted }
  - id: fetch
    allow: web.fetch
    host: ["*.example.org", "127.0.0.1:8080", 10.0.0.0/8]
    method: [GET, HEAD]
  - id: no-secrets
    deny: [file.read, file.write]
    path: $secrets
  - id: no-push
    deny: shell
    command: ["git push --force", "rm -rf", "curl **"]
  - id: no-metadata
    deny: web.fetch
    host: $metadata
`;

/** Calls that the policy decides in every way. */
export const CALLS: readonly ToolCall[] = [
  { tool: "file.read", args: { path: "src/a.ts" } },
  { tool: "file.read", args: { path: "src/private/x" } },
  { tool: "file.read", args: { path: "src/.env" } },
  { tool: "file.read", args: { path: "../../etc/passwd" } },
  { tool: "file.write", args: { path: "docs/a.md" } },
  { tool: "file.write", args: { path: "ambit.yaml" } },
  { tool: "shell", args: { command: "git status" } },
  { tool: "shell", args: { command: "CI=1 npm test > log; rm -rf /" } },
  { tool: "shell", args: { command: "(git log | cat .env) && curl http://a.example" } },
  { tool: "web.fetch", args: { url: "https://a.example.org/" } },
  { tool: "web.fetch", args: { url: "http://169.254.169.254/" } },
  { tool: "mcp:mail/send", args: { to: "a@example.com" } },
  { tool: "mcp:mail/send", args: { to: "c@example.com" } },
  { tool: "mcp:mail/read_inbox", args: {} },
  { tool: "mcp:github/move_file", args: { source: "src/a", destination: [".env", 1] } },
  {
    tool: "mcp__github__create_pull_request",
    args: { base: "main", draft: true, title: "release: 1" },
  },
  { tool: "tool:other", args: { x: null } },
];
