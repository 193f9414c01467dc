/** What `ambit --help` prints. */
export const HELP = `ambit: what an agent may do, decided, checked and simulated

Usage: ambit COMMAND [ARGUMENTS]

  ambit check [PATH…]                                findings over the policies under the paths
  ambit explain --policy FILE… --call JSON           the decision for one tool call, and why
  ambit simulate FILE [--policy FILE…]               a scenario against a policy
  ambit tools sync [SERVER…]                         start the configured MCP servers, record their tools
  ambit lsp --stdio                                  the language server, for editors

Exit codes: 0 nothing to report · 1 findings at or above --fail-on, or an expectation not met ·
2 wrong usage · 3 input that cannot be read.

\`ambit COMMAND --help\` says more of one command.
`;

const USAGES: ReadonlyMap<string, string> = new Map([
  [
    "check",
    `Usage: ambit check [PATH…] [--format text|json|sarif|github] [--fail-on error|warning|info|hint|never] [--persona regular|pedantic|auditor] [--fix[=review]]

Findings over the policies (ambit.yaml, *.ambit.yaml) under the paths; without a path, under the current folder.

  --format    text (default), json, sarif (SARIF 2.1.0) or github (annotations of GitHub Actions)
  --fail-on   the least severity that makes the exit code 1; default: error
  --persona   how much to hear: regular (default), pedantic, auditor
  --fix       carry out the fixes by which surely no decision widens; --fix=review asks about each of the others too
`,
  ],
  [
    "explain",
    `Usage: ambit explain --policy FILE… --call JSON|- [--expect allow|ask|deny] [--folder DIR] [--format text|json]

The decision for one tool call, with every rule that was considered. Several policies hold together, as with \`extends\`.

  --call      {"tool": "shell", "args": {"command": "git push"}, "cwd"?, "session"?, "now"?}; - reads one call a line
              from standard input, each on its own unless they carry the same session id
  --expect    exit with 1 when a call is decided otherwise
  --folder    the workspace; default: the folder that the policy is judged against
  --format    text (default) or json, one object a call
`,
  ],
  [
    "simulate",
    `Usage: ambit simulate FILE [--policy FILE…] [--folder DIR] [--format text|json]

The calls of a scenario (*.ambit-scenario.yaml), in order, in one session. Nothing is executed.

  --policy    decide by these policies instead of the one that the scenario names
  --folder    the workspace; default: the folder that the policy is judged against
  --format    text (default) or json
`,
  ],
  [
    "tools",
    `Usage: ambit tools sync [SERVER…] [--yes] [--check] [--folder DIR] [--timeout SECONDS] [--format text|json]

Starts the MCP servers of .vscode/mcp.json, .mcp.json and .cursor/mcp.json, or connects to them, and records their tools under
.ambit/tools/. What is started is shown and asked for once, and again when its definition changes.

  --yes       agree to start what is configured, and to record tools that have changed
  --check     write nothing; exit with 1 when a tool differs from what is recorded
  --folder    the workspace; default: the nearest folder upwards with .git, .ambit or ambit.yaml, else the current one
  --timeout   how long each server may take, in seconds; default: 60
  --format    text (default) or json
`,
  ],
  [
    "lsp",
    "Usage: ambit lsp --stdio\n\nThe language server on standard input and output, for any editor.\n",
  ],
]);

/** What \`ambit COMMAND --help\` prints. */
export function usageOf(command: string): string {
  return USAGES.get(command) ?? HELP;
}
