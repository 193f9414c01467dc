import { unscopedFileWrite } from "../../src/rules/unscoped-file-write.ts";
import { checkFile } from "../support/check-file.ts";
import { check, checkGrants } from "../support/check.ts";

check(
  unscopedFileWrite,
  "the whole workspace, at the pattern",
  `
rules:
  - allow: [file.read, file.write]
    path: ["src/**", "**"]
#                    ^^^^ unscoped-file-write
`,
  ["package.json"],
);

checkGrants(
  unscopedFileWrite,
  {
    "**": "package.json",
    "**/*": "package.json",
    "/**": "/etc/crontab",
    "~/**": "~/.bashrc",
    // The tests' workspace lies right below the root.
    "../**": "/etc/crontab",
    "{src/**,**}": "package.json",
    "src/**": undefined,
    "**/*.md": undefined,
    "**/test/**": undefined,
    "*": undefined,
    "package.json": undefined,
    "~/notes/**": undefined,
    "/tmp/**": undefined,
  },
  (path) => `rules: [{ allow: file.write, path: "${path}" }]`,
);

check(
  unscopedFileWrite,
  "what denies and exceptions leave",
  `
rules:
  - { allow: file.write, path: "**", except: { path: [package.json] } }
#                              ^^^^ unscoped-file-write
  - { deny: file.write, path: Makefile }
`,
  ["src/index.ts"],
);

check(
  unscopedFileWrite,
  "reading, asking, and a deny of all",
  `
rules:
  - { allow: file.read, path: "**" }
  - { ask: file.write, path: "/**" }
  - { allow: file.write, path: "~/**" }
  - { deny: file.write, path: "~/**" }
`,
);

checkFile(
  unscopedFileWrite,
  "an entry that is several patterns, once",
  "opencode.json",
  JSON.stringify({ permission: { edit: "allow" } }),
  1,
);
