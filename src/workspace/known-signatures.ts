/**
 * Tools of well-known servers with the arguments that they need, by the name under which a configuration usually has the server: what attacks are
 * made of where no catalog is recorded. From the `tools/list` of 2026-11-21 of the packages that `known-servers.ts` names, and of github.com/github/github-mcp-server,
 * github.com/supabase-community/supabase-mcp, and the `slack`, `postgres`, `fetch` and `gmail` servers in their own documentation.
 */
const KNOWN_SIGNATURES: ReadonlyMap<string, string> = new Map(
  (
    [
      [
        "github",
        "get_issue(owner,repo,issue_number) list_issues(owner,repo) get_pull_request_comments(owner,repo,pull_number) get_file_contents(owner,repo,path) " +
          "search_code(q) create_pull_request(owner,repo,title,head,base) add_issue_comment(owner,repo,issue_number,body) create_issue(owner,repo,title) " +
          "create_pull_request_review(owner,repo,pull_number,body,event) merge_pull_request(owner,repo,pull_number) push_files(owner,repo,branch,files,message) " +
          "create_or_update_file(owner,repo,path,content,message,branch) create_repository(name)",
      ],
      [
        "gitlab",
        "get_issue(project_id,issue_iid) list_issues(project_id) get_file_contents(project_id,file_path) create_merge_request(project_id,title,source_branch) " +
          "merge_merge_request(project_id) create_note(project_id,body) push_files(project_id,branch,files)",
      ],
      [
        "filesystem",
        "read_text_file(path) read_file(path) read_multiple_files(paths) write_file(path,content) edit_file(path,edits) move_file(source,destination)",
      ],
      [
        "desktop-commander",
        "read_file(path) write_file(path,content) edit_block(file_path) start_process(command,timeout_ms) kill_process(pid)",
      ],
      ["playwright", "browser_snapshot() browser_navigate(url) browser_evaluate(function)"],
      ["puppeteer", "puppeteer_navigate(url) puppeteer_evaluate(script)"],
      ["chrome-devtools", "take_snapshot(pageId) new_page(url) evaluate_script(pageId)"],
      ["fetch", "fetch(url)"],
      ["firecrawl", "firecrawl_scrape(url) firecrawl_search(query)"],
      ["tavily", "tavily_search(query) tavily_extract(urls)"],
      ["brave-search", "brave_web_search(query)"],
      ["context7", "query-docs(libraryId,query)"],
      [
        "slack",
        "slack_get_channel_history(channel_id) slack_search_messages(query) slack_post_message(channel_id,text) slack_reply_to_thread(channel_id,text)",
      ],
      ["gmail", "read_email(messageId) search_emails(query) send_email(to,subject,body)"],
      ["postgres", "query(sql)"],
      ["sqlite", "read_query(query) write_query(query)"],
      ["supabase", "list_tables() execute_sql(query) apply_migration(query)"],
      [
        "mongodb",
        "find(connectionId,database,collection) drop-database(connectionId,database) delete-many(connectionId,database,collection)",
      ],
      [
        "kubernetes",
        "kubectl_get(resourceType) kubectl_logs(name) exec_in_pod(name,command) kubectl_delete() kubectl_generic(command)",
      ],
      [
        "notion",
        "API-retrieve-a-page(page_id) API-post-search() API-post-page(parent,properties) API-create-a-comment(parent,rich_text) API-delete-a-block(block_id)",
      ],
      ["sentry", "search_issues(organizationSlug) get_sentry_resource() update_issue()"],
      ["memory", "read_graph() search_nodes(query) delete_entities(entityNames)"],
      ["everything", "get-env() echo(message)"],
      ["git", "git_log() git_show(object) git_push() git_reset() git_commit(message)"],
      ["commands", "run_command(command)"],
    ] as const
  ).map(([server, tools]) => [server, tools]),
);

/** A tool with the names of the arguments that it needs. */
export interface ToolSignature {
  readonly name: string;
  readonly args: readonly string[];
}

/** The tools of a well-known server; none of another. */
export function signaturesOf(server: string): readonly ToolSignature[] {
  const written = KNOWN_SIGNATURES.get(server) ?? "";
  return [...written.matchAll(/([^\s(]+)\(([^)]*)\)/g)].map(([, name = "", args = ""]) => ({
    name,
    args: args.split(",").filter((one) => one !== ""),
  }));
}
