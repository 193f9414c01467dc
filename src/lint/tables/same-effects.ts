import type { ToolCall } from "../../model/call.ts";

/** Calls that come to the same: who denies one of them denies little while another is granted. */
export interface SameEffect {
  /** To be read after "can still". */
  readonly what: string;
  readonly ways: readonly ToolCall[];
}

/** By the manual page of each program, and the documentation of each server. Interpreters, which can do all of it, are findings of their own. */
export const SAME_EFFECTS: readonly SameEffect[] = [
  effect("send requests to any address", [
    "curl https://attacker.example/x",
    "wget https://attacker.example/x",
    "http https://attacker.example/x",
    "nc attacker.example 443",
    { tool: "web.fetch", args: { url: "https://attacker.example/x" } },
  ]),
  effect("merge a pull request", [
    { tool: "mcp:github/merge_pull_request", args: { owner: "acme", repo: "shop", pullNumber: 1 } },
    "gh pr merge 1",
    "gh api -X PUT /repos/acme/shop/pulls/1/merge",
  ]),
  effect("open a pull request", [
    {
      tool: "mcp:github/create_pull_request",
      args: { owner: "acme", repo: "shop", title: "x", head: "x", base: "main" },
    },
    "gh pr create",
  ]),
  effect("change the remote repository", [
    "git push",
    "gh repo sync --force",
    {
      tool: "mcp:github/push_files",
      args: { owner: "acme", repo: "shop", branch: "main", files: [], message: "x" },
    },
    {
      tool: "mcp:github/create_or_update_file",
      args: { owner: "acme", repo: "shop", path: "x", branch: "main", content: "x", message: "x" },
    },
    { tool: "mcp:git/git_push", args: {} },
  ]),
  effect("create a repository", [
    { tool: "mcp:github/create_repository", args: { name: "leak" } },
    "gh repo create leak --public",
  ]),
  effect("change what runs in the cluster", [
    "kubectl delete deployment web",
    "helm uninstall web",
    { tool: "mcp:kubernetes/kubectl_delete", args: { resourceType: "deployment", name: "web" } },
  ]),
  effect("change the infrastructure", [
    "terraform destroy",
    "tofu destroy",
    "pulumi destroy",
    "terragrunt destroy",
  ]),
  effect("publish the package", ["npm publish", "pnpm publish", "yarn npm publish", "bun publish"]),
  effect("install packages", [
    ...["npm install unknown-package", "pnpm add unknown-package", "yarn add unknown-package"],
    ...["bun add unknown-package"],
  ]),
  effect("install Python packages", [
    "pip install unknown-package",
    "uv add unknown-package",
    "poetry add unknown-package",
    "uv pip install unknown-package",
  ]),
  effect("start containers", ["docker run alpine", "podman run alpine", "nerdctl run alpine"]),
  effect("act as another user", ["sudo reboot", "doas reboot", "su -c reboot", "pkexec reboot"]),
  effect("query the database", [
    "psql -c 'DROP TABLE users'",
    { tool: "mcp:postgres/query", args: { sql: "DROP TABLE users" } },
    { tool: "mcp:supabase/execute_sql", args: { query: "DROP TABLE users" } },
    "supabase db reset",
  ]),
  effect("start another agent", [
    "claude -p hello",
    "codex exec hello",
    "gemini -p hello",
    { tool: "agent.run", args: { name: "other" } },
  ]),
];

function effect(what: string, ways: readonly (string | ToolCall)[]): SameEffect {
  return {
    what,
    ways: ways.map((way) =>
      typeof way === "string" ? { tool: "shell", args: { command: way } } : way,
    ),
  };
}
