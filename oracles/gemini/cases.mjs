/** Policies and calls for the policy engine of Gemini CLI. Nothing of it is run. */

const rule = (/** @type {string} */ body) => `[[rule]]\n${body}\n`;
const SHELL =
  rule(
    'toolName = "run_shell_command"\ncommandPrefix = "git"\ndecision = "allow"\npriority = 100',
  ) +
  rule(
    'toolName = "run_shell_command"\ncommandPrefix = "git push"\ndecision = "deny"\npriority = 200',
  ) +
  rule(
    'toolName = "run_shell_command"\ncommandPrefix = ["labask", "labother x"]\ndecision = "ask_user"\npriority = 150',
  );

export const POLICIES = [
  { name: "none", text: "" },
  { name: "none-headless", text: "", headless: true },
  { name: "none-autoedit", text: "", mode: "autoEdit" },
  { name: "none-plan", text: "", mode: "plan" },
  { name: "none-yolo", text: "", mode: "yolo" },
  { name: "lines", text: SHELL },
  { name: "lines-headless", text: SHELL, headless: true },
  { name: "lines-yolo", text: SHELL, mode: "yolo" },
  {
    name: "lines-bare",
    text: rule('toolName = "run_shell_command"\ndecision = "allow"\npriority = 1'),
  },
  {
    name: "lines-regex",
    text:
      rule(
        'toolName = "run_shell_command"\ncommandRegex = "git (status|log)"\ndecision = "allow"\npriority = 10\nallowRedirection = true',
      ) + rule('toolName = "*"\nargsPattern = "secret"\ndecision = "deny"\npriority = 500'),
  },
  {
    name: "args",
    text:
      rule(
        `toolName = ["read_file", "write_file"]\nargsPattern = '\\x00"file_path":"src/[^"]*"\\x00'\ndecision = "allow"\npriority = 300`,
      ) + rule('toolName = "write_file"\ndecision = "deny"\npriority = 200'),
  },
  {
    name: "servers",
    text:
      rule('mcpName = "gh"\ntoolName = "*"\ndecision = "allow"\npriority = 10') +
      rule('mcpName = "gh"\ntoolName = "delete"\ndecision = "deny"\npriority = 20') +
      rule('mcpName = "*"\ntoolName = "list"\ndecision = "deny"\npriority = 900') +
      rule('toolName = "mcp_other_*"\ndecision = "deny"\npriority = 5'),
  },
  {
    name: "all-servers",
    text: rule('mcpName = "*"\ntoolName = "*"\ndecision = "allow"\npriority = 10'),
  },
  {
    name: "ties",
    text:
      rule('toolName = "web_fetch"\ndecision = "allow"\npriority = 100') +
      rule('toolName = "web_fetch"\ndecision = "deny"\npriority = 100'),
  },
  {
    name: "ties-other",
    text:
      rule('toolName = "web_fetch"\ndecision = "deny"\npriority = 100') +
      rule('toolName = "*"\ndecision = "allow"\npriority = 100'),
  },
  {
    name: "modes",
    text:
      rule('toolName = "write_file"\ndecision = "allow"\npriority = 100\nmodes = ["autoEdit"]') +
      rule('toolName = "web_fetch"\ndecision = "allow"\npriority = 1\ninteractive = true'),
  },
  {
    name: "too-high",
    text:
      rule('toolName = "read_file"\ndecision = "deny"\npriority = 1000') +
      rule('toolName = "web_fetch"\ndecision = "deny"\npriority = 1'),
  },
  {
    name: "no-decision",
    text:
      rule('toolName = "read_file"\npriority = 1') +
      rule('toolName = "web_fetch"\ndecision = "deny"\npriority = 1'),
  },
  {
    name: "bad-toml",
    text: rule('toolName = "read_file"\nargsPattern = "\\."\ndecision = "deny"\npriority = 1'),
  },
  {
    name: "rules-key",
    text: '[[rules]]\ntoolName = "read_file"\ndecision = "deny"\npriority = 1\n',
  },
  {
    name: "bad-regex",
    text:
      rule('toolName = "read_file"\nargsPattern = "("\ndecision = "deny"\npriority = 1') +
      rule('toolName = "web_fetch"\ndecision = "deny"\npriority = 1'),
  },
  {
    name: "nested",
    text:
      rule('toolName = "read_file"\nargsPattern = "(a+)+"\ndecision = "deny"\npriority = 1') +
      rule(
        'toolName = "read_file"\nargsPattern = "(?:src|lib)+x"\ndecision = "deny"\npriority = 2',
      ),
  },
  {
    name: "prefix-elsewhere",
    text: rule('toolName = "read_file"\ncommandPrefix = "x"\ndecision = "deny"\npriority = 1'),
  },
  {
    name: "both",
    text: rule(
      'toolName = "run_shell_command"\ncommandPrefix = "git"\nargsPattern = "zzz"\ndecision = "deny"\npriority = 1',
    ),
  },
  { name: "empty-tool", text: rule('toolName = ""\ndecision = "deny"\npriority = 1'), skip: true },
  {
    name: "alias",
    text: rule('toolName = "search_file_content"\ndecision = "deny"\npriority = 1'),
  },
  { name: "agent", text: rule('toolName = "reviewer"\ndecision = "deny"\npriority = 100') },
  {
    name: "annotations",
    text: rule(
      'toolName = "*"\nmcpName = "gh"\ntoolAnnotations = { readOnlyHint = true }\ndecision = "allow"\npriority = 7',
    ),
  },
  { name: "alone", text: SHELL, defaults: false },
].filter(({ skip }) => !skip);

export const CALLS = [
  { name: "read_file", args: { file_path: "src/a.ts" } },
  { name: "read_file", args: { file_path: "src/../etc/passwd" } },
  { name: "read_file", args: { file_path: "other/a.ts", z: 'x"file_path":"src/a"' } },
  { name: "write_file", args: { file_path: "src/a.ts", content: "x" } },
  { name: "write_file", args: { file_path: "src/Makefile", content: "x" } },
  { name: "write_file", args: { file_path: "plan.md", content: "x" } },
  { name: "replace", args: { file_path: "lib/a.ts" } },
  { name: "web_fetch", args: { prompt: "https://example.com/" } },
  { name: "google_web_search", args: { query: "x" } },
  { name: "grep_search", args: { pattern: "secret" } },
  { name: "invoke_agent", args: { agent_name: "reviewer" } },
  { name: "invoke_agent", args: { agent_name: "codebase_investigator" } },
  { name: "mcp_gh_list", args: {}, server: "gh" },
  { name: "mcp_gh_delete", args: { id: 1 }, server: "gh" },
  { name: "mcp_other_list", args: {}, server: "other" },
  { name: "mcp_my_server_x", args: {} },
  { name: "ask_user", args: {} },
  { name: "enter_plan_mode", args: {} },
  { name: "made_up", args: {} },
];

export const LINES = [
  "git status",
  "git push",
  "git push origin main",
  "git",
  "git  push",
  "git 'push'",
  "gitk",
  "git -C . push",
  "GIT status",
  "X=1 git push",
  "env git push",
  "sudo git push",
  "/usr/bin/git push",
  "git status && git push",
  "git status; git log",
  "git status | cat",
  "git status || other",
  "git status & git push",
  "git status $(git push)",
  "git log `git push`",
  "(git push)",
  "{ git push; }",
  "! git push",
  "bash -c 'git push'",
  'bash -c "git push"',
  "bash -lc 'git push'",
  "sh -c 'git status'",
  "/bin/zsh -c 'git status && other'",
  "if true; then git push; fi",
  "for x in a; do git push; done",
  "git push > out.txt",
  "git status > out.txt",
  "git status 2>&1",
  "git status < in",
  "git status <<EOF\nx\nEOF",
  "git status <<< x",
  "git status 'unterminated",
  "git status &&",
  "",
  "   ",
  "# comment",
  "git status # git push",
  "git $X",
  "git log --format='%H'",
  "git diff --output=x",
  "git -c core.pager=x status",
  "git branch -a",
  "git branch -d x",
  "labask",
  "labask x",
  "labaskx",
  "labother x",
  "labother y",
  "eval 'git push'",
  "xargs git push",
  "ls",
  "ls -la",
  "ls ..",
  "ls src /etc",
  "cat a.txt",
  "cat /etc/passwd",
  "cat ~/x",
  "cat $HOME/x",
  "cat src/../../x",
  "cat a.txt > b.txt",
  "echo hi",
  "echo $(whoami)",
  "pwd && whoami",
  "cd src",
  "cd",
  "cd ..",
  "cd src && ls",
  "find . -name x",
  "find . -exec rm {} ;",
  "find / -name x",
  "rg x",
  "/usr/bin/rg x",
  "/usr/bin/rg --pre x y",
  "rg --pre x",
  "sed -n 1,5p a",
  "sed -n 1,5p /etc/passwd",
  "sed -i s/a/b/ x",
  "base64 a",
  "base64 -o b a",
  "grep -r x .",
  "grep x /etc/passwd",
  "grep -f /etc/x y",
  "head -n 5 a",
  "tail --lines=5 a",
  "wc -l < a",
  "true",
  "which git",
  "rm -rf x",
  "rm -r x",
  "rm -f x",
  "sudo rm -rf x",
  "ln -s a b",
  "ln a b",
  "echo 'a b' \"c\"",
  "echo *",
  "echo {a,b}",
  "bash -c 'ls && cat a'",
  "bash -c 'ls > x'",
  "bash -lc ls",
  "zsh -c ls",
  "node -e 'x'",
  "cat a | sh",
  "echo a; echo b",
  "echo a \\\n b",
  'echo "$(git push)"',
  "cat <(git push)",
  "export A=$(git push)",
  "A=1",
  "A=$(git push)",
  "[ -f x ] && ls",
  "unset X",
  "f() { git push; }",
  "while true; do ls; done",
  "case x in a) git push;; esac",
  "git status\ngit push",
  "ls -- -x",
  "ls --color=/etc",
  "nl -b a x",
  "stat -c %n ..",
  "secret",
  "git log secret",
  "time git push",
  "nohup git push &",
  "git commit -m 'a; git push'",
  'git commit -m "x $(git push)"',
  "echo ${X@P}",
  "echo ${X}",
  "env",
  "cut -d: -f1 /etc/passwd",
  "cut -d: -f1 a",
  "tac a",
  "id",
  "printf x",
  "python3 -c 'x'",
];
