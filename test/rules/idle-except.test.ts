import { expect, it } from "vitest";
import { idleExcept } from "../../src/rules/idle-except.ts";
import { check, lintText } from "../support/check.ts";

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

check(
  idleExcept,
  "a path below one that is denied, which is denied as well",
  `
rules:
  - { allow: file.read, path: secrets, except: { path: secrets/public } }
#                                              ^^^^^^^^^^^^^^^^^^^^^^^^ idle-except
  - { deny: file.read, path: secrets, except: { path: secrets/public } }
  - { ask: file.read, path: secrets, except: { path: secrets/public } }
  - { allow: file.write, path: "notes.", except: { path: Notes } }
`,
);

check(
  idleExcept,
  "long patterns with many trees",
  `
rules:
  - { allow: file.read, path: "${"a/".repeat(60)}c", except: { path: "${"**/a/".repeat(14)}c" } }
  - { allow: file.read, path: "${"a/".repeat(1200)}c", except: { path: "${"**/a/".repeat(700)}c" } }
  - { allow: file.read, path: "${"**/a/".repeat(700)}c", except: { path: "${"b/**/".repeat(700)}c" } }
  - { allow: file.read, path: "${"*/".repeat(700)}c", except: { path: "${"**/*a/".repeat(600)}b" } }
`,
);

it("finds that long patterns with many trees never meet", () => {
  const never = `ambit: 1
rules:
  - { allow: file.read, path: "${"a/".repeat(60)}c", except: { path: "${"**/a/".repeat(14)}b" } }
  - { allow: file.read, path: "${"a/".repeat(1200)}c", except: { path: "${"**/a/".repeat(700)}b" } }
  - { deny: file.read, path: "x/${"**/a/".repeat(700)}c", except: { path: "y/${"**/a/".repeat(700)}c" } }
`;
  const { findings } = lintText(never, [idleExcept]);
  expect(findings.map(({ code }) => code)).toEqual(["idle-except", "idle-except", "idle-except"]);
});
