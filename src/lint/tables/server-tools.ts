/**
 * For servers in wide use, tools that change, send or run something, by the `tools/list` of each. They make a witness telling;
 * a server that is not listed gets a plain one.
 */
export const SERVER_TOOLS: ReadonlyMap<string, readonly string[]> = new Map([
  // github.com/github/github-mcp-server
  ["github", ["merge_pull_request", "push_files", "delete_file", "create_repository"]],
  // github.com/modelcontextprotocol/servers
  ["filesystem", ["write_file", "move_file"]],
  ["fs", ["write_file", "move_file"]],
  ["memory", ["delete_entities"]],
  ["git", ["git_push", "git_reset"]],
  ["puppeteer", ["puppeteer_evaluate"]],
  // github.com/microsoft/playwright-mcp
  ["playwright", ["browser_run_code_unsafe", "browser_evaluate", "browser_file_upload"]],
  // github.com/ChromeDevTools/chrome-devtools-mcp
  ["chrome-devtools", ["evaluate_script", "upload_file"]],
  // github.com/wonderwhy-er/DesktopCommanderMCP
  ["desktop-commander", ["start_process", "write_file", "kill_process"]],
  // github.com/Flux159/mcp-server-kubernetes
  ["kubernetes", ["kubectl_delete", "exec_in_pod"]],
  // github.com/mongodb-js/mongodb-mcp-server
  ["mongodb", ["drop-database", "delete-many"]],
  // github.com/makenotion/notion-mcp-server
  ["notion", ["API-delete-a-block", "API-post-page"]],
  // github.com/getsentry/sentry-mcp
  ["sentry", ["update_project", "create_dsn"]],
  // supabase.com/docs/guides/getting-started/mcp
  ["supabase", ["execute_sql", "apply_migration"]],
]);

/** What a server that nobody has looked at may well have. */
export const ANY_TOOLS: readonly string[] = ["delete", "send", "run"];
