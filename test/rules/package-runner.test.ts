import { packageRunner } from "../../src/rules/package-runner.ts";
import { check, checkGrants } from "../support/check.ts";

checkGrants(
  packageRunner,
  {
    "npx **": "npx unknown-package",
    "npx -y *": "npx -y unknown-package",
    "npm exec **": "npm exec unknown-package",
    "pnpm dlx **": "pnpm dlx unknown-package",
    "uvx **": "uvx unknown-package",
    "uv run **": "uv run --with unknown-package unknown-command",
    "pipx run **": "pipx run unknown-package",
    "go run **": "go run example.com/unknown/tool@latest",
    "bunx --bun **": "bunx --bun unknown-package",
    "npx *": "npx unknown-package",
    "npx eslint **": undefined,
    npx: undefined,
    "uvx ruff check **": undefined,
    "go run ./cmd/report": undefined,
    "npm run build": undefined,
    "uv sync": undefined,
  },
  (command) => `rules: [{ allow: shell, command: "${command}" }]`,
);

check(
  packageRunner,
  "the program of a choice, of another family than the one beside it",
  `
rules:
  - { allow: shell, command: "{npx,python3} **" }
#                            ^^^^^^^^^^^^^^^^^^ package-runner
  - { deny: shell, command: "npx -y" }
  - { ask: shell, command: "uvx **" }
`,
  ["npx unknown-package"],
);
