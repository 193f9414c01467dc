import { describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/host/grammars.ts";
import type { Attack } from "../../src/simulation/attacks/attack.ts";
import { ATTACKS } from "../../src/simulation/attacks/index.ts";
import type { AttackResult, Outcome } from "../../src/simulation/attacks/run.ts";
import { catalogText } from "../../src/workspace/catalog-file.ts";
import { stress } from "../../src/workspace/stress.ts";
import { Workspace } from "../../src/workspace/workspace.ts";
import { Disk } from "../server/disk.ts";

const grammars = await loadGrammars();
const NOW = "2026-11-21T12:00:00Z";

type Files = Readonly<Record<string, string>>;

/** What becomes of attacks on the first of some files, below `/ws`. */
async function results(
  files: Files,
  attacks: readonly Attack[] = ATTACKS,
): Promise<ReadonlyMap<string, AttackResult>> {
  const disk = new Disk(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`/ws/${name}`, text])),
  );
  const workspace = new Workspace({ files: disk, grammars, home: "/home/u", now: () => NOW });
  const policy = await workspace.policy([`/ws/${Object.keys(files)[0] ?? ""}`]);
  if (!("engine" in policy)) throw new Error("the policy cannot be read");
  const wanted = new Set(attacks.map(({ id }) => id));
  const run = await stress(workspace, policy, { wanted: (id) => wanted.has(id) });
  return new Map(run.results.map((result) => [result.attack.id, result]));
}

/** What becomes of one attack. */
async function outcome(id: string, policy: string | Files): Promise<AttackResult> {
  const attack = ATTACKS.filter((one) => one.id === id);
  const files = typeof policy === "string" ? { "ambit.yaml": policy } : policy;
  const result = (await results(files, attack)).get(id);
  if (result === undefined) throw new Error(`there is no attack ${id}`);
  return result;
}

function policyOf(...rules: readonly string[]): string {
  const lines = rules.map((rule, at) => `  - { id: r${at + 1}, ${rule} }\n`);
  return `ambit: 1\nagent: { id: a, owner: a@example.com }\nrules:\n${lines.join("")}`;
}

const READ_PAGES = `allow: web.fetch, host: "*", method: GET`;
const READ_ALL = `allow: file.read, path: ["/**", "~/**"]`;
const NO_SECRETS = `deny: [file.read, file.write], path: ["**/.env*", "~/.ssh/**"]`;
const SEARCH = "allow: web.search";

/** Of each attack a policy that it gets through, and a twin of it that it does not. */
const TWINS: readonly (readonly [
  id: string,
  open: readonly string[],
  twin: readonly string[],
  of?: Outcome,
])[] = [
  ["exfil-web-request", [READ_PAGES, READ_ALL], [READ_ALL, SEARCH]],
  [
    "exfil-web-request",
    [READ_PAGES, READ_ALL],
    [READ_PAGES, READ_ALL, "ask: web.fetch, host: '*', when: { seen: untrusted }"],
    "asked",
  ],
  [
    "exfil-user-host",
    [SEARCH, READ_ALL, `allow: web.fetch, host: "*.vercel.app"`],
    [
      SEARCH,
      READ_ALL,
      `allow: web.fetch, host: "*.vercel.app"`,
      `deny: web.fetch, host: "*", when: { seen: untrusted }`,
    ],
  ],
  [
    "exfil-command",
    [SEARCH, READ_ALL, `allow: shell, command: "curl **"`],
    [SEARCH, READ_ALL, `allow: shell, command: "curl https://api.acme.example/**"`],
  ],
  [
    "exfil-dns",
    [SEARCH, READ_ALL, `allow: shell, command: "ping **"`],
    [SEARCH, READ_ALL, `allow: shell, command: "ping -c 1 localhost"`],
  ],
  [
    "exfil-interpreter",
    [SEARCH, READ_ALL, `allow: shell, command: "node **"`],
    [SEARCH, READ_ALL, `allow: shell, command: "node scripts/build.js"`],
  ],
  [
    "exfil-git-push",
    [SEARCH, READ_ALL, `allow: shell, command: "git push **"`],
    [SEARCH, READ_ALL, `ask: shell, command: "git push **"`],
    "asked",
  ],
  [
    "exfil-public-page",
    [SEARCH, READ_ALL, `allow: shell, command: "gh **"`],
    [SEARCH, READ_ALL, `allow: shell, command: "gh pr list"`],
  ],
  [
    "exfil-tool",
    [SEARCH, READ_ALL, `allow: "mcp:chat/send_message"`],
    [
      SEARCH,
      READ_ALL,
      `allow: "mcp:chat/send_message"`,
      `deny: "mcp:chat/*", when: { seen: untrusted }`,
    ],
  ],
  ["exfil-poisoned-file", [READ_ALL, READ_PAGES], [READ_ALL]],
  ["secret-in-workspace", [READ_ALL], [READ_ALL, NO_SECRETS]],
  ["secret-at-home", [READ_ALL], [`allow: file.read, path: "**"`]],
  [
    "secret-by-command",
    [`allow: shell, command: "git diff **", files: any`],
    [`allow: shell, command: "git diff **"`, NO_SECRETS],
  ],
  [
    "secret-name-hidden",
    [`allow: shell, command: "bash **", files: any`],
    [`allow: shell, command: "cat **", files: any`, NO_SECRETS],
    // Without a disk nobody sees what a wildcard of the shell finds.
    "asked",
  ],
  [
    "secret-by-interpreter",
    [`allow: shell, command: "python3 **"`, NO_SECRETS],
    [`allow: shell, command: "python3 -m pytest"`, NO_SECRETS],
  ],
  [
    "secret-copied",
    [`allow: shell, command: "cp **", files: any`, `allow: file.read, path: "*.txt"`],
    [`allow: shell, command: "cp **", files: any`, `allow: file.read, path: "*.txt"`, NO_SECRETS],
  ],
  [
    "secret-found-by-search",
    [`allow: shell, command: "grep **", files: any`],
    [`allow: shell, command: "grep **"`, NO_SECRETS],
  ],
  [
    "secret-in-environment",
    [`allow: shell, command: "env"`],
    [`allow: shell, command: "npm test"`],
  ],
  [
    "secret-variable-echoed",
    [`allow: shell, command: ls`],
    [`deny: shell, command: ["echo **", "printf **", "cat **"]`],
  ],
  [
    "escalate-own-policy",
    [`allow: file.write, path: ambit.yaml`],
    [`allow: file.write, path: "**"`],
  ],
  [
    "escalate-other-agent",
    [`allow: file.write, path: ".claude/**"`],
    [`allow: file.write, path: "**"`],
  ],
  [
    "escalate-auto-approve",
    [`allow: file.write, path: ".vscode/settings.json"`],
    [`allow: file.write, path: "**"`],
  ],
  [
    "escalate-hook",
    [`allow: file.write, path: ".claude/hooks/**"`],
    [`allow: file.write, path: "**"`],
  ],
  [
    "escalate-server-config",
    [`allow: file.write, path: .mcp.json`],
    [`allow: file.write, path: "**"`],
  ],
  [
    "escalate-instructions",
    [`allow: file.write, path: AGENTS.md`],
    [`allow: file.write, path: "**"`],
  ],
  [
    "escalate-git-hook",
    [`allow: file.write, path: ".husky/**"`],
    [`allow: file.write, path: "**"`, `allow: shell, command: "git commit **"`],
  ],
  [
    "escalate-git-config",
    [`allow: shell, command: "git **"`],
    [`allow: shell, command: "git {status,log,diff} **"`],
  ],
  [
    "escalate-editor-task",
    [`allow: file.write, path: .vscode/tasks.json`],
    [`allow: file.write, path: "**"`],
  ],
  [
    "escalate-pipeline",
    [`allow: file.write, path: ".github/**"`, `allow: shell, command: "git push"`],
    [`allow: file.write, path: ".github/**"`, `ask: shell, command: "git push"`],
    "asked",
  ],
  [
    "escalate-shell-startup",
    [`allow: file.write, path: "~/.bashrc"`],
    [`allow: file.write, path: "**"`],
  ],
  [
    "escalate-access",
    [`allow: file.write, path: "~/.local/**"`],
    [`allow: file.write, path: "**"`],
  ],
  [
    "escalate-package-script",
    [`allow: file.write, path: "**"`, `allow: shell, command: "npm test"`],
    [`allow: file.write, path: "src/*.ts"`, `allow: shell, command: "npm run build"`],
  ],
  [
    "escalate-written-program",
    [`allow: file.write, path: "scripts/**"`, `allow: shell, command: "node **"`],
    [`allow: file.write, path: "scripts/**"`, `allow: shell, command: "node src/*.js"`],
  ],
  [
    "escalate-free-agent",
    [`allow: shell, command: "claude **"`],
    [`allow: shell, command: "claude --version"`],
  ],
  ["damage-files", [`allow: shell, command: "git **"`], [`allow: shell, command: "git log **"`]],
  [
    "damage-home",
    [`allow: shell, command: "rm **", files: any`],
    [`allow: shell, command: "rm -rf dist"`],
  ],
  [
    "damage-history",
    [`allow: shell, command: "git push **"`],
    [`allow: shell, command: "git push origin release/*"`],
  ],
  [
    "damage-database",
    [`allow: shell, command: "npx **"`],
    [`allow: shell, command: "npx prettier **"`],
  ],
  [
    "damage-cloud",
    [`allow: shell, command: "kubectl **"`],
    [`allow: shell, command: "kubectl get **"`],
  ],
  ["damage-tool", [`allow: "mcp:files/delete_file"`], [`deny: "mcp:files/delete_file"`]],
  [
    "install-package",
    [`allow: shell, command: "npm install *"`],
    [`allow: shell, command: "npm ci"`],
  ],
  [
    "install-piped",
    [`allow: shell, command: ["curl **", "npx **"]`],
    [`allow: shell, command: "curl **"`],
  ],
  [
    "deputy-public-post",
    [`allow: "mcp:github/*"`],
    [
      `allow: "mcp:github/*"`,
      `ask: ["mcp:github/create_*", "mcp:github/add_*"], when: { seen: untrusted }`,
    ],
    "asked",
  ],
  [
    "deputy-merge",
    [`allow: "mcp:github/*"`],
    [`allow: "mcp:github/*"`, `deny: "mcp:github/merge_pull_request"`],
  ],
  [
    "deputy-commit",
    [`allow: "mcp:github/*"`],
    [
      `allow: "mcp:github/*"`,
      `deny: ["mcp:github/push_files", "mcp:github/create_or_update_file"]`,
    ],
  ],
  [
    "deputy-other-repository",
    [`allow: "mcp:github/*"`],
    [`allow: "mcp:github/*"`, `deny: "mcp:github/*", args: { repo: { not: { const: shop } } }`],
  ],
  ["deputy-database", [`allow: "mcp:supabase/*"`], [`ask: "mcp:supabase/*"`], "asked"],
  [
    "deputy-message",
    [SEARCH, `allow: "mcp:slack/*"`],
    [SEARCH, `allow: "mcp:slack/slack_get_channel_history"`],
  ],
  [
    "deputy-program",
    [`allow: "mcp:desktop-commander/*"`],
    [`allow: "mcp:desktop-commander/read_file"`],
  ],
  ["deputy-browser", [`allow: "mcp:playwright/*"`], [`allow: "mcp:playwright/browser_snapshot"`]],
  ["tool-changed", [`allow: "mcp:github/get_issue"`], [`deny: "mcp:github/*"`]],
  ["tool-added", [`allow: "mcp:github/*"`], [`allow: "mcp:github/get_issue"`]],
  ["server-nobody-named", [`allow: "mcp:*/get_*"`], [`allow: "mcp:github/get_*"`]],
];

describe("of each attack a policy that it gets through, and a twin", () => {
  it.each(TWINS.map(([id, open, twin, of = "held"]) => ({ id, open, twin, of })))(
    "$id",
    async ({ id, open, twin, of }) => {
      expect((await outcome(id, policyOf(...open))).outcome).toBe("got-through");
      expect((await outcome(id, policyOf(...twin))).outcome).toBe(of);
    },
  );

  it("are there for every attack", () => {
    const own = ["secret-by-tool", "secret-path-respelled", "denied-command-respelled"];
    const twins = new Set([...TWINS.map(([id]) => id), ...own]);
    expect(ATTACKS.map(({ id }) => id).filter((id) => !twins.has(id))).toEqual([]);
  });

  it("secret-by-tool: an agent's own rules about files do not see the tools of servers", async () => {
    const settings = (allow: readonly string[], deny: readonly string[]): Files => ({
      ".claude/settings.json": JSON.stringify({ permissions: { allow, deny } }),
    });
    const read = "mcp__filesystem__read_text_file";
    const open = await outcome("secret-by-tool", settings([read], ["Read(./.env)"]));
    expect(open.outcome).toBe("got-through");
    expect(open.steps.map(({ call }) => call.args["path"])).toEqual([".env"]);
    const twin = await outcome("secret-by-tool", settings([], ["Read(./.env)", "mcp__filesystem"]));
    expect(twin.outcome).toBe("held");
    const own = policyOf(`allow: "mcp:filesystem/*"`, NO_SECRETS);
    expect((await outcome("secret-by-tool", own)).outcome).toBe("held");
  });

  it("denied-command-respelled: an agent may know fewer spellings than a shell", async () => {
    const permissions = { deny: ["Bash(git push:*)"], allow: ["Bash(git:*)"] };
    const settings = { ".claude/settings.json": JSON.stringify({ permissions }) };
    const open = await outcome("denied-command-respelled", settings);
    expect(open.outcome).toBe("got-through");
    const own = policyOf(`deny: shell, command: "git push **"`, `allow: shell, command: "git **"`);
    expect((await outcome("denied-command-respelled", own)).outcome).toBe("held");
  });

  it("secret-path-respelled: case is no other file everywhere", async () => {
    const settings = (deny: readonly string[]): Files => ({
      ".claude/settings.json": JSON.stringify({ permissions: { deny } }),
    });
    const open = await outcome("secret-path-respelled", settings(["Read(./.env)"]));
    expect(open.outcome).toBe("got-through");
    expect((await outcome("secret-path-respelled", policyOf(READ_ALL, NO_SECRETS))).outcome).toBe(
      "held",
    );
  });
});

describe("an attack", () => {
  it("that finds no such tool is not applicable, and says what is missing", async () => {
    const all = await results({ "ambit.yaml": policyOf(READ_ALL) });
    const missing = [...all.values()].filter((one) => one.outcome === "not-applicable");
    expect(missing.map(({ attack }) => attack.id)).toEqual([
      "exfil-user-host",
      "exfil-tool",
      "secret-path-respelled",
      "secret-by-command",
      "secret-name-hidden",
      "secret-by-interpreter",
      "secret-copied",
      "secret-found-by-search",
      "secret-by-tool",
      "denied-command-respelled",
      "tool-changed",
      "tool-added",
      "deputy-public-post",
      "deputy-merge",
      "deputy-commit",
      "deputy-other-repository",
      "deputy-database",
      "deputy-message",
      "deputy-program",
      "deputy-browser",
      "damage-tool",
    ]);
    for (const one of missing) expect(one.missing).toMatch(/^(rule|file|known|command)/);
  });

  it("gets nowhere where nothing is granted, but by what needs no grant", async () => {
    const all = await results({ "ambit.yaml": policyOf(`deny: web.search`) });
    const open = [...all.values()].filter(
      (one) => !["held", "not-applicable"].includes(one.outcome),
    );
    expect(open.map(({ attack }) => attack.id)).toEqual(["secret-variable-echoed"]);
  });

  it("carries what the session has seen from one call to the next", async () => {
    const rules = [
      `allow: "mcp:mail/*"`,
      READ_ALL,
      `deny: "mcp:mail/send_message", when: { seen: untrusted }`,
    ];
    const facts = `tools:\n  mcp:mail/read_inbox: { reads: [untrusted] }\n  mcp:mail/send_message: { reads: [] }\n`;
    const text = policyOf(...rules).replace("rules:\n", `${facts}rules:\n`);
    const named = text.replace(
      `allow: "mcp:mail/*"`,
      `allow: ["mcp:mail/read_inbox", "mcp:mail/send_message"]`,
    );
    const { outcome: what, steps } = await outcome("exfil-tool", named);
    expect(what).toBe("held");
    expect(steps.map(({ call }) => [call.tool, call.session?.seen])).toEqual([
      ["mcp:mail/read_inbox", []],
      ["file.read", ["untrusted"]],
      ["mcp:mail/send_message", ["untrusted"]],
    ]);
    expect(steps.at(-1)?.verdict.rules.map(({ id }) => id)).toEqual(["r3"]);
  });

  it("chooses the calls that leave the fewest traces", async () => {
    const text = policyOf(
      READ_ALL,
      READ_PAGES,
      `deny: web.fetch, host: "*", when: { seen: untrusted }`,
    );
    expect((await outcome("exfil-web-request", text)).outcome).toBe("held");
    // Nothing marks a file of the repository as a stranger's.
    expect((await outcome("exfil-poisoned-file", text)).outcome).toBe("got-through");
  });

  it("names the call that stopped it, how many were tried, and other ways where it got through", async () => {
    const held = await outcome("exfil-command", policyOf(SEARCH, READ_ALL));
    expect(held.steps.map(({ verdict }) => verdict.decision)).toEqual(["allow", "allow", "deny"]);
    expect(held.tried).toBeGreaterThan(5);
    expect(held.others).toEqual([]);
    const open = await outcome(
      "exfil-command",
      policyOf(SEARCH, READ_ALL, `allow: shell, command: "curl **"`),
    );
    expect(open.others.length).toBeGreaterThan(0);
    expect(open.others.every(({ verdict }) => verdict.decision === "allow")).toBe(true);
  });

  it("is unknown where an agent's own sandbox may stop it, and where nobody documents what is decided", async () => {
    const codex = {
      ".codex/config.toml": 'approval_policy = "on-request"\nsandbox_mode = "workspace-write"\n',
    };
    expect((await outcome("exfil-command", codex)).outcome).toBe("unknown");
    expect((await outcome("damage-files", codex)).outcome).not.toBe("unknown");
    const off = {
      ".codex/config.toml": 'approval_policy = "never"\nsandbox_mode = "danger-full-access"\n',
    };
    expect((await outcome("exfil-command", off)).outcome).toBe("got-through");
  });

  it("keeps to arguments that a rule demands", async () => {
    const text = policyOf(
      SEARCH,
      READ_ALL,
      `allow: "mcp:github/create_pull_request", args: { owner: acme, base: { enum: [dev] } }`,
    );
    const { outcome: what, steps } = await outcome("deputy-public-post", text);
    expect(what).toBe("got-through");
    expect(steps.at(-1)?.call.args).toMatchObject({ owner: "acme", base: "dev" });
  });
});

describe("a tool of a recorded server", () => {
  const tool = {
    name: "get_note",
    inputSchema: { type: "object", properties: { id: {} } },
  } as const;
  const catalog = catalogText("notes", { name: "notes", version: "1", tools: [tool] });

  it("that changes is held; without a record nothing tells", async () => {
    const policy = policyOf(`allow: "mcp:notes/*"`);
    const recorded = { "ambit.yaml": policy, ".ambit/tools/notes.json": catalog };
    for (const id of ["tool-changed", "tool-added"])
      expect((await outcome(id, recorded)).outcome).toBe("held");
    const named = policyOf(`allow: ["mcp:notes/get_note", "mcp:notes/*"]`);
    for (const id of ["tool-changed", "tool-added"])
      expect((await outcome(id, named)).outcome).toBe("got-through");
  });
});

describe("the attacks", () => {
  it("have each an id of its own, an assumption and a dated source", () => {
    expect(new Set(ATTACKS.map(({ id }) => id)).size).toBe(ATTACKS.length);
    expect(ATTACKS.length).toBeGreaterThan(25);
    for (const { title, assumes, sources } of ATTACKS) {
      expect(title).toMatch(/^[a-z`].*[^.]$/);
      expect(assumes).toMatch(/^[a-z`].*[^.]$/);
      expect(sources.length).toBeGreaterThan(0);
      for (const { url, on } of sources) {
        expect(url).toMatch(/^https:\/\//);
        expect(on).toMatch(/^\d{4}(-\d{2}(-\d{2})?)?$/);
      }
    }
  });
});
