/** What is recorded: configurations, and the calls that are decided by each. */

const config = (value) => ({ "project/opencode.json": JSON.stringify(value) });
const permission = (value) => config({ permission: value });
const bash = (...lines) =>
  lines.map((command) => ({ tool: "bash", args: { command, description: "d" } }));
const read = (...paths) => paths.map((filePath) => ({ tool: "read", args: { filePath } }));
const write = (...paths) =>
  paths.map((filePath) => ({ tool: "write", args: { filePath, content: "x\n" } }));
const edit = (filePath) => ({
  tool: "edit",
  args: { filePath, oldString: "hello", newString: "hullo" },
});
const fetches = { tool: "webfetch", args: { url: "{{url}}/x", format: "text" } };
const todo = {
  tool: "todowrite",
  args: { todos: [{ id: "1", content: "c", status: "pending", priority: "low" }] },
};
const lab = (...names) => names.map((name) => ({ tool: `lab_${name}`, args: { q: "x" } }));
const LAB = {
  lab: { type: "local", command: ["node", "{{root}}/server.mjs"], enabled: true },
};

/** The spellings of one denied command, and what stands around it. */
const SPELLINGS = [
  "lab status",
  "lab push origin",
  "lab push",
  "lab",
  "lab  push origin",
  "lab\tpush origin",
  "lab 'push' origin",
  'lab pu""sh origin',
  "lab \\push origin",
  "lab -C . push",
  "X=1 lab push",
  "env lab push",
  "/usr/bin/lab push",
  "lab status && lab push",
  "lab status; lab push",
  "lab status | lab push",
  "lab status || lab push",
  "lab status & lab push",
  "lab status $(lab push)",
  "lab status `lab push`",
  "lab status <(lab push)",
  "(lab push)",
  "{ lab push; }",
  "! lab push",
  "if true; then lab push; fi",
  "for f in a; do lab push; done",
  "f() { lab push; }; f",
  "bash -c 'lab push'",
  'eval "lab push"',
  "lab push > out.txt",
  "lab status > out.txt",
  "> out.txt lab push",
  "lab status 2>&1",
  "lab status && other",
  "lab status 'unterminated",
  "lab status <<EOF\nlab push\nEOF",
  "lab status\nlab push",
  "lab pushx",
  "LAB push",
  "other",
  "export A=1",
  "export A=$(lab push)",
  "A=1",
  "A=$(lab push)",
  "[ -f x ]",
  "[[ -f x ]] && lab push",
  "cd src",
  "cd src && lab push",
  "# lab push",
  "",
  "   ",
  "lab status # lab push",
  "time lab push",
  "lab push;",
  " lab push",
  'echo "$(lab push)"',
  "case x in x) lab push;; esac",
  "while lab push; do true; done",
  "unset A",
  "> out.txt",
];

export const CASES = [
  {
    name: "nothing is configured",
    files: config({}),
    calls: [
      ...bash(
        "lab",
        "rm -rf src",
        "cat ../outside/o.txt",
        "ls ../outside",
        "cat {{home}}/notes.txt",
      ),
      ...bash(
        "cat ~/notes.txt",
        "cd ..",
        "cd ~",
        "rm -rf /",
        "cp README.md ../outside/c",
        "cat $HOME/x",
      ),
      ...bash(
        'cat "../outside/o.txt"',
        "cat src/../../outside/o.txt",
        "touch ../outside",
        "head ../outside/o.txt",
      ),
      ...bash(
        "mv ../outside/*.txt .",
        "chmod +x ../outside/o.txt",
        "mkdir -p ../new/x",
        "cat < ../outside/o.txt",
      ),
      { tool: "bash", args: { command: "lab", description: "d", workdir: "{{root}}/outside" } },
      { tool: "bash", args: { command: "lab", description: "d", workdir: "src" } },
      ...read(
        "{{project}}/README.md",
        "README.md",
        "{{project}}/.env",
        ".env",
        "src/.env",
        ".env.local",
        ".env.example",
      ),
      ...read(
        "../outside/o.txt",
        "{{home}}/notes.txt",
        "{{project}}/src",
        "src/../README.md",
        "/etc/hostname",
      ),
      ...write("new.txt", ".env.new", "{{root}}/outside/new.txt", "src/new/deep.txt"),
      edit("README.md"),
      edit(".env"),
      fetches,
      todo,
      { tool: "glob", args: { pattern: "**/*.ts" } },
      { tool: "glob", args: { pattern: "*", path: "{{root}}/outside" } },
      { tool: "grep", args: { pattern: "hello" } },
      { tool: "grep", args: { pattern: "hello", path: "{{root}}/outside" } },
    ],
  },
  {
    name: "one program is allowed, one of its commands denied, the rest asked for",
    files: permission({ bash: { "*": "ask", "lab *": "allow", "lab push *": "deny" } }),
    calls: bash(...SPELLINGS),
  },
  {
    name: "commands without a star, with stars inside, and with question marks",
    files: permission({
      bash: {
        "*": "ask",
        "git status": "allow",
        "git log*": "allow",
        "npm run ?est": "allow",
        "git * main": "allow",
        "ls [ab]": "allow",
        "a.b": "allow",
        "*--version": "allow",
        "rm *": "deny",
      },
    }),
    calls: bash(
      "git status",
      "git status -s",
      "git log",
      "git logs",
      "git log --oneline",
      "npm run test",
      "npm run rest",
      "npm run est",
      "git push main",
      "git push origin main",
      "git checkout main x",
      "ls [ab]",
      "ls a",
      "a.b",
      "axb",
      "bash -c 'x' --version",
      "rm",
      "rm x",
      "rmdir x",
      "git status | rm x",
      "git status && git log",
      "GIT status",
      "git\\status",
      "a && b --version",
      "git status > x",
    ),
  },
  {
    name: "the general rule stands last",
    files: permission({
      bash: { "rm *": "deny", "*": "allow" },
      read: { "*.env": "deny", "*": "allow" },
    }),
    calls: [...bash("rm x", "ls"), ...read(".env", "README.md", ".env.local")],
  },
  {
    name: "all is asked for, but two keys",
    files: permission({ "*": "ask", bash: "allow", edit: "deny" }),
    calls: [
      ...bash("lab", "cat ../outside/o.txt"),
      ...read("README.md", ".env"),
      ...write("new.txt"),
      edit("README.md"),
      fetches,
      todo,
      { tool: "glob", args: { pattern: "*" } },
      { tool: "grep", args: { pattern: "hello" } },
    ],
  },
  {
    name: "the key of all stands behind the others",
    files: permission({ bash: "allow", edit: "deny", "*": "ask" }),
    calls: [...bash("lab"), ...write("new.txt"), ...read("README.md")],
  },
  {
    name: "a word for all: ask",
    files: permission("ask"),
    calls: [...bash("lab", "cd src", "A=1"), ...read("README.md", ".env"), ...write("n.txt")],
  },
  {
    name: "a word for all: deny",
    files: permission("deny"),
    calls: [...bash("lab", "cd src"), ...read("README.md"), ...write("n.txt"), todo],
  },
  {
    name: "a word for all: allow",
    files: permission("allow"),
    calls: [
      ...bash("lab", "cat ../outside/o.txt"),
      ...read(".env", "../outside/o.txt"),
      ...write("{{root}}/outside/n.txt"),
    ],
  },
  {
    name: "bash is denied but for one command",
    files: permission({ bash: { "*": "deny", "git status*": "allow" } }),
    calls: bash(
      "git status",
      "ls",
      "git status && ls",
      "cd src",
      "A=1",
      "cd src && git status",
      "export A=1",
      "> x",
    ),
  },
  {
    name: "bash is denied",
    files: permission({ bash: "deny" }),
    calls: bash("git status", "cd src", "A=1"),
  },
  {
    name: "files by their path from the top",
    files: permission({
      edit: {
        "*": "ask",
        "src/*": "allow",
        "src/secret/*": "deny",
        "*.md": "allow",
        "/etc/*": "deny",
        "{{project}}/abs.txt": "allow",
      },
      read: { "*": "deny", "src/*": "allow", "*.md": "allow", "~/notes.txt": "allow" },
    }),
    calls: [
      ...write(
        "src/n.ts",
        "src/deep/n.ts",
        "src/secret/n.ts",
        "n.md",
        "sub/n.md",
        "n.ts",
        "abs.txt",
        "src/../n.ts",
        "./src/m.ts",
        "{{project}}/src/o.ts",
        "SRC/n.ts",
      ),
      ...write("{{root}}/outside/n.md", "{{root}}/outside/n.ts"),
      edit("README.md"),
      edit("sub/b.ts"),
      edit("src/a.ts"),
      ...read(
        "src/a.ts",
        "src/.env",
        "README.md",
        "sub/b.ts",
        "{{home}}/notes.txt",
        "src",
        ".env",
        "../outside/o.txt",
      ),
    ],
  },
  {
    name: "the same outside a repository",
    git: false,
    files: permission({
      edit: { "*": "ask", "src/*": "allow", "**/src/*": "allow", "*.md": "allow" },
      read: { "*": "ask", "src/*": "allow", "*.md": "allow" },
    }),
    calls: [
      ...write("src/n.ts", "n.md", "n.ts", "{{root}}/outside/n.md"),
      ...read("src/a.ts", "README.md", "sub/b.ts", "../outside/o.txt"),
      ...bash("cat src/a.ts", "cat ../outside/o.txt"),
    ],
  },
  {
    name: "outside a repository, paths with a star at the front",
    git: false,
    files: permission({
      edit: { "*": "deny", "*src/*": "allow" },
      read: { "*": "allow", "*.env": "deny" },
    }),
    calls: [...write("src/n.ts", "n.ts"), ...read(".env", "src/.env", "README.md")],
  },
  {
    name: "folders outside",
    files: permission({
      external_directory: { "*": "deny", "{{root}}/outside/*": "allow", "~/*": "ask" },
      bash: { "*": "allow", "cat *": "ask" },
    }),
    calls: [
      ...read("../outside/o.txt", "{{home}}/notes.txt", "/etc/hostname"),
      ...write("{{root}}/outside/n.txt", "{{root}}/other/n.txt"),
      ...bash(
        "cat ../outside/o.txt",
        "cat ~/notes.txt",
        "cat /etc/hostname",
        "cd ../outside",
        "cd /etc",
        "ls /etc",
        "cat /etc/hostname ../outside/o.txt",
      ),
      { tool: "glob", args: { pattern: "*", path: "/etc" } },
      { tool: "grep", args: { pattern: "x", path: "{{root}}/outside" } },
      { tool: "bash", args: { command: "lab", description: "d", workdir: "/etc" } },
    ],
  },
  {
    name: "folders outside are allowed",
    files: permission({ external_directory: "allow" }),
    calls: [
      ...read("../outside/o.txt", "/etc/hostname"),
      ...bash("cat /etc/hostname"),
      ...write("{{root}}/outside/n.txt"),
    ],
  },
  {
    name: "keys with stars, and the tools of a server",
    files: config({
      permission: {
        "*": "ask",
        "lab_*": "deny",
        lab_list: "allow",
        lab_create: { "*": "ask" },
        "lab_push*": "allow",
        todowrite: "allow",
      },
      mcp: LAB,
    }),
    calls: [...lab("list", "create", "delete", "push_all"), todo, ...bash("lab")],
  },
  {
    name: "tools of a server with patterns",
    files: config({
      permission: {
        lab_list: { x: "deny", "*": "allow" },
        lab_create: { x: "deny" },
        lab_delete: { "*": "allow", x: "deny" },
      },
      mcp: LAB,
    }),
    calls: lab("list", "create", "delete", "push_all"),
  },
  {
    name: "keys of tools that are no permissions",
    files: permission({ write: "deny", apply_patch: "deny", multiedit: "deny", patch: "deny" }),
    calls: [...write("n.txt"), edit("README.md")],
  },
  {
    name: "a key with a star inside, and one that is only a part",
    files: permission({ "web*": "deny", "?ash": "deny", rea: "deny", "todo*": "ask" }),
    calls: [fetches, ...bash("lab"), ...read("README.md"), todo],
  },
  {
    name: "the deprecated map of tools",
    files: config({
      tools: { bash: false, write: false, webfetch: false, read: true, "lab_*": false },
      mcp: LAB,
    }),
    calls: [
      ...bash("lab"),
      ...write("n.txt"),
      edit("README.md"),
      fetches,
      ...read(".env", "README.md"),
      ...lab("list"),
    ],
  },
  {
    name: "the deprecated map of tools beside permissions",
    files: config({
      tools: { bash: false, edit: false },
      permission: { bash: { "*": "ask", "ls *": "allow" }, "*": "allow" },
    }),
    calls: [...bash("ls", "lab"), ...write("n.txt")],
  },
  {
    name: "search by content is denied",
    files: permission({
      grep: { "*": "allow", "*secret*": "deny" },
      glob: { "*": "deny", "*.ts": "allow" },
    }),
    calls: [
      { tool: "grep", args: { pattern: "hello" } },
      { tool: "grep", args: { pattern: "my secret" } },
      { tool: "glob", args: { pattern: "**/*.ts" } },
      { tool: "glob", args: { pattern: "*.md" } },
      { tool: "glob", args: { pattern: "x.ts" } },
    ],
  },
  {
    name: "other agents by name",
    files: permission({ task: { "*": "deny", general: "ask" } }),
    calls: ["general", "explore"].map((subagent_type) => ({
      tool: "task",
      args: { description: "d", prompt: "p", subagent_type },
    })),
  },
  {
    name: "skills by name",
    files: {
      ...permission({ skill: { "*": "deny", "lab-*": "allow", "lab-ask": "ask" } }),
      ...Object.fromEntries(
        ["lab-ok", "lab-ask", "other"].map((name) => [
          `project/.opencode/skill/${name}/SKILL.md`,
          `---\nname: ${name}\ndescription: d\n---\nx\n`,
        ]),
      ),
    },
    calls: ["lab-ok", "lab-ask", "other"].map((name) => ({ tool: "skill", args: { name } })),
  },
  {
    name: "the agent for plans",
    agent: "plan",
    files: permission({ bash: { "*": "ask" } }),
    calls: [
      ...write("n.txt", ".opencode/plans/p.md"),
      edit("README.md"),
      ...bash("lab"),
      ...read("README.md", ".env"),
    ],
  },
  {
    name: "the agent for plans where editing is allowed",
    agent: "plan",
    files: permission({ edit: "allow" }),
    calls: write("n.txt"),
  },
  {
    name: "an agent of its own in the file",
    agent: "review",
    files: config({
      permission: { bash: "ask", edit: "ask" },
      agent: {
        review: {
          mode: "primary",
          description: "d",
          permission: { edit: "deny", bash: { "*": "deny", "git diff*": "allow" }, "*": "allow" },
        },
      },
    }),
    calls: [...write("n.txt"), ...bash("git diff", "ls"), ...read(".env")],
  },
  {
    name: "an agent with the deprecated map of tools",
    agent: "review",
    files: config({
      agent: {
        review: {
          mode: "primary",
          description: "d",
          tools: { write: false, bash: true, "lab_*": false },
          permission: { bash: { "rm *": "deny" } },
        },
      },
      mcp: LAB,
    }),
    calls: [...write("n.txt"), ...bash("rm x", "ls"), ...lab("list")],
  },
  {
    name: "the permissions of the agent that is always there",
    files: config({
      permission: { bash: "ask" },
      agent: { build: { permission: { bash: { "*": "allow", "rm *": "deny" } } } },
    }),
    calls: bash("ls", "rm x"),
  },
  {
    name: "an agent in Markdown",
    agent: "notes",
    files: {
      ...permission({ bash: "deny", edit: "ask" }),
      "project/.opencode/agent/notes.md":
        '---\ndescription: d\nmode: primary\npermission:\n  edit:\n    "*": deny\n    "*.md": allow\n  bash:\n    "*": ask\n    "ls *": allow\n---\nWrite notes.\n',
    },
    calls: [...write("n.md", "n.txt"), ...bash("ls", "rm x")],
  },
  {
    name: "an agent in Markdown with the deprecated map of tools, in a folder",
    agent: "team/notes",
    files: {
      ...permission({ edit: "ask" }),
      "project/.opencode/agents/team/notes.md":
        "---\ndescription: d\nmode: primary\ntools:\n  bash: false\n  write: true\n---\nWrite notes.\n",
    },
    calls: [...write("n.md"), ...bash("ls")],
  },
  {
    name: "an agent both in Markdown and in the file",
    agent: "notes",
    files: {
      ...config({ agent: { notes: { permission: { bash: "deny", edit: "allow" } } } }),
      "project/.opencode/agent/notes.md":
        "---\ndescription: d\nmode: primary\npermission:\n  edit: deny\n  webfetch: ask\n---\nx\n",
    },
    calls: [...write("n.md"), ...bash("ls"), fetches],
  },
  {
    name: "a user's file below the project's",
    files: {
      "home/.config/opencode/opencode.json": JSON.stringify({
        permission: { bash: { "*": "deny", "ls *": "allow" }, edit: "deny", webfetch: "ask" },
      }),
      ...permission({ bash: { "git *": "allow", "ls *": "ask" }, read: "deny" }),
    },
    calls: [...bash("ls", "git x", "rm x"), ...write("n.txt"), ...read("README.md"), fetches],
  },
  {
    name: "a user's word below the project's map",
    files: {
      "home/.config/opencode/opencode.json": JSON.stringify({
        permission: { bash: "deny", "*": "ask" },
      }),
      ...permission({ bash: { "git *": "allow" }, edit: "allow" }),
    },
    calls: [...bash("git x", "rm x"), ...write("n.txt"), ...read("README.md")],
  },
  {
    name: "the project's word over the user's map, and both for all",
    files: {
      "home/.config/opencode/opencode.json": JSON.stringify({ permission: "deny" }),
      ...permission({ bash: "allow" }),
    },
    calls: [...bash("git x"), ...write("n.txt")],
  },
  {
    name: "the file in .opencode beside the one at the top",
    files: {
      ...permission({ bash: { "*": "allow", "rm *": "deny" }, edit: "deny" }),
      "project/.opencode/opencode.json": JSON.stringify({
        permission: { bash: { "rm *": "ask", "mv *": "deny" }, edit: "allow" },
      }),
    },
    calls: [...bash("ls", "rm x", "mv a b"), ...write("n.txt")],
  },
  {
    name: "a file of a folder below",
    folder: "sub",
    files: {
      ...permission({
        bash: { "*": "ask", "rm *": "deny" },
        edit: { "*": "ask", "sub/*": "allow" },
      }),
      "project/sub/opencode.json": JSON.stringify({ permission: { bash: { "*": "allow" } } }),
    },
    calls: [
      ...bash("ls", "rm x", "cat ../README.md"),
      ...write("n.txt", "../n.txt"),
      ...read("../README.md", "{{root}}/outside/o.txt"),
    ],
  },
  {
    name: "json and jsonc side by side",
    files: {
      ...permission({ bash: "deny", edit: "deny" }),
      "project/opencode.jsonc": '{\n  // comment\n  "permission": { "bash": "allow", },\n}\n',
    },
    calls: [...bash("ls"), ...write("n.txt")],
  },
  {
    name: "patterns of home",
    files: permission({
      read: { "$HOME/*": "deny", "~": "deny" },
      external_directory: { "~/*": "allow", $HOME: "deny" },
    }),
    calls: read("{{home}}/notes.txt", "README.md", "{{home}}"),
  },
  {
    name: "numbers are keys before words",
    files: permission({ bash: { "ls *": "deny", "*": "allow", 7: "deny" } }),
    calls: bash("ls", "7", "rm x"),
  },
  {
    name: "the empty pattern and the empty key",
    files: permission({ bash: { "": "deny" }, "": "deny" }),
    calls: bash("ls", ""),
  },
  {
    name: "backslashes",
    files: permission({ bash: { "*": "ask", "a\\b": "allow" } }),
    calls: bash("a\\b", "a/b"),
  },
  {
    name: "long stars",
    files: permission({
      bash: { "*": "ask", "a ** b": "allow", "x * *": "allow", "y*z *": "allow" },
    }),
    calls: bash("a  b", "a x b", "x", "x y", "x y z", "yz", "yaz b", "x  "),
  },
  // What is refused.
  {
    name: "addresses are no patterns",
    files: permission({ webfetch: { "https://*": "allow" } }),
    calls: [...bash("ls")],
    refused: true,
  },
  { name: "a wrong word", files: permission({ bash: "always" }), calls: bash("ls"), refused: true },
  {
    name: "a wrong word in a map",
    files: permission({ bash: { "*": "prompt" } }),
    calls: bash("ls"),
    refused: true,
  },
  { name: "a boolean", files: permission({ bash: true }), calls: bash("ls"), refused: true },
  { name: "a list", files: permission({ bash: ["ls"] }), calls: bash("ls"), refused: true },
  {
    name: "a map of tools with a word",
    files: config({ tools: { bash: "deny" } }),
    calls: bash("ls"),
    refused: true,
  },
  {
    name: "the list of version 2",
    files: config({ permissions: [{ action: "shell", resource: "*", effect: "deny" }] }),
    calls: bash("ls"),
    refused: true,
  },
  {
    name: "a key that nobody knows",
    files: config({ permisson: { bash: "deny" } }),
    calls: bash("ls"),
    refused: true,
  },
  {
    name: "a word for todo lists in a map",
    files: permission({ todowrite: { "*": "deny" } }),
    calls: [todo],
    refused: true,
  },
  {
    name: "a word for searches in a map",
    files: permission({ websearch: { "*": "deny" } }),
    calls: bash("ls"),
    refused: true,
  },
  {
    name: "a word for questions in a map",
    files: permission({ question: { "*": "deny" } }),
    calls: bash("ls"),
    refused: true,
  },
  {
    name: "a word for loops in a map",
    files: permission({ doom_loop: { "*": "deny" } }),
    calls: bash("ls"),
    refused: true,
  },
  {
    name: "a map for language servers",
    files: permission({
      lsp: { "*": "deny" },
      skill: { "*": "deny" },
      list: { "*": "deny" },
      invented: { "*": "deny" },
    }),
    calls: bash("ls"),
  },
  {
    name: "no JSON",
    files: { "project/opencode.json": '{ "permission": { "bash": "deny" ' },
    calls: bash("ls"),
    refused: true,
  },
  {
    name: "a server of an unknown kind",
    files: config({ permission: { bash: "deny" }, mcp: { x: { type: "stdio", command: ["x"] } } }),
    calls: bash("ls"),
    refused: true,
  },
  {
    name: "the command of a server as a text",
    files: config({
      permission: { bash: "deny" },
      mcp: { x: { type: "local", command: "npx x" } },
    }),
    calls: bash("ls"),
    refused: true,
  },
  {
    name: "shape of a server: no type",
    files: config({ permission: { bash: "deny" }, mcp: { x: { command: ["x"] } } }),
    calls: [],
  },
  {
    name: "shape of a server: only whether it is on",
    files: config({ permission: { bash: "deny" }, mcp: { x: { enabled: false } } }),
    calls: [],
  },
  {
    name: "shape of a server: a key that nobody knows",
    files: config({
      mcp: { x: { type: "remote", url: "http://127.0.0.1:1/", enabled: false, more: 1 } },
    }),
    calls: [],
  },
  {
    name: "shape of a server: no address",
    files: config({ mcp: { x: { type: "remote", enabled: false } } }),
    calls: [],
  },
  {
    name: "shape of a server: an environment that is no text",
    files: config({
      mcp: { x: { type: "local", command: ["x"], enabled: false, environment: { A: 1 } } },
    }),
    calls: [],
  },
  { name: "null for all", files: permission(null), calls: bash("ls"), refused: true },
  { name: "null for a key", files: permission({ bash: null }), calls: bash("ls"), refused: true },
  {
    name: "permissions of an agent that are refused",
    files: config({
      permission: { bash: "deny" },
      agent: { build: { permission: { bash: "x" } } },
    }),
    calls: bash("ls"),
    refused: true,
  },
  {
    name: "the permission of an agent in Markdown that is refused",
    files: {
      ...permission({ bash: "deny" }),
      "project/.opencode/agent/x.md": "---\ndescription: d\npermission:\n  bash: maybe\n---\nx\n",
    },
    calls: bash("ls"),
    refused: true,
  },
  {
    name: "front matter that is no YAML",
    files: {
      ...permission({ bash: "deny" }),
      "project/.opencode/agent/x.md": "---\ndescription: [d\npermission: {\n---\nx\n",
    },
    calls: bash("ls"),
  },
];
