/** What is known of some tools of a server. What is not said of a tool stays as the language has it: it reads `untrusted`. */
export interface KnownTools {
  readonly tools: string;
  /** They return what not everybody may see. It may also hold what anybody wrote. */
  readonly private?: true;
  /** Arguments with files of this machine that they read, or write. */
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
}

/** A well-known server. */
export interface KnownServer {
  /** The names under which its own documentation puts it into a configuration. */
  readonly names: readonly string[];
  /** What it calls itself in the handshake: with that, a catalog finds it under any name. */
  readonly itself: string;
  readonly known: readonly KnownTools[];
}

/**
 * Facts about the tools of well-known servers, from the descriptions of tools and arguments in their `tools/list` of 2026-11-21; the
 * package and version stand beside each. Servers of which there is nothing to say (search, documentation, browsing without files: what
 * they return is `untrusted` as it is) are not here: brave-search, context7, sequential-thinking, tavily, puppeteer, commands.
 */
export const KNOWN_SERVERS: readonly KnownServer[] = [
  // @modelcontextprotocol/server-filesystem 2026.8.31. Listing names reads no file.
  {
    names: ["filesystem"],
    itself: "secure-filesystem-server",
    known: [
      { tools: "read_file read_text_file read_media_file", private: true, reads: ["path"] },
      { tools: "read_multiple_files", private: true, reads: ["paths"] },
      { tools: "edit_file", private: true, reads: ["path"], writes: ["path"] },
      { tools: "write_file create_directory", writes: ["path"] },
      { tools: "move_file", reads: ["source"], writes: ["source", "destination"] },
    ],
  },
  // @modelcontextprotocol/server-memory 2026.8.31: what earlier sessions noted.
  {
    names: ["memory"],
    itself: "memory-server",
    known: [{ tools: "read_graph search_nodes open_nodes", private: true }],
  },
  // @modelcontextprotocol/server-everything 2026.8.31: "Returns all environment variables".
  {
    names: ["everything"],
    itself: "mcp-servers/everything",
    known: [{ tools: "get-env", private: true }],
  },
  // @wonderwhy-er/desktop-commander 0.2.52. `start_search` also searches in files.
  {
    names: ["desktop-commander"],
    itself: "desktop-commander",
    known: [
      { tools: "read_file start_search", private: true, reads: ["path"] },
      { tools: "read_multiple_files", private: true, reads: ["paths"] },
      { tools: "write_file create_directory", writes: ["path"] },
      { tools: "write_pdf", reads: ["path"], writes: ["path", "outputPath"] },
      { tools: "move_file", reads: ["source"], writes: ["source", "destination"] },
      { tools: "edit_block", reads: ["file_path"], writes: ["file_path"] },
      { tools: "get_more_search_results read_process_output interact_with_process", private: true },
      { tools: "start_process list_processes get_config get_recent_tool_calls", private: true },
    ],
  },
  // chrome-devtools-mcp 1.11.0. `upload_file` reads where the browser runs.
  {
    names: ["chrome-devtools"],
    itself: "chrome_devtools",
    known: [
      { tools: "evaluate_script", private: true, reads: ["sourcePath"], writes: ["filePath"] },
      {
        tools: "get_network_request",
        private: true,
        writes: ["requestFilePath", "responseFilePath"],
      },
      { tools: "lighthouse_audit", writes: ["outputDirPath"] },
      { tools: "performance_start_trace performance_stop_trace", writes: ["filePath"] },
      { tools: "screencast_start screencast_stop take_heapsnapshot", writes: ["filePath"] },
      { tools: "take_screenshot take_snapshot", private: true, writes: ["filePath"] },
      { tools: "upload_file", reads: ["filePaths"] },
    ],
  },
  // @playwright/mcp 0.0.83. The browser may be signed in somewhere.
  {
    names: ["playwright"],
    itself: "Playwright",
    known: [
      {
        tools: "browser_console_messages browser_evaluate browser_find",
        private: true,
        writes: ["filename"],
      },
      {
        tools: "browser_network_requests browser_network_request",
        private: true,
        writes: ["filename"],
      },
      { tools: "browser_take_screenshot browser_snapshot", private: true, writes: ["filename"] },
      { tools: "browser_file_upload browser_drop", reads: ["paths"] },
      { tools: "browser_run_code_unsafe", private: true, reads: ["filename"] },
    ],
  },
  // @eslint/mcp 0.3.13: the messages quote the files.
  {
    names: ["eslint"],
    itself: "ESLint",
    known: [{ tools: "lint-files", private: true, reads: ["filePaths"] }],
  },
  // figma-developer-mcp 0.13.2
  {
    names: ["figma", "framelink-figma-mcp", "Framelink MCP for Figma"],
    itself: "Figma MCP Server",
    known: [
      { tools: "get_figma_data", private: true },
      { tools: "download_figma_images", private: true, writes: ["localPath"] },
    ],
  },
  // firecrawl-mcp 3.22.2: "path to a local file to parse", which is sent to the service.
  {
    names: ["firecrawl", "firecrawl-mcp"],
    itself: "firecrawl-fastmcp",
    known: [{ tools: "firecrawl_parse", private: true, reads: ["filePath"] }],
  },
  // @modelcontextprotocol/server-github 2025.4.8: repositories may be private, and anybody writes issues.
  {
    names: ["github"],
    itself: "github-mcp-server",
    known: [
      {
        tools: "get_file_contents list_commits list_issues search_code search_issues",
        private: true,
      },
      { tools: "search_repositories get_issue get_pull_request list_pull_requests", private: true },
      { tools: "get_pull_request_files get_pull_request_status", private: true },
      { tools: "get_pull_request_comments get_pull_request_reviews", private: true },
    ],
  },
  // @cyanheads/git-mcp-server 2.15.3: `path` is the repository.
  {
    names: ["git", "git-mcp-server"],
    itself: "@cyanheads/git-mcp-server",
    known: [
      { tools: "git_blame git_diff git_log git_show git_stash git_reflog", private: true },
      { tools: "git_clone git_init", writes: ["path"] },
    ],
  },
  // mcp-server-kubernetes 4.1.7: the paths are "read on the machine running the MCP server". `kubectl_get` reads secrets, too.
  {
    names: ["kubernetes"],
    itself: "kubernetes",
    known: [
      { tools: "kubectl_get kubectl_describe kubectl_logs kubectl_context", private: true },
      { tools: "kubectl_generic exec_in_pod", private: true },
      { tools: "kubectl_apply kubectl_create kubectl_delete", reads: ["filename"] },
      { tools: "kubectl_patch", reads: ["patchFile"] },
      { tools: "install_helm_chart upgrade_helm_chart", reads: ["valuesFile"] },
    ],
  },
  // mongodb-mcp-server 3.0.4
  {
    names: ["MongoDB", "mongodb"],
    itself: "MongoDB MCP Server",
    known: [
      { tools: "find aggregate aggregate-db export explain count mongodb-logs", private: true },
      { tools: "collection-schema collection-indexes db-stats", private: true },
      { tools: "list-databases list-collections", private: true },
    ],
  },
  // mcp-server-sqlite-npx 0.8.0
  {
    names: ["sqlite"],
    itself: "sqlite-manager",
    known: [{ tools: "read_query list_tables describe_table", private: true }],
  },
  // @notionhq/notion-mcp-server 2.5.2
  {
    names: ["notionApi", "notion"],
    itself: "Notion API",
    known: [
      { tools: "API-get-user API-get-users API-get-self API-post-search", private: true },
      { tools: "API-get-block-children API-retrieve-a-block API-retrieve-a-page", private: true },
      { tools: "API-retrieve-a-page-property API-retrieve-a-comment", private: true },
      { tools: "API-query-data-source API-retrieve-a-data-source", private: true },
      { tools: "API-retrieve-a-database API-retrieve-page-markdown", private: true },
    ],
  },
  // @sentry/mcp-server 0.36.0: events hold what users of a program sent.
  {
    names: ["sentry", "Sentry"],
    itself: "Sentry MCP",
    known: [
      { tools: "get_issue_tag_values get_replay_details get_event_attachment", private: true },
      { tools: "search_events search_issues search_issue_events", private: true },
      { tools: "get_profile_details get_sentry_resource analyze_issue_with_seer", private: true },
      {
        tools: "whoami find_organizations find_teams find_projects find_releases find_dsns",
        private: true,
      },
    ],
  },
];
