import { readOutsideWorkspace } from "../../src/rules/read-outside-workspace.ts";
import { check } from "../support/check.ts";

check(
  readOutsideWorkspace,
  "whole folders of the person and the machine",
  `
rules:
  - allow: file.read
    path:
      - "**"
      - ~/Documents/**
#       ^^^^^^^^^^^^^^ read-outside-workspace
      - /var/log/**
#       ^^^^^^^^^^^ read-outside-workspace
`,
  ["~/Documents/taxes.pdf", "/var/log/auth.log"],
);

check(
  readOutsideWorkspace,
  "what is named, what is nobody's, and what a deny covers",
  `
rules:
  - { allow: file.read, path: ["~/notes.txt", "/usr/include/**", "/etc/hosts"] }
  - { allow: file.read, path: "~/Desktop/**" }
  - { deny: file.read, path: "~/Desktop/**" }
  - { ask: file.read, path: "~/Downloads/**" }
`,
);
