import { idleExcept } from "../../src/rules/idle-except.ts";
import { check } from "../support/check.ts";

check(
  idleExcept,
  "another folder, program, host and tool",
  `
rules:
  - { allow: file.read, path: "src/**", except: { path: "test/**" } }
#                                               ^^^^^^^^^^^^^^^^^^^ idle-except
  - { ask: shell, command: "docker compose **", except: { command: "npm publish" } }
#                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^ idle-except
  - { allow: web.fetch, host: "*.example.com", except: { host: admin.example.org } }
#                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ idle-except
  - { deny: "mcp:github/*", except: { tool: "mcp:gitlab/get_issue" } }
#                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ idle-except
`,
);

check(
  idleExcept,
  "whatever may meet",
  `
rules:
  - { allow: file.read, path: ["src/**", "docs/*"], except: { path: "**/secret*" } }
  - { allow: file.read, path: "src/*.ts", except: { path: "src/a*" } }
  - { allow: file.read, path: "src/**", except: { path: "~/x/**" } }
  - { allow: shell, command: "sudo **", except: { command: "rm" } }
  - { allow: shell, command: "git **", except: { command: "git push" } }
  - { allow: web.fetch, host: "*.example.com", except: { host: a.b.example.com } }
  - { deny: "mcp:github/*", except: { tool: "mcp:github/get_*" } }
`,
);
