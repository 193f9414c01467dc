/**
 * A grant that a rule must find, one that looks like it and is harmless, and the rule. Both are the `rules` of a policy, as YAML. `other` is the
 * policy of another agent of the workspace.
 */
export type Twins = readonly [bad: string, twin: string, rule: string, other?: string];

/** Look-alikes; most are grants that people have written in public permission files. */
export const TWINS: readonly Twins[] = [
  ...startedAgents(),
  ...others(),
  [
    "- { allow: shell, command: 'rm **', files: any }",
    "- { allow: shell, command: 'rm **' }\n- { allow: file.write, path: 'src/**' }",
    "destructive-command",
  ],
  [
    "- { allow: shell, command: 'chmod **', files: any }",
    "- { allow: shell, command: 'chmod +x scripts/build.sh' }",
    "destructive-command",
  ],
  ...commands("interpreter-command", {
    "python3 **": "python3 --version",
    "python **": "python -m pytest **",
    "python -c *": "python -m json.tool *",
    "py **": "py -3 -m unittest",
    "node **": "node --version",
    "node -e *": "node --test **",
    "node -p *": "node scripts/build.js **",
    "tsx **": "tsx scripts/report.ts",
    "bun -e *": "bun test **",
    "deno run **": "deno fmt **",
    "ruby **": "ruby bin/rails test **",
    "perl *": "perl -c lib/App.pm",
    "php **": "php artisan test **",
    "bash -c *": "bash -n scripts/build.sh",
    "sh **": "sh scripts/build.sh",
    "zsh -lc *": "zsh --version",
    "pwsh **": "pwsh -File scripts/build.ps1",
    "awk **": "awk -f scripts/report.awk data.csv",
    "osascript **": "osascript scripts/notify.scpt",
    "Rscript **": "Rscript scripts/report.R",
    "/usr/bin/python3 **": "/usr/bin/python3 --version",
    ".venv/bin/python **": ".venv/bin/python -m mypy src",
    "lua **": "lua -v",
    "julia **": "julia --version",
  }),
  ...commands("package-runner", {
    "npx **": "npx eslint **",
    "npx -y *": "npx tsc --noEmit",
    "npx *": "npx --version",
    "npm **": "npm {ls,outdated,audit,ci} **",
    "npm exec **": "npm exec -- eslint src",
    "npm create *": "npm run build",
    "pnpm dlx **": "pnpm -r test",
    "yarn dlx **": "yarn why **",
    "bunx **": "bunx biome check **",
    "bun x **": "bun test **",
    "uvx **": "uvx ruff check **",
    "uvx --from * *": "uvx --from ruff@0.8.0 ruff check",
    "uv run **": "uv run pytest **",
    "uv tool run **": "uv {sync,lock}",
    "pipx run **": "pipx run black --check .",
    "go run **": "go run ./cmd/report",
    "go **": "go {build,test,vet,list} **",
    "nix run **": "nix build .#app",
    "dotnet **": "dotnet {build,test} **",
    "gem exec **": "gem list **",
  }),
  ...commands("elevated-command", {
    "sudo **": "sudo -v",
    "sudo -n *": "sudo --version",
    "doas **": "doas -L",
    "su -c *": "id",
    "docker **": "docker ps **",
    "docker run **": "docker run --rm alpine:3.20 true",
    "docker exec **": "docker exec web nginx -t",
    "docker exec web **": "docker {logs,inspect} **",
    "docker compose **": "docker compose {ps,logs} **",
    "docker compose run **": "docker compose up -d",
    "docker-compose **": "docker-compose ps",
    "podman **": "podman ps **",
    "kubectl **": "kubectl {get,describe,logs} **",
    "kubectl exec **": "kubectl exec web -- nginx -t",
    "kubectl run **": "kubectl version",
    "ssh **": "ssh -V",
    "ssh deploy@build.example.com **": "ssh deploy@build.example.com uptime",
    "adb shell **": "adb devices",
    "nsenter **": "lsns",
    "heroku run **": "heroku logs **",
  }),
  ...commands("program-by-argument", {
    "git **": "git status **",
    "git -c * **": "git -C packages/web status",
    "git config **": "git config --get user.name",
    "git rebase **": "git rebase --abort",
    "git submodule foreach **": "git submodule status",
    "git bisect **": "git bisect {good,bad,log}",
    "find **": "find . -name *.ts",
    "find . -exec **": "find src -type f",
    "fd **": "fd *.ts src",
    "xargs **": "xargs ls -l",
    "xargs -0 **": "xargs -0 wc -l",
    "xargs sh **": "xargs grep -n TODO",
    "env **": "env",
    "timeout 60 **": "timeout 60 npm test",
    "nohup **": "nohup npm test",
    "watch **": "watch git status",
    "time **": "time npm test",
    "tar **": "tar -tf archive.tar",
    "tar -xf **": "tar -tzf *",
    "sed **": "sed -n 1,20p src/app.ts",
    "rsync **": "rsync --version",
    "scp **": "scp -V",
    "less **": "less --version",
    "man **": "man git",
    "vim **": "vim --version",
    "gdb **": "gdb --version",
    "sqlite3 **": "sqlite3 --version",
    "pnpm exec **": "pnpm exec eslint **",
    "poetry run **": "poetry run pytest **",
    "bundle exec **": "bundle exec rspec **",
    "mise exec **": "mise ls",
    "conda run **": "conda list",
    "eval **": "echo **",
  }),
  ...commands("unscoped-web-fetch", {
    "curl **": "curl -s https://api.example.com/*",
    "curl -s *": "curl --version",
    "curl -X POST **": "curl -X POST https://hooks.example.com/build",
    "wget **": "wget https://files.example.com/*",
    "http **": "http --version",
    "nc **": "nc -h",
    "Invoke-WebRequest **": "Get-Date",
    "dig **": "dig example.com",
  }),
  ...commands("destructive-command", {
    "git push **": "git push --dry-run",
    "git push --force *": "git fetch **",
    "git push origin **": "git log **",
    "git reset **": "git reset HEAD src/app.ts",
    "git reset --hard": "git reset --soft HEAD~1",
    "git clean **": "git clean -n",
    "git checkout **": "git checkout -b *",
    "git restore **": "git diff **",
    "git branch **": "git branch --list **",
    "git stash **": "git stash list",
    "git worktree **": "git worktree list",
    "git remote **": "git remote -v",
    "terraform **": "terraform {plan,validate} **",
    "terraform destroy **": "terraform fmt -check",
    "tofu apply **": "tofu plan **",
    "pulumi **": "pulumi preview **",
    "kubectl delete **": "kubectl get **",
    "kubectl apply **": "kubectl diff **",
    "helm **": "helm {list,status} **",
    "docker system **": "docker system df",
    "docker volume **": "docker volume ls",
    "docker compose down **": "docker compose ps",
    "dropdb *": "psql --list",
    "psql **": "psql --version",
    "mysql **": "mysqlshow",
    "sqlite3 app.db *": "sqlite3 -readonly app.db .schema",
    "redis-cli **": "redis-cli PING",
    "mongosh **": "mongosh --version",
    "aws **": "aws sts get-caller-identity",
    "aws s3 **": "aws s3 ls **",
    "gcloud sql **": "gcloud projects list",
    "az **": "az account show",
    "vercel **": "vercel ls",
    "gh **": "gh pr {view,list,diff,checks} **",
    "gh api **": "gh run list **",
    "gh pr merge **": "gh issue view **",
    "gh repo **": "gh repo view **",
    "npm publish **": "npm pack --dry-run",
    "cargo publish": "cargo package --list",
    "twine upload **": "twine check **",
    "shutdown **": "uptime",
    "systemctl **": "systemctl status **",
    "crontab *": "crontab -l",
    "prisma migrate **": "prisma validate",
    "supabase db **": "supabase status",
  }),
  ...commands("package-install", {
    "npm install **": "npm install",
    "npm i *": "npm ci",
    "npm install --save-dev **": "npm install --save-dev prettier",
    "pnpm add **": "pnpm install --frozen-lockfile",
    "yarn add **": "yarn install --immutable",
    "bun add **": "bun install",
    "pip install **": "pip install -r requirements.txt",
    "pip3 install *": "pip3 list **",
    "python -m pip install **": "python -m pip list",
    "uv add **": "uv sync",
    "uv pip install **": "uv pip list",
    "poetry add **": "poetry install",
    "conda install **": "conda env list",
    "cargo install **": "cargo build **",
    "cargo {add,update} **": "cargo {build,test,clippy,fmt,check} **",
    "go get **": "go mod download",
    "go install **": "go vet **",
    "gem install **": "bundle install",
    "composer require **": "composer validate",
    "brew install **": "brew list",
    "brew **": "brew info **",
    "apt-get install **": "apt-get --version",
    "apt **": "apt list **",
    "apk add **": "apk list",
    "pacman -S **": "pacman -Q **",
    "winget install **": "winget list",
    "code --install-extension *": "code --list-extensions",
    "dotnet add **": "dotnet list package",
  }),
];

/** Grants of files, hosts and tools, and rules as a whole. */
function others(): readonly Twins[] {
  return [
    ...["/opt/tools/**", "../other/**", "~/projects/shop/**", "/etc/hosts", "~/.cache/**"].map(
      (path): Twins => [write(path), write("build/**"), "write-outside-workspace"],
    ),
    [write("/srv/**"), write("/tmp/**"), "write-outside-workspace"],
    [write("~/.bashrc"), write("scripts/bashrc"), "self-policy-writable"],
    [write("~/.ssh/config"), write("docs/ssh/config"), "self-policy-writable"],
    [write("/etc/cron.d/*"), write("deploy/cron.d/*"), "self-policy-writable"],
    [write("~/.config/**"), write("config/**"), "self-policy-writable"],
    [write("ambit.yaml"), write("docs/ambit.md"), "self-policy-writable"],
    [write(".github/workflows/*"), write(".github/ISSUE_TEMPLATE/**"), "self-policy-writable"],
    [write("**"), write("src/**"), "unscoped-file-write"],
    [write("~/**"), write("**/*.md"), "unscoped-file-write"],
    [read("~/Documents/**"), read("docs/**"), "read-outside-workspace"],
    [read("/home/**"), read("~/notes.txt"), "secrets-readable"],
    [read("/var/log/**"), read("/usr/include/**"), "read-outside-workspace"],
    [read("/**/passwd"), read("/usr/share/dict/**"), "read-outside-workspace"],
    [read("../other/**"), read("../shared/schema.json"), "read-outside-workspace"],
    [read(".env"), read(".env.example"), "secrets-readable"],
    [read("~/.ssh/*"), read("keys/README.md"), "secrets-readable"],
    [read("**"), `${read("**")}\n${deny("**/.env*")}`, "secrets-readable"],
    [fetch("*"), fetch("api.example.com"), "unscoped-web-fetch"],
    [fetch("*.com"), fetch("*.example.com"), "unscoped-web-fetch"],
    [fetch("webhook.site"), fetch("hooks.example.com"), "user-content-host"],
    [fetch("*.ngrok-free.app"), fetch("acme.ngrok-free.app"), "user-content-host"],
    [fetch("*.vercel.app"), fetch("shop.vercel.app"), "user-content-host"],
    [fetch("gist.githubusercontent.com"), fetch("docs.github.com"), "user-content-host"],
    [fetch("raw.githubusercontent.com"), fetch("api.github.com"), "user-content-host"],
    [fetch("pastebin.com"), fetch("registry.npmjs.org"), "user-content-host"],
    [fetch("*.s3.amazonaws.com"), fetch("acme-docs.s3.amazonaws.com"), "user-content-host"],
    [fetch("*.amazonaws.com"), fetch("docs.aws.amazon.com"), "user-content-host"],
    [fetch("storage.googleapis.com"), fetch("pkg.go.dev"), "user-content-host"],
    [fetch("*.workers.dev"), fetch("developers.cloudflare.com"), "user-content-host"],
    [tool("mcp:github/*"), tool("mcp:github/get_*"), "wildcard-tool"],
    [tool("mcp:*/*"), tool("mcp:github/list_issues"), "wildcard-tool"],
    [
      tool("mcp:mail/send"),
      tool("mcp:mail/send, args: { to: team@example.com }"),
      "free-arguments",
    ],
    [tool("mcp:slack/post_message"), tool("mcp:slack/list_messages"), "free-arguments"],
    [
      tool("mcp:slack/send_message, args: { text: { maxLength: 200 } }"),
      tool("mcp:slack/get_message"),
      "free-arguments",
    ],
    [
      tool("mcp:bank/transfer"),
      tool("mcp:bank/transfer, args: { amount: { maximum: 10 }, to: rent }"),
      "free-arguments",
    ],
    [tool("mcp:shop/create_order"), tool("mcp:shop/get_order"), "free-arguments"],
    [tool("mcp:supabase/execute_sql"), tool("mcp:supabase/list_tables"), "free-arguments"],
    [
      tool("mcp:playwright/browser_evaluate"),
      tool("mcp:playwright/browser_snapshot"),
      "free-arguments",
    ],
    [
      tool("mcp:runner/run_command"),
      tool("mcp:runner/run_command, args: { command: [npm test] }"),
      "free-arguments",
    ],
    [tool("mcp:fs/delete_file"), tool("mcp:fs/read_file"), "destructive-tool"],
    [tool("mcp:github/delete_*"), tool("mcp:github/list_*"), "destructive-tool"],
    [tool("mcp:mongodb/drop-database"), tool("mcp:mongodb/list-databases"), "destructive-tool"],
    [
      tool("mcp:notion/API-delete-a-block"),
      tool("mcp:notion/API-retrieve-a-block"),
      "destructive-tool",
    ],
    [
      tool("mcp:mail/delete_message"),
      tool("mcp:mail/delete_message, args: { id: draft-1 }"),
      "destructive-tool",
    ],
    [tool("agent.run"), tool("agent.run, args: { name: reviewer }"), "starts-any-agent"],
    [
      tool("agent.run, args: { prompt: {} }"),
      tool("agent.run, args: { name: [reviewer, tester] }"),
      "starts-any-agent",
    ],
    ...both("npm test", "package.json", "src/**"),
    ...both("npm run build", "*.json", "*.md"),
    ...both("make build", "Makefile", "docs/**"),
    ...both("bash scripts/build.sh", "scripts/**", "src/**"),
    ...both("./scripts/build.sh **", "scripts/*.sh", "build/**"),
    ...both("python tools/report.py **", "tools/**", "reports/**"),
    ...both("node scripts/build.js", "scripts/*.js", "dist/**"),
    ...both("./gradlew test", "gradlew", "app/**"),
    [env("LD_PRELOAD"), env("CI"), "code-loading-env"],
    [env("PATH"), env("NODE_ENV"), "code-loading-env"],
    [env("NODE_OPTIONS"), env("NO_COLOR"), "code-loading-env"],
    [env("PYTHONPATH"), env("PYTHONUNBUFFERED"), "code-loading-env"],
    [env("GIT_SSH_COMMAND"), env("GIT_AUTHOR_NAME"), "code-loading-env"],
    [env("BASH_ENV"), env("TZ"), "code-loading-env"],
    [
      "- { allow: 'mcp:mail/send', args: { to: { pattern: '@example[.]com$' } } }",
      "- { allow: 'mcp:mail/send', args: { to: { pattern: '^[^@,; ]+@example[.]com$' } } }",
      "unanchored-pattern",
    ],
    [
      "- { allow: 'mcp:a/b', args: { title: { pattern: 'release: ' } } }",
      "- { deny: 'mcp:a/b', args: { title: { pattern: 'release: ' } } }",
      "unanchored-pattern",
    ],
    [
      "- { allow: 'mcp:a/b' }\n- { deny: 'mcp:a/b', args: { draft: false } }",
      "- { allow: 'mcp:a/b' }\n- { deny: 'mcp:a/b', except: { args: { draft: true } } }",
      "optional-argument-denied",
    ],
    [
      "- { allow: 'mcp:a/b' }\n- { deny: 'mcp:a/b', args: { draft: [false] } }",
      "- { allow: 'mcp:a/b' }\n- { deny: 'mcp:a/b', args: { force: true } }",
      "optional-argument-denied",
    ],
    [
      "- { deny: file.read, path: 'keys/**', except: { path: 'keys/**' } }",
      "- { deny: file.read, path: 'keys/**', except: { path: 'keys/public/**' } }",
      "never-matches",
    ],
    [
      "- { allow: shell, command: 'git log **', except: { command: 'git **' } }",
      "- { allow: shell, command: 'git log **', except: { command: 'git log --output' } }",
      "never-matches",
    ],
    [
      "- { ask: 'mcp:a/b', args: { n: { minimum: 10, maximum: 1 } } }",
      "- { ask: 'mcp:a/b', args: { n: { minimum: 1, maximum: 10 } } }",
      "never-matches",
    ],
    [
      "- { allow: file.read, path: 'src/**', except: { path: 'test/**' } }",
      "- { allow: file.read, path: 'src/**', except: { path: '**/fixtures/**' } }",
      "idle-except",
    ],
    [
      "- { ask: shell, command: 'docker compose **', except: { command: 'npm publish' } }",
      "- { ask: shell, command: 'docker compose **', except: { command: 'docker compose down' } }",
      "idle-except",
    ],
    [
      "- { allow: web.fetch, host: '*.example.com', except: { host: admin.example.org } }",
      "- { allow: web.fetch, host: '*.example.com', except: { host: admin.example.com } }",
      "idle-except",
    ],
    [
      "- { ask: 'mcp:mail/send', when: { seen: untrsted } }",
      "- { ask: 'mcp:mail/send', when: { seen: untrusted } }",
      "idle-when",
    ],
    [
      "- { deny: shell, command: 'curl **' }\n- { allow: shell, command: 'wget **' }",
      "- { deny: shell, command: 'curl **' }\n- { allow: shell, command: 'git status **' }",
      "other-way",
    ],
    [
      "- { deny: 'mcp:github/merge_pull_request' }\n- { allow: shell, command: 'gh pr **' }",
      "- { deny: 'mcp:github/merge_pull_request' }\n- { allow: shell, command: 'gh pr view **' }",
      "other-way",
    ],
    [
      "- { deny: shell, command: 'npm publish' }\n- { allow: shell, command: 'pnpm publish' }",
      "- { deny: shell, command: 'npm publish' }\n- { allow: shell, command: 'pnpm test' }",
      "other-way",
    ],
    [
      `- { allow: shell, command: 'git clone https://x:ghp_${"a1".repeat(18)}@github.com/a/b' }`,
      "- { allow: shell, command: 'git clone https://github.com/a/b' }",
      "secret-in-policy",
    ],
    [
      "- { allow: shell, command: 'psql postgres://app:hunter22@db.example.org/shop -c *' }",
      "- { allow: shell, command: 'psql --list' }",
      "secret-in-policy",
    ],
    [
      "agent: { id: a, owner: o@example.com, review-by: 2026-01-01 }\nrules: [{ allow: file.read, path: 'src/**' }]",
      "agent: { id: a, owner: o@example.com, review-by: 2027-01-01 }\nrules: [{ allow: file.read, path: 'src/**' }]",
      "overdue-review",
    ],
    [
      "agent: { id: a, purpose: To help. }\nrules: [{ allow: file.read, path: 'src/**' }]",
      "agent: { id: a, owner: o@example.com, purpose: To help. }\nrules: [{ allow: file.read, path: 'src/**' }]",
      "missing-owner",
    ],
    [
      "rules:\n- { allow: 'mcp:notes/read', id: r }\n- { allow: web.search }\n- { allow: web.fetch, host: '*' }\ntools: { mcp:notes/read: { reads: private } }",
      "rules:\n- { allow: 'mcp:notes/read', id: r }\n- { allow: web.search }\n- { ask: web.fetch, host: '*' }\ntools: { mcp:notes/read: { reads: private } }",
      "lethal-trifecta",
    ],
  ];
}

/** What an agent may not do, beside another one that it may start: that one may, or may not. */
function startedAgents(): readonly Twins[] {
  const start = (name: string): string => `- { allow: agent.run, args: { name: ${name} } }`;
  const pairs: readonly (readonly [limit: string, grant: string, harmless: string])[] = [
    [
      "- { deny: shell, command: 'git push **' }",
      "{ allow: shell, command: 'git push origin main' }",
      "{ allow: shell, command: 'git log **' }",
    ],
    [
      "- { deny: file.read, path: '**/.env*' }\n- { allow: file.read, path: 'src/**' }",
      "{ allow: file.read, path: '**' }",
      "{ allow: file.read, path: 'src/lib/**' }",
    ],
    [
      "- { ask: web.fetch, host: api.example.com }",
      "{ allow: web.fetch, host: '*.example.com' }",
      "{ ask: web.fetch, host: '*.example.com' }",
    ],
    ["- { deny: 'mcp:mail/*' }", "{ allow: 'mcp:mail/send' }", "{ allow: 'mcp:notes/list' }"],
  ];
  return pairs.flatMap(([limit, grant, harmless]): readonly Twins[] => {
    const policy = (rule: string): string =>
      `agent: { id: helper, owner: o@example.com }\nrules:\n- ${rule}`;
    const also = `- ${harmless}`;
    return [
      // Another agent is started, that one has no more, or the agent may do the same itself.
      [
        `${start("helper")}\n${limit}`,
        `${start("other")}\n${limit}`,
        "starts-wider-agent",
        policy(grant),
      ],
      [
        `${start("helper")}\n${limit}\n${also}`,
        `- { ask: agent.run }\n${limit}`,
        "starts-wider-agent",
        policy(grant),
      ],
    ];
  });
}

/** Grants of one command each: the bad one, and its twin. */
function commands(rule: string, pairs: Readonly<Record<string, string>>): readonly Twins[] {
  const grant = (command: string): string => `- { allow: shell, command: '${command}' }`;
  return Object.entries(pairs).map(([bad, twin]) => [grant(bad), grant(twin), rule]);
}

/** A command, beside a grant to write what it runs, and beside one to write something else. */
function both(command: string, bad: string, twin: string): readonly Twins[] {
  const grant = `- { allow: shell, command: '${command}' }`;
  return [[`${grant}\n${write(bad)}`, `${grant}\n${write(twin)}`, "runs-written-file"]];
}

function write(path: string): string {
  return `- { allow: file.write, path: '${path}' }`;
}

function read(path: string): string {
  return `- { allow: file.read, path: '${path}' }`;
}

function deny(path: string): string {
  return `- { deny: file.read, path: ['${path}', '~/**', '/**'] }`;
}

function fetch(host: string): string {
  return `- { allow: web.fetch, host: '${host}' }`;
}

function tool(text: string): string {
  const [name = "", ...more] = text.split(/, (?=args)/);
  return `- { allow: '${name}'${more.length === 0 ? "" : `, ${more.join()}`} }`;
}

function env(name: string): string {
  return `- { allow: shell, command: 'npm test', env: [${name}] }`;
}
