import { writeOutsideWorkspace } from "../../src/rules/write-outside-workspace.ts";
import { check } from "../support/check.ts";

check(
  writeOutsideWorkspace,
  "folders and files outside, at their own pattern",
  `
rules:
  - allow: file.write
    path:
      - src/**
      - ../other/**
#       ^^^^^^^^^^^ write-outside-workspace
      - /opt/tools/bin
#       ^^^^^^^^^^^^^^ write-outside-workspace
`,
  ["../other/example", "/opt/tools/bin"],
);

check(
  writeOutsideWorkspace,
  "what is temporary, what names nothing, start-up files, and what a deny covers",
  `
rules:
  - { allow: file.write, path: ["/tmp/**", "/var/tmp/x", "/dev/null", "~/**", "~/.bashrc", "build/**"] }
  - { allow: file.write, path: "~/projects/**" }
  - { deny: file.write, path: "~/projects/**" }
  - { ask: file.write, path: "../docs/**" }
`,
);
