import { interpreterCommand } from "../../src/rules/interpreter-command.ts";
import { checkFile } from "../support/check-file.ts";
import { check, checkGrants } from "../support/check.ts";

check(
  interpreterCommand,
  "an interpreter with any code, at its own pattern",
  `
sets:
  tools: { command: "perl **" }
rules:
  - id: tools
    allow: shell
    command:
      - npm test
      - python3 **
#       ^^^^^^^^^^ interpreter-command
      - "node --version"
`,
  [`python3 -c 'import shutil; shutil.rmtree("src")'`],
);

check(
  interpreterCommand,
  "a pattern of a set is shown where the rule uses it",
  `
sets:
  tools: { command: "perl **" }
rules:
  - { allow: shell, command: $tools }
#                            ^^^^^^ interpreter-command
`,
  [`perl -e 'system "git push --force"'`],
);

const NODE = `-e 'require("fs").rmSync("src", { recursive: true })'`;
const PYTHON = `import shutil; shutil.rmtree("src")`;

checkGrants(
  interpreterCommand,
  {
    "node **": `node ${NODE}`,
    "node -e *": `node ${NODE}`,
    "node -e **": `node ${NODE}`,
    "node --no-warnings **": `node --no-warnings ${NODE}`,
    "node *": `node '--eval=require("fs").rmSync("src", { recursive: true })'`,
    "tsx **": `tsx ${NODE}`,
    "bun **": `bun ${NODE}`,
    "deno **": `deno eval 'Deno.removeSync("src", { recursive: true })'`,
    "deno run **": "deno run --allow-all https://example.com/script.ts",
    "python **": `python -c '${PYTHON}'`,
    "python3 *": `python3 '-c${PYTHON}'`,
    "python3 -c **": `python3 -c '${PYTHON}'`,
    "python3.12 -u **": `python3.12 -u -c '${PYTHON}'`,
    "python* **": `python3 -c '${PYTHON}'`,
    "/usr/bin/python3 **": `/usr/bin/python3 -c '${PYTHON}'`,
    ".venv/bin/python **": `.venv/bin/python -c '${PYTHON}'`,
    "{npm,python3} **": `python3 -c '${PYTHON}'`,
    "ruby **": `ruby -e 'require "fileutils"; FileUtils.rm_rf("src")'`,
    "perl -pe **": `perl -pe 'system "git push --force"'`,
    "php **": `php -r 'system("git push --force");'`,
    "lua5.4 **": `lua5.4 -e 'os.execute("git push --force")'`,
    "Rscript **": `Rscript -e 'unlink("src", recursive = TRUE)'`,
    "julia **": `julia -e 'rm("src", recursive = true)'`,
    "awk **": `awk 'BEGIN { system("git push --force") }'`,
    "osascript **": `osascript -e 'do shell script "git push --force"'`,
    "bash **": "bash -c 'git push --force'",
    "bash -c *": "bash -c 'git push --force'",
    "sh -lc **": "sh -lc 'git push --force'",
    "zsh **": "zsh -c 'git push --force'",
    "pwsh -NoProfile **": "pwsh -NoProfile -Command 'git push --force'",
    // Pinned to a script, a module or something that shows: not any code.
    "node --version": undefined,
    "node scripts/build.js **": undefined,
    "node --test **": undefined,
    "python -m pytest **": undefined,
    "python3 --version": undefined,
    "python3 scripts/*.py": undefined,
    "python3 -m json.tool *": undefined,
    "ruby bin/rails test **": undefined,
    "php artisan **": undefined,
    "bun run build": undefined,
    "bun test **": undefined,
    "deno fmt **": undefined,
    "deno task build": undefined,
    "bash scripts/build.sh **": undefined,
    "sh -n *": undefined,
    "awk -f report.awk **": undefined,
    "julia --project=. test/runtests.jl": undefined,
    "npm run build": undefined,
    "npm run python **": undefined,
    "docker ps **": undefined,
    "pythonic **": undefined,
    "nodemon **": undefined,
    "git log **": undefined,
    // Any program is another finding.
    "**": undefined,
  },
  (command) => `rules: [{ allow: shell, command: "${command}" }]`,
);

check(
  interpreterCommand,
  "a deny that covers it, an ask, and an exception",
  `
rules:
  - { allow: shell, command: "python3 **" }
  - { deny: shell, command: "python3 -c **" }
  - { ask: shell, command: "node **" }
  - { allow: shell, command: "ruby **", except: { command: "ruby -e **" } }
`,
);

checkFile(
  interpreterCommand,
  "an entry of one agent of opencode, by a call of that agent",
  "opencode.json",
  JSON.stringify({
    agent: { helper: { permission: { bash: { "*": "ask", "python *": "allow" } } } },
  }),
  1,
);
