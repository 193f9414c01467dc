/** What `ambit --help` prints. */
export const HELP = `ambit: what an agent may do, decided, checked and simulated

Usage: ambit COMMAND [ARGUMENTS]

  ambit check [PATH…]                                findings over the policies under the paths
  ambit explain --policy FILE… --call JSON           the decision for one tool call, and why
  ambit explain --all --call JSON                    one call, every agent of the folder
  ambit effective [DIR]                              what all files together grant to each agent
  ambit simulate FILE [--policy FILE…]               a scenario against a policy
  ambit stress [--policy FILE…]                      attacks on a policy, or on every agent of the folder
  ambit test [PATH…]                                 the test suites under the paths
  ambit tools sync [SERVER…]                         start the configured MCP servers, record their tools
  ambit hooks install                                a pre-commit hook of git that checks what is staged
  ambit tools accept SERVER[/TOOL]…                  take over tools that have changed
  ambit audit verify [FILE]                          are the logs of runs as they were written?
  ambit lsp --stdio                                  the language server, for editors

Exit codes: 0 nothing to report · 1 findings at or above --fail-on, failed tests, or an expectation not met ·
2 wrong usage · 3 input that cannot be read.

\`ambit COMMAND --help\` says more of one command.
`;

/** How the files of agents are read. */
const AGENTS = `  --mode      the agent's mode, by its own word; default: what its files set, else its own default
  --headless  nobody is there to be asked
  --untrusted the person has not said that the folder is to be trusted
  --user      the agent's files in your own home count too, and managed ones
`;

const USAGES: ReadonlyMap<string, string> = new Map([
  [
    "check",
    `Usage: ambit check [PATH…] [--format text|json|sarif|github] [--fail-on error|warning|info|hint|never] [--persona regular|pedantic|auditor] [--fix[=review]] [--reach]
       ambit check --staged [--format …] [--fail-on …] [--persona …]

Findings over the policies (ambit.yaml, *.ambit.yaml), scenarios (*.ambit-scenario.yaml), test suites (*.ambit-test.yaml) and
configurations (.ambit/config.yaml) under the paths; without a path, under the current folder.

  --format    text (default), json, sarif (SARIF 2.1.0) or github (annotations of GitHub Actions)
  --fail-on   the least severity that makes the exit code 1; default: error
  --persona   how much to hear: regular, pedantic, auditor; default: what .ambit/config.yaml says, else regular
  --reach     also what each rule reaches by itself: files that are there, recorded tools, hosts, programs
  --fix       carry out the fixes by which surely no decision widens; --fix=review asks about each of the others too
  --staged    check what the next commit of git changes, as it is staged
`,
  ],
  [
    "explain",
    `Usage: ambit explain --policy FILE… --call JSON|- [--expect allow|ask|deny] [--folder DIR] [--format text|json]
       ambit explain --all --call JSON|- [--expect …] [--folder DIR] [--format text|json]

The decision for one tool call, with every rule that was considered. Several policies hold together, as with \`extends\`. A policy may be
the permission file of an agent (such as .claude/settings.json): then the agent's own rules decide, with its other files of the folder.

  --call      {"tool": "shell", "args": {"command": "git push"}, "cwd"?, "session"?, "now"?}; - reads one call a line
              from standard input, each on its own unless they carry the same session id
  --expect    exit with 1 when a call is decided otherwise
  --folder    the workspace; default: the folder that the policy is judged against
  --format    text (default) or json, one object a call
  --all       a row for every agent that has files in the folder, and whether they agree
${AGENTS}`,
  ],
  [
    "effective",
    `Usage: ambit effective [DIR] [--format text|json]

What all permission files below the folder together grant to each agent, by what it does: each entry with its place, what overrides it,
and what becomes of anything that no entry names.

  --format    text (default) or json
${AGENTS}`,
  ],
  [
    "simulate",
    `Usage: ambit simulate FILE [--policy FILE…] [--folder DIR] [--format text|json]
       ambit simulate FILE --run [--answer yes|no] [--yes] [--timeout SECONDS] [--apply] [--audit-arguments] […]

The calls of a scenario (*.ambit-scenario.yaml), in order, in one session. Nothing is executed, unless with \`--run\`: then what is
allowed is carried out in a sandbox, on a throw-away copy of the workspace and without network, and what it did is shown.

  --policy    decide by these policies instead of the one that the scenario names
  --folder    the workspace; default: the folder that the policy is judged against
  --format    text (default) or json
  --run       carry out what is allowed; needs Linux with bubblewrap, and shows what it starts before
  --answer    yes or no to every call that the policy asks about; default: ask on a terminal, else no
  --yes       agree to the run
  --timeout   how long each call may take, in seconds; default: 60
  --apply     then offer each changed file, to be taken over into the workspace; asks on a terminal
  --audit-arguments
              write what calls are about into the audit so that it can be read, not only keyed hashes of it
`,
  ],
  [
    "audit",
    `Usage: ambit audit verify [FILE] [--head FILE] [--format text|json]

Is the log of a run of the sandbox as it was written: was nothing edited, removed, inserted, reordered or cut off? Without a
file, all logs of yours, and whether one was taken away. Nothing is executed.

  --head      the file that says how far the log goes, where it was brought here from elsewhere
  --format    text (default) or json
`,
  ],
  [
    "stress",
    `Usage: ambit stress [--policy FILE…] [--attack ID…] [--except ID…] [--fail-on got-through|unknown|asked|never] [--folder DIR] [--format text|json]

Tries attacks on a policy, or on the permission files of an agent; without --policy, on every agent that has files in the folder. Only
decisions are made: nothing is executed. The attacks, with their sources, are in docs/attacks.md.

  --policy    a policy or the permission file of an agent; several policies hold together, as with \`extends\`
  --attack    only this one, by its id; several times for several
  --except    not this one, by its id; several times for several
  --fail-on   what makes the exit code 1: what got through (default), also what is unknown, also what only a prompt stops, or never
  --folder    the workspace; default: the current folder, or the folder that the policy is judged against
  --format    text (default) or json
${AGENTS}`,
  ],
  [
    "test",
    `Usage: ambit test [PATH…] [--coverage] [--format text|json|junit]

Runs the test suites (*.ambit-test.yaml) under the paths; without a path, under the current folder. Nothing is executed.

  --coverage  say which rules of the tested policies no case exercises (text and json)
  --format    text (default), json, or junit, the XML that CI systems read
`,
  ],
  [
    "tools",
    `Usage: ambit tools sync [SERVER…] [--yes] [--check] [--folder DIR] [--timeout SECONDS] [--format text|json]
       ambit tools accept SERVER[/TOOL]… [--yes] [--folder DIR] [--format text|json]

\`sync\` starts the MCP servers of .vscode/mcp.json, .mcp.json and .cursor/mcp.json, or connects to them, and records their tools
under .ambit/tools/. What is started is shown and asked for once, and again when its definition changes. Tools that are not as they
were accepted are recorded beside the accepted ones, and no rule grants them until \`accept\` takes them over; it starts nothing.

  --yes       agree: to start what is configured (sync), to take over what has changed (accept)
  --check     write nothing; exit with 1 when a tool differs from what was accepted
  --folder    the workspace; default: the nearest folder upwards with .git, .ambit or ambit.yaml, else the current one
  --timeout   how long each server may take, in seconds; default: 60
  --format    text (default) or json
`,
  ],
  [
    "hooks",
    `Usage: ambit hooks install [--yes] [--folder DIR]

Writes a pre-commit hook that runs \`ambit check --staged\`, after showing it. A hook that somebody else wrote is left alone.

  --yes       agree to write it
  --folder    a folder of the repository; default: the current one
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
