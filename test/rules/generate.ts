import fc from "fast-check";
import type { Json } from "../../src/model/json.ts";

/** Policies of a few rules from what people write too wide, and from what holds it back. */
export function broadPolicies(): fc.Arbitrary<Json> {
  const rules = fc.array(
    fc.oneof({ arbitrary: rule("allow"), weight: 3 }, rule("deny"), rule("ask")),
    {
      minLength: 1,
      maxLength: 6,
    },
  );
  return fc.record({
    ambit: fc.constant(1),
    otherwise: fc.constantFrom("deny", "ask"),
    rules,
  });
}

const COMMANDS = [
  ...["**", "* *", "*", "python3 **", "python3 -c *", "node *", "node --version", "bash -lc **"],
  ...[
    "{npm,perl} **",
    "awk **",
    "npm run *",
    "git **",
    "git push **",
    "cat **",
    "tee **",
    "cp *  *",
  ],
  ...["npx **", "npm {run,install} **", "git {push,-c} *", "docker **", "find . **", "sudo *"],
  ...["curl *", "rm -rf *", "make *", "bash scripts/*.sh", "pip install **", "ssh * **", "env **"],
  ...["sh scripts/*.sh", "/usr/bin/python3 -u **", "python* **", "sed -i **"],
];
const PATHS = [
  ...["**", "*", "/**", "~/**", "../**", "src/**", "**/.env*", ".env", "~/.ssh/**", "**/*.json"],
  ...["ambit.yaml", ".github/**", ".claude/settings.json", "{.mcp.json,src/*}", "*.ambit.yaml"],
  ...["package.json", "apps/*/.env", "/etc/**", ".vscode/*", "C:/x/**"],
  ...[
    "~/.bashrc",
    "~/Documents/**",
    "../other/**",
    "scripts/**",
    "Makefile",
    "/opt/*/bin",
    "~/.config/**",
  ],
];
const HOSTS = [
  "*.vercel.app",
  "webhook.site",
  "*.amazonaws.com",
  "*",
  "*:8443",
  "*.com",
  "*.example.com",
  "example.com",
  "0.0.0.0/0",
  "localhost",
];
const TOOLS = [
  "mcp:mail/send",
  "mcp:fs/delete_*",
  "mcp:db/execute_sql",
  "agent.run",
  "web.search",
  "mcp:github/*",
  "mcp:*/*",
  "tool:*",
  "mcp:github/get_*",
  "mcp:*/get_*",
  "mcp:a/b",
];

function rule(effect: "allow" | "ask" | "deny"): fc.Arbitrary<Json> {
  const some = (list: readonly string[]): fc.Arbitrary<string[]> =>
    fc.uniqueArray(fc.constantFrom(...list), { minLength: 1, maxLength: 3 });
  const files = effect === "allow" ? maybe({ files: fc.constantFrom("any", "granted") }) : none();
  const dates =
    effect === "deny" ? none() : maybe({ expires: fc.constantFrom("2026-01-01", "2027-01-01") });
  const shell = together(
    fc.record({ [effect]: fc.constant("shell"), command: some(COMMANDS) }),
    files,
    maybe({ env: fc.constantFrom<Json>(["CI"], ["LD_PRELOAD", "CI"]) }),
    maybe({ cwd: fc.constantFrom("packages/**", ".", "~/**") }),
    maybe({ except: fc.record({ command: some(COMMANDS) }) }),
  );
  const file = together(
    fc.record({
      [effect]: fc.constantFrom<Json>("file.read", "file.write", ["file.read", "file.write"]),
      path: some(PATHS),
    }),
    maybe({ except: fc.record({ path: some(PATHS) }) }),
  );
  const web = together(
    fc.record({ [effect]: fc.constant("web.fetch"), host: some(HOSTS) }),
    maybe({ method: fc.constantFrom<Json>("GET", "POST", ["GET", "POST"]) }),
  );
  const args = fc.constantFrom<Json>(
    { to: "team@example.com" },
    { to: { pattern: "@example" }, rest: "none" },
    { draft: false },
    { n: { minimum: 5, maximum: 1 } },
    { list: { items: { type: "string" }, minItems: 2 }, "note?": { maxLength: 5 } },
  );
  const when =
    effect === "allow" ? none() : maybe({ when: fc.constant<Json>({ seen: "untrusted" }) });
  const tool = together(fc.record({ [effect]: some(TOOLS) }), maybe({ args }), when);
  return together(fc.oneof(shell, file, web, tool), dates);
}

type Part = fc.Arbitrary<Readonly<Record<string, Json>>>;

function none(): Part {
  return fc.constant({});
}

function maybe(keys: Readonly<Record<string, fc.Arbitrary<Json>>>): Part {
  return fc.oneof({ arbitrary: none(), weight: 3 }, fc.record(keys));
}

function together(...parts: readonly Part[]): Part {
  return fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Record<string, Json>);
}
