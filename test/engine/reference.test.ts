import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Decision, Session, ToolCall } from "../../src/model/call.ts";
import type { Json, JsonObject } from "../../src/model/json.ts";
import type { Policy } from "./reference-document.ts";
import { referenceDecide } from "./reference.ts";
import {
  plain,
  print,
  type Node,
  type Redirect,
  type Simple,
  type TreeWord,
  type Wrapped,
} from "./shell-tree.ts";
import { worldOf, type World } from "./world.ts";

/** Expectations written by hand from the document and from the rows of the pitfalls that it settles. */

const RELEASE_BOT = `
ambit: 1
agent: { id: release-bot }
sets:
  secrets: { path: ["**/.env*", "**/*.pem", "~/.ssh/**"] }
rules:
  - { id: read-sources, allow: file.read, path: ["src/**", CHANGELOG.md] }
  - id: run-checks
    allow: shell
    command: ["npm test", "npm run {lint,build}", "git {status,log,diff,show} **"]
  - id: open-pull-request
    ask: mcp:hub/create_pull_request
    args: { base: main, draft: true, title: { pattern: "^release: " }, body?: { maxLength: 10 }, rest: none }
    expires: 2026-12-31
  - { id: no-secrets, deny: [file.read, file.write], path: $secrets }
`;

const PULL = { base: "main", draft: true, title: "release: 1.4" };

describe("the release bot of section 1", () => {
  const cases: readonly (readonly [string, Decision, Partial<ToolCall>])[] = [
    ["a source", "allow", file("src/a.ts")],
    ["the folder itself", "allow", file("src")],
    ["a name of its own", "allow", file("./CHANGELOG.md")],
    ["another file", "deny", file("README.md")],
    ["out of the folder", "deny", file("src/../README.md")],
    ["a secret in it", "deny", file("src/.env.local")],
    ["a secret in other case", "deny", file("src/.ENV")],
    ["a write", "deny", file("src/a.ts", "file.write")],
    ["a path that is no text", "deny", { tool: "file.read", args: { path: 5 } }],
    ["no path", "deny", { tool: "file.read", args: { file_path: "src/a.ts" } }],
    ["the agent itself", "allow", { ...file("src/a.ts"), agent: "release-bot" }],
    ["another agent", "deny", { ...file("src/a.ts"), agent: "other" }],
    ["a pull request", "ask", pull(PULL)],
    ["one with a short body", "ask", pull({ ...PULL, body: "short" })],
    ["one with a long body", "deny", pull({ ...PULL, body: "longer than ten" })],
    ["one to another branch", "deny", pull({ ...PULL, base: "dev" })],
    ["one without draft", "deny", pull({ base: "main", title: "release: 1" })],
    ["a text for a truth", "deny", pull({ ...PULL, draft: "true" })],
    ["a list for a text", "deny", pull({ ...PULL, title: ["release: 1"] })],
    ["another argument", "deny", pull({ ...PULL, head: "x" })],
    ["the last second of its date", "ask", { ...pull(PULL), now: "2026-12-31T23:59:59Z" }],
    ["past its date", "deny", { ...pull(PULL), now: "2027-01-01T00:00:00Z" }],
    ["an unknown tool", "deny", { tool: "Bash", args: { command: "npm test" } }],
  ];
  test.each(cases)("%s: %s", (_, decision, call) => {
    expect(referenceDecide(policy(RELEASE_BOT), { call: callOf(call) })).toBe(decision);
  });

  const lines: readonly (readonly [Decision, Node])[] = [
    ["allow", run("npm test")],
    ["allow", run("npm run lint")],
    ["deny", run("npm run deploy")],
    ["deny", run("npm test --watch")],
    ["allow", run("git log --oneline")],
    ["allow", run("git status")],
    ["deny", run("git push")],
    ["deny", sequence(run("git log"), run("rm -rf ."))],
    ["allow", sequence(run("git log"), run("echo done"))],
    ["deny", { ...run("npm test"), redirects: [into("out.txt")] }],
    ["allow", { ...run("npm test"), redirects: [into("/dev/null"), { operator: "2>&1" }] }],
    ["deny", { ...run("npm test"), assigns: [{ name: "PATH", value: plain("/tmp") }] }],
    [
      "deny",
      sequence({ ...run(""), assigns: [{ name: "PATH", value: plain("/tmp") }] }, run("npm test")),
    ],
    ["allow", run("cat src/a.ts")],
    ["deny", run("cat src/.env")],
    ["deny", and(run("cd w"), run("npm test"))],
    ["deny", wrapped("sudo", "view", run("npm test"))],
    ["allow", wrapped("timeout 5", "transparent", run("npm test"))],
    ["deny", wrapped("timeout 5", "transparent", run("git push"))],
    ["allow", script(and(run("npm test"), run("npm run lint")))],
    ["deny", script(sequence(run("npm test"), run("git push")))],
  ];
  test.each(lines.map(([decision, tree]) => [print(tree), decision, tree] as const))(
    "%s: %s",
    (_, decision, tree) => {
      const granted =
        decision === "allow" && print(tree).startsWith("cat")
          ? `${RELEASE_BOT}  - { allow: shell, command: "cat **" }\n`
          : RELEASE_BOT;
      expect(shell(granted, tree)).toBe(decision);
    },
  );
});

describe("commands", () => {
  const unknown: TreeWord = [{ kind: "variable", name: "X", quoted: false }];
  const quoted: TreeWord = [{ kind: "variable", name: "X", quoted: true }];
  const every = "[file.read, file.write], path: /**";
  const open = rules(
    `allow: shell, command: "**"`,
    `allow: ${every}`,
    `deny: shell, command: ["rm -rf **", "mytool push"]`,
    `deny: file.read, path: "**/.env"`,
  );
  const lines: readonly (readonly [string, string, Decision, Node])[] = [
    ["27", open, "deny", { ...run("x"), words: [unknown, plain("y")] }],
    ["28", open, "deny", run("mytool -C . push")],
    ["29", open, "deny", run("mytool push origin")],
    ["30", open, "deny", run("rm -r -f x")],
    ["30", open, "deny", run("rm -fvr x")],
    ["31", open, "deny", wrapped("sudo", "view", run("rm -rf x"))],
    ["31", open, "deny", wrapped("sudo --what", "hidden", run("true"))],
    ["38", open, "deny", run("MyTool.exe push")],
    ["50", open, "ask", run("grep -r KEY src")],
    ["50", open, "deny", run("cp -r src /tmp/x")],
    ["55", open, "deny", run("tool --env-file=.env")],
    [
      "39",
      rules(`allow: shell, command: "mytool *"`),
      "allow",
      { ...run(""), words: [plain("mytool"), quoted] },
    ],
    [
      "39",
      rules(`allow: shell, command: "mytool *"`),
      "deny",
      { ...run(""), words: [plain("mytool"), unknown] },
    ],
    [
      "39",
      rules(`allow: shell, command: "mytool **"`),
      "allow",
      { ...run(""), words: [plain("mytool"), unknown] },
    ],
    [
      "20",
      rules(`allow: file.read, path: "src/**"`, `allow: shell, command: "cat **"`),
      "deny",
      run("cat /tmp/a"),
    ],
    ["8.2", rules(`allow: shell, command: "cat **", files: any`), "allow", run("cat /tmp/a")],
    [
      "8.2",
      rules(`allow: shell, command: "cat **", files: any`, `deny: file.read, path: "/tmp/**"`),
      "deny",
      run("cat /tmp/a"),
    ],
    ["free", rules(`allow: shell, command: "npm test"`), "allow", run("echo a")],
    ["free", rules(`deny: shell, command: "echo"`), "deny", run("echo a")],
    [
      "1",
      rules(`ask: shell, command: "git push **"`),
      "deny",
      wrapped("sudo", "view", run("git push")),
    ],
    ["2", rules(`ask: shell, command: $nope`), "deny", run("rm x")],
    [
      "13",
      rules(`allow: shell, command: "git **", except: { command: "git push **" }`),
      "deny",
      run("git -C . push"),
    ],
    [
      "41",
      `${open}  - { deny: shell, env: [A] }\n`,
      "deny",
      { ...run("npm"), assigns: [{ name: "A", value: plain("1") }] },
    ],
    ["41", `${open}  - { deny: shell, env: [A] }\n`, "allow", run("npm")],
    [
      "23",
      rules(`allow: file.read, path: "lib/**"`, `allow: shell, command: ["cat **", "cd **"]`),
      "deny",
      sequence(run("cd lib"), run("cat a")),
    ],
    [
      "cd",
      rules(`allow: file.read, path: "lib/**"`, `allow: shell, command: "cat **"`),
      "allow",
      and(run("cd lib"), run("cat a")),
    ],
    ["otherwise", `otherwise: ask\n${rules(`deny: shell, command: "rm"`)}`, "ask", run("mytool")],
    ["error", `otherwise: ask\n${rules(`allow: shell, command: []`)}`, "deny", run("mytool")],
  ];
  test.each(
    lines.map(([row, text, decision, tree]) => [row, print(tree), decision, text, tree] as const),
  )("row %s, %s: %s", (_row, _line, decision, text, tree) => {
    expect(shell(text, tree)).toBe(decision);
  });
});

describe("files, hosts, arguments, sessions", () => {
  const files = `allow: [file.read, file.write], path: "/**"`;
  const disk = worldOf({ links: { "/ws/link": "/etc/x" }, files: ["/ws/src/a"], blind: false });
  const fetch = (url: string): Partial<ToolCall> => ({ tool: "web.fetch", args: { url } });
  const send = (x: Json, session: Session | undefined): Partial<ToolCall> => ({
    tool: "mcp:mail/send",
    args: { x },
    ...(session ? { session } : {}),
  });
  const cases: readonly (readonly [string, string, Decision, Partial<ToolCall>, World?])[] = [
    ["3", rules(`${files}, exept: { path: .env }`), "deny", file("src/a")],
    ["7", rules(`allow: file.read`), "deny", file("src/a")],
    ["15", rules(files, `deny: file.read, path: []`), "deny", file("src/a")],
    ["43", rules(files), "deny", file(".git/config", "file.write")],
    [
      "43",
      rules(files, `allow: file.write, path: ".git/**"`),
      "allow",
      file(".git/config", "file.write"),
    ],
    ["43", rules(files), "allow", file(".git/config")],
    ["44", rules(`allow: file.read, path: "**"`), "allow", file("link/../y")],
    ["44", rules(`allow: file.read, path: "**"`), "deny", file("link/../y"), disk],
    ["46", rules(files, `deny: file.read, path: "**/.env"`), "deny", file("../api/.env")],
    ["47", rules(files, `deny: file.read, path: "**/.env"`), "deny", file(".env.::$DATA")],
    ["48", rules(files, `deny: file.read, path: secrets`), "deny", file("secrets/key")],
    ["49", rules(`allow: file.read, path: ["**", "!**/.env"]`), "deny", file("a")],
    ["56", rules(`allow: file.read, path: "**"`), "deny", file("~/.ssh/id")],
    ["57", rules(files), "deny", file("vscode-userdata:/x")],
    ["57", rules(files), "deny", file("a\0")],
    ["57", rules(`allow: file.read, path: "src/**"`), "allow", file("file:///ws/src/a")],
    [
      "58",
      rules(`allow: mcp:mail/send, args: { x: { pattern: "@e$" } }`),
      "deny",
      send(["a@e"], undefined),
    ],
    [
      "59",
      rules(`allow: mcp:mail/send, args: { x: { not: { pattern: "e" } } }`),
      "deny",
      send(["e"], undefined),
    ],
    [
      "60",
      rules(`allow: "mcp:mail/*"`, `deny: "mcp:mail/*", args: { x: $nope }`),
      "deny",
      send("a", undefined),
    ],
    [
      "64",
      rules(`allow: "mcp:mail/*", args: { x: { pattern: "e$" } }`),
      "allow",
      send("evil, e", undefined),
    ],
    [
      "68",
      rules(`allow: web.fetch, host: "*"`, `deny: web.fetch, host: evil.com`),
      "deny",
      fetch("https://a.evil.com./"),
    ],
    ["69", rules(`allow: web.fetch, host: localhost`), "deny", fetch("http://localhost:2375/")],
    ["69", rules(`allow: web.fetch, host: localhost`), "allow", fetch("http://localhost/")],
    ["69", rules(`allow: web.fetch, host: a.example`), "deny", fetch("http://a.example/")],
    ["70", rules(`allow: web.fetch, host: "*"`), "deny", fetch("file:///etc/passwd")],
    [
      "71",
      rules(`allow: web.fetch, host: "*"`, `deny: web.fetch, host: 169.254.169.254`),
      "deny",
      fetch("https://[::ffff:169.254.169.254]/"),
    ],
    ["73", rules(`allow: web.fetch, host: "*.b.example"`), "deny", fetch("https://.b.example/")],
    ["73", rules(`allow: web.fetch, host: "*.b.example"`), "allow", fetch("https://x.b.example/")],
    ["77", rules(`allow: "mcp:*/*"`), "deny", { tool: "mcp__a__b__c", args: {} }],
    [
      "77",
      `servers: { a: {} }\n${rules(`allow: "mcp:*/*"`)}`,
      "allow",
      { tool: "mcp__a__b__c", args: {} },
    ],
    [
      "78",
      `servers: { a: {} }\n${rules(`allow: "mcp:*/*"`)}`,
      "deny",
      { tool: "mcp:b/c", args: {} },
    ],
    [
      "79",
      `tools: { "mcp:fs/w": { views: [{ tool: file.write, path: p }] } }\n${rules(`allow: "mcp:fs/*"`, `deny: file.write, path: "**/.env"`)}`,
      "deny",
      { tool: "mcp:fs/w", args: { p: ["a", ".env"] } },
    ],
    [
      "83",
      rules(`allow: "mcp:mail/*"`, `ask: "mcp:mail/*", when: { seen: untrusted }`),
      "ask",
      send("a", undefined),
    ],
    [
      "83",
      rules(`allow: "mcp:mail/*"`, `ask: "mcp:mail/*", when: { seen: untrusted }`),
      "allow",
      send("a", { seen: [] }),
    ],
    ["91", rules(files, `deny: file.delete`), "deny", file("src/a")],
    ["11", rules(files, `ask: file.read, expires: soon`), "deny", file("src/a")],
  ];
  test.each(
    cases.map(
      ([row, text, ...rest]) => [row, text.trim().split("\n").at(-1), text, ...rest] as const,
    ),
  )("row %s, %s", (_row, _rule, text, decision, call, world) => {
    expect(referenceDecide(policy(text), { call: callOf(call) }, world)).toBe(decision);
  });
});

function policy(text: string): Policy {
  const document = parse(text) as JsonObject;
  return {
    main: "ambit.yaml",
    documents: new Map([["ambit.yaml", { ambit: 1, agent: { id: "release-bot" }, ...document }]]),
  };
}

function rules(...lines: readonly string[]): string {
  return `rules:\n${lines.map((line) => `  - { ${line} }\n`).join("")}`;
}

function callOf(call: Partial<ToolCall>): ToolCall {
  return {
    tool: "shell",
    args: {},
    context: { workspace: "/ws", home: "/home/u", cwd: "/ws", dialect: "bash" },
    now: "2026-06-01T00:00:00Z",
    ...call,
  };
}

function shell(text: string, tree: Node): Decision {
  return referenceDecide(policy(text), { call: callOf({ args: { command: print(tree) } }), tree });
}

function file(path: string, tool = "file.read"): { tool: string; args: JsonObject } {
  return { tool, args: { path } };
}

function pull(args: JsonObject): { tool: string; args: JsonObject } {
  return { tool: "mcp:hub/create_pull_request", args };
}

function run(text: string): Simple {
  return {
    kind: "simple",
    assigns: [],
    words: text === "" ? [] : text.split(" ").map(plain),
    redirects: [],
  };
}

function sequence(...items: readonly Node[]): Node {
  return { kind: "sequence", items };
}

function and(left: Node, right: Node): Node {
  return { kind: "and", left, right };
}

function into(path: string): Redirect {
  return { operator: ">", target: plain(path) };
}

function wrapped(prefix: string, nature: Wrapped["nature"], inner: Wrapped["inner"]): Wrapped {
  return {
    kind: "wrapped",
    assigns: [],
    prefix: prefix.split(" "),
    nature,
    sets: [],
    appends: false,
    inner,
    redirects: [],
  };
}

function script(body: Node): Wrapped {
  return wrapped("bash -c", "transparent", { kind: "script", script: body });
}
