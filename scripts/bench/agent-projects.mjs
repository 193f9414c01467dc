/** Made-up projects with permission files of agents, as people have them: no two the same, with what most of them share. */

/** @typedef {import("./agents.mjs").AgentFile} AgentFile */

/**
 * @param {number} count of files
 * @returns {readonly AgentFile[]}
 */
export function projectFiles(count) {
  /** @type {AgentFile[]} */
  const files = [];
  for (let project = 0; files.length < count; project++) {
    const next = randomFrom(project + 1);
    for (const [name, make] of KINDS) {
      if (files.length >= count) break;
      if (next(100) < (SHARES.get(name) ?? 0))
        files.push({ path: `p${project}/${name}`, text: make(next) });
    }
  }
  return files;
}

/**
 * A settings file of Claude Code, as it grows by the entry.
 *
 * @param {number} entries that allow
 */
export function settingsFile(entries) {
  return claude(randomFrom(1), entries);
}

/** Of a hundred projects, how many have such a file: in the proportions of a collection from public repositories. */
const SHARES = new Map([
  [".claude/settings.json", 60],
  [".claude/settings.local.json", 55],
  [".mcp.json", 20],
  [".claude/agents/reviewer.md", 28],
  [".github/agents/api.agent.md", 25],
  [".vscode/settings.json", 10],
  [".vscode/mcp.json", 8],
  [".cursor/mcp.json", 7],
  [".codex/rules/default.rules", 9],
  [".codex/config.toml", 9],
  [".gemini/settings.json", 7],
  ["opencode.json", 9],
]);

/** @typedef {(below: number) => number} Random a whole number */

/** @type {readonly (readonly [string, (next: Random) => string])[]} */
const KINDS = [
  [".claude/settings.json", (next) => claude(next, 1 + next(12))],
  [".claude/settings.local.json", (next) => claude(next, 1 + next(45))],
  [".mcp.json", (next) => json({ mcpServers: servers(next) })],
  [".claude/agents/reviewer.md", (next) => agent(next, "Read, Grep, Bash")],
  [".github/agents/api.agent.md", (next) => agent(next, "['read/readFile', 'search', 'edit']")],
  [
    ".vscode/settings.json",
    (next) =>
      json({
        "editor.tabSize": 2,
        "chat.tools.terminal.autoApprove": Object.fromEntries(
          some(next, 8, () => [commandOf(next, 1), next(5) > 0]),
        ),
      }),
  ],
  [".vscode/mcp.json", (next) => json({ servers: servers(next) })],
  [".cursor/mcp.json", (next) => json({ mcpServers: servers(next) })],
  [
    ".codex/rules/default.rules",
    (next) =>
      some(next, 12, () => {
        const words = JSON.stringify(commandOf(next, 2).split(" "));
        return `prefix_rule(pattern=${words}, decision="allow")`;
      }).join("\n"),
  ],
  [
    ".codex/config.toml",
    (next) =>
      [
        `approval_policy = "on-request"`,
        `sandbox_mode = "workspace-write"`,
        ...Object.entries(servers(next)).map(
          ([name, { command, args }]) =>
            `[mcp_servers.${name}]\ncommand = "${command}"\nargs = ${JSON.stringify(args)}`,
        ),
      ].join("\n"),
  ],
  [
    ".gemini/settings.json",
    (next) =>
      json({
        tools: { allowed: some(next, 4, () => `run_shell_command(${commandOf(next, 1)})`) },
        mcpServers: servers(next),
      }),
  ],
  [
    "opencode.json",
    (next) =>
      json({
        permission: {
          bash: Object.fromEntries(some(next, 8, () => [`${commandOf(next, 2)} *`, "allow"])),
          edit: "ask",
        },
      }),
  ],
];

/**
 * @param {Random} next
 * @param {number} entries
 */
function claude(next, entries) {
  const allow = Array.from({ length: entries }, () => {
    const kind = next(20);
    if (kind < 14) return `Bash(${commandOf(next, 1 + next(3))}${[":*", " *", ""][next(3)] ?? ""})`;
    if (kind < 16)
      return `Read(${["//", "~/", "./"][next(3)] ?? ""}${word(next)}/${word(next)}/**)`;
    if (kind < 17) return `WebFetch(domain:${word(next)}.example.com)`;
    return `mcp__${word(next)}__${word(next)}_${word(next)}`;
  });
  const deny = some(next, 4, () => `Read(./${word(next)}/.env)`);
  return json({ permissions: { allow, deny } });
}

/**
 * @param {Random} next
 * @param {string} tools
 */
function agent(next, tools) {
  const lines = some(next, 30, () => `- ${word(next)} the ${word(next)} before ${word(next)}`);
  return `---\nname: ${word(next)}\ndescription: ${word(next)} ${word(next)}\ntools: ${tools}\n---\n\n${lines.join("\n")}\n`;
}

/** @param {Random} next */
function servers(next) {
  return Object.fromEntries(
    some(next, 3, () => {
      const name = word(next);
      return [name, { command: "npx", args: ["-y", `@${name}/server@1.${next(9)}.0`] }];
    }),
  );
}

/**
 * @param {Random} next
 * @param {number} words
 */
function commandOf(next, words) {
  const [program = "", ...subcommands] = PROGRAMS[next(PROGRAMS.length)] ?? [];
  const first = subcommands[next(subcommands.length + 1)];
  const rest = Array.from({ length: words }, () => word(next));
  return [program, ...(first === undefined ? rest : [first, ...rest.slice(1)])].join(" ");
}

const PROGRAMS = [
  ["git", "status", "log", "push", "commit", "checkout"],
  ["npm", "run", "install", "test"],
  ["docker", "ps", "compose", "exec"],
  ["python3", "-m"],
  ["node"],
  ["cargo", "build", "test"],
  ["gh", "pr", "issue", "api"],
  ["kubectl", "get", "apply"],
  ["curl"],
  ["make"],
  ["ls"],
  ["grep"],
  ["find"],
];

/** @param {Random} next */
function word(next) {
  return `${SYLLABLES[next(SYLLABLES.length)] ?? ""}${SYLLABLES[next(SYLLABLES.length)] ?? ""}`;
}

const SYLLABLES = ["ba", "do", "fi", "ka", "lo", "mu", "na", "pe", "ri", "so", "tu", "ve"];

/**
 * @template Item
 * @param {Random} next
 * @param {number} most
 * @param {() => Item} make
 * @returns {Item[]}
 */
function some(next, most, make) {
  return Array.from({ length: 1 + next(most) }, make);
}

/** @param {unknown} value */
function json(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/**
 * The same numbers for the same seed (mulberry32).
 *
 * @param {number} seed
 * @returns {Random}
 */
function randomFrom(seed) {
  let state = seed * 0x9e3779b1;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
