import { packageInstall } from "../../src/rules/package-install.ts";
import { check, checkGrants } from "../support/check.ts";

checkGrants(
  packageInstall,
  {
    "npm install **": "npm install unknown-package",
    "npm i -D **": "npm i -D unknown-package",
    "pip install *": "pip install unknown-package",
    "python -m pip install **": "python -m pip install unknown-package",
    "cargo install **": "cargo install unknown-package",
    "brew install **": "brew install unknown-package",
    "apt-get install -y **": "apt-get install -y unknown-package",
    "npm ci": undefined,
    "npm install": undefined,
    "pip install -r requirements.txt": undefined,
    "pip install -r *": undefined,
    "npm install prettier": undefined,
    "cargo build **": undefined,
    "uv sync": undefined,
  },
  (command) => `rules: [{ allow: shell, command: "${command}" }]`,
);

check(
  packageInstall,
  "a deny that covers it, and an ask",
  `
rules:
  - { allow: shell, command: "npm install **" }
  - { deny: shell, command: "npm install *" }
  - { ask: shell, command: "pip install **" }
`,
);
