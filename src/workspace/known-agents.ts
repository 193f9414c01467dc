/** What is known of some tools that an agent brings itself, named `tool:<name>` where nobody has translated them. */
export interface AgentTools {
  readonly tools: string;
  /** Labels of what they return. */
  readonly returns?: readonly string[];
  /** Arguments with files that they read, or write. */
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
}

/** A well-known agent. */
export interface KnownAgent {
  readonly agent: string;
  /** Where it is said, and of which version. */
  readonly source: string;
  readonly known: readonly AgentTools[];
}

/** What a file or a program returns may be for few eyes, and anybody may have written it. */
const ANY = ["private", "untrusted"] as const;
const WEB = ["untrusted"] as const;

/**
 * Facts about the tools of well-known agents. The language has views of files only: that `tool:Bash` runs its `command` like `shell`, that
 * `tool:WebFetch` fetches its `url` and that `tool:Agent` starts another agent cannot be said, and a rule about those has to name the tool.
 * Only tools whose names stand in the source are here, and arguments only where it names them; so of Codex, whose `apply_patch` names its files inside a
 * patch, only what comes back is known.
 */
export const KNOWN_AGENTS: readonly KnownAgent[] = [
  {
    agent: "Claude Code",
    // An `Edit` also reads its file; LSP, Grep and Glob are held against the rules of `Read`; `Task` is the old name of `Agent`.
    source:
      "code.claude.com/docs/en/permissions, tools-reference and sub-agents, 2026-08-22 (about 2.1.240)",
    known: [
      { tools: "Read Grep Glob LSP", returns: ANY },
      { tools: "Read", reads: ["file_path"] },
      { tools: "Grep Glob", reads: ["path"] },
      { tools: "Edit MultiEdit", returns: ANY, reads: ["file_path"], writes: ["file_path"] },
      { tools: "Write", writes: ["file_path"] },
      { tools: "NotebookEdit", returns: ANY, writes: ["notebook_path"] },
      { tools: "Bash PowerShell Monitor TaskOutput Agent Task", returns: ANY },
      { tools: "WebFetch WebSearch", returns: WEB },
    ],
  },
  {
    agent: "opencode",
    source: "opencode-ai 1.18.33, permission keys",
    known: [
      { tools: "read edit bash glob grep task", returns: ANY },
      { tools: "webfetch websearch", returns: WEB },
    ],
  },
  {
    agent: "Cursor",
    source: "cursor.com, CLI permissions (`Shell`, `Read`, `Write`, `WebFetch`), read 2026-11-21",
    known: [{ tools: "Shell", returns: ANY }],
  },
  {
    agent: "Gemini CLI",
    source:
      "@google/gemini-cli-core 0.61.0: built-in policies, and calls recorded from its PolicyEngine",
    known: [
      { tools: "read_file write_file replace glob grep_search", returns: ANY },
      { tools: "list_directory run_shell_command", returns: ANY },
      { tools: "read_file", reads: ["file_path"] },
      { tools: "write_file", writes: ["file_path"] },
      { tools: "replace", reads: ["file_path"], writes: ["file_path"] },
      { tools: "web_fetch google_web_search", returns: WEB },
    ],
  },
  {
    agent: "Codex",
    source: "codex 0.169.0, tools seen by its app server",
    known: [
      { tools: "exec_command shell_command apply_patch view_image", returns: ANY },
      { tools: "view_image", reads: ["path"] },
      { tools: "web_search", returns: WEB },
    ],
  },
  {
    agent: "VS Code",
    source:
      "VS Code documentation, tools and context reference, 2026-09-20; names in public agent files",
    known: [
      { tools: "run_in_terminal read_file grep_search file_search list_dir", returns: ANY },
      { tools: "read_file", reads: ["filePath"] },
      { tools: "create_file insert_edit_into_file", writes: ["filePath"] },
      { tools: "replace_string_in_file", reads: ["filePath"], writes: ["filePath"] },
      { tools: "fetch_webpage", returns: WEB },
    ],
  },
];
