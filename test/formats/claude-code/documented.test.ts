/**
 * Lists and tables of the vendor's documentation, one row each: what they name, decided. Sources: code.claude.com/docs/en (permissions, permission-modes;
 * 2026-08-22, about 2.1.240) and the changelog of anthropics/claude-code.
 */
import { describe, expect, it } from "vitest";
import type { Decision, ToolCall } from "../../../src/model/call.ts";
import { formatOf, vendorExplain } from "../../support/vendor.ts";

const claude = formatOf("claude-code");

const decide = (permissions: object, call: ToolCall): Decision =>
  vendorExplain(claude, { ".claude/settings.json": JSON.stringify({ permissions }) }, call)
    .decision;
const bash = (command: string): ToolCall => ({ tool: "Bash", args: { command } });
const edit = (path: string): ToolCall => ({ tool: "Edit", args: { file_path: path } });
const read = (path: string): ToolCall => ({ tool: "Read", args: { file_path: path } });

describe("commands that only read (permissions, the changelog from `lsof` on)", () => {
  it.each([
    ...["ls", "cat a", "echo hi", "pwd", "head a", "tail a", "grep x a", "find .", "wc a"],
    ...["which node", "diff a b", "stat a", "du", "cd src", "lsof", "pgrep x", "tput cols", "ss"],
    ...["fd x", "fdfind x", "fmt a", "comm a b", "cmp a b", "numfmt 1", "expr 1 + 1", "test -f a"],
    ...["printf x", "getconf PATH", "seq 3", "tsort a", "pr a"],
  ])("%s runs without asking", (command) => {
    expect(decide({}, bash(command))).toBe("allow");
  });

  it.each([["ls -la"], ["cat a"], ["git status"]])("%s asks where a rule gates it", (command) => {
    expect(decide({ ask: [`Bash(${command.split(" ")[0] ?? ""} *)`] }, bash(command))).toBe("ask");
  });

  it.each([["find *.ts"], ["cd sub && git status"], ["cd sub && echo x > y"], ["ls 'x"]])(
    "%j is an exception that asks",
    (command) => {
      expect(decide({}, bash(command))).toBe("ask");
    },
  );
});

describe("protected paths (permission-modes)", () => {
  it.each([
    ...[".git/config", ".config/git/config", ".vscode/settings.json", ".idea/workspace.xml"],
    ...[".husky/pre-commit", ".cargo/config.toml", ".devcontainer/devcontainer.json", ".yarn/x"],
    ...[
      ".mvn/jvm.config",
      ".claude/settings.json",
      ".gitconfig",
      ".gitmodules",
      ".envrc",
      ".npmrc",
    ],
    ...[".yarnrc", ".yarnrc.yml", ".pnp.cjs", "bunfig.toml", ".bazelrc", ".pre-commit-config.yaml"],
    ...["lefthook.yml", "gradle/wrapper/gradle-wrapper.properties", ".devcontainer.json"],
    ...[".ripgreprc", "pyrightconfig.json", ".mcp.json", ".claude.json", ".bashrc", ".zshrc"],
  ])("a write to %s asks, whatever allows it", (path) => {
    expect(decide({ allow: ["Edit"], defaultMode: "acceptEdits" }, edit(path))).toBe("ask");
  });

  it("a write below `.claude/worktrees` is one like others", () => {
    expect(decide({ allow: ["Edit"] }, edit(".claude/worktrees/a/x.ts"))).toBe("allow");
  });
});

describe("limits of rules about arguments (permissions)", () => {
  it.each([
    "curl -X GET http://github.com/x",
    "curl https://github.com/x",
    "curl -L http://bit.ly/xyz",
    "URL=http://github.com && curl $URL",
  ])("`Bash(curl http://github.com/ *)` does not match %s", (command) => {
    expect(decide({ allow: ["Bash(curl http://github.com/ *)"] }, bash(command))).toBe("ask");
  });
});

describe("anchors of paths (permissions)", () => {
  it.each<[string, string]>([
    ["Read(//Users/alice/secrets/**)", "/Users/alice/secrets/a/b"],
    ["Read(~/Documents/*.pdf)", "/home/me/Documents/a.pdf"],
    ["Read(/src/**/*.ts)", "src/a/b.ts"],
    ["Read(*.env)", "sub/a.env"],
    ["Read(./secrets/**)", "secrets/a"],
  ])("%s matches %s", (rule, path) => {
    expect(decide({ deny: [rule] }, read(path))).toBe("deny");
  });
});

describe("wrappers (permissions; the changelog of 2.1.113)", () => {
  it.each([
    ...["time make a", "nohup make a", "stdbuf -oL make a", "command make a", "builtin make a"],
    ...["noglob make a", "xargs make a"],
  ])("an allow looks through %s", (command) => {
    expect(decide({ allow: ["Bash(make *)"] }, bash(command))).toBe("allow");
  });

  it.each([
    ...["npx make a", "docker exec web make a", "devbox run make a", "direnv exec . make a"],
    ...["mise exec make a", "nocorrect make a", "xargs -n1 make a", "command -v make a"],
  ])("an allow does not look through %s", (command) => {
    expect(decide({ allow: ["Bash(make *)"] }, bash(command))).toBe("ask");
  });

  it.each(["env rm x", "watch rm x", "ionice rm x", "setsid rm x"])(
    "a deny also looks through %s",
    (command) => {
      expect(decide({ deny: ["Bash(rm *)"] }, bash(command))).toBe("deny");
    },
  );

  it.each<[string, string]>([
    ["Bash(setsid *)", "setsid ls"],
    ["Bash(ionice *)", "ionice ls"],
    ["Bash(flock *)", "flock lock ls"],
    ["Bash(find *)", "find . -delete"],
  ])("no prefix allows what %s would: %s", (rule, command) => {
    expect(decide({ allow: [rule] }, bash(command))).toBe("ask");
    expect(decide({ allow: [`Bash(${command})`] }, bash(command))).toBe("allow");
  });
});

describe("compound commands (permissions)", () => {
  const SEPARATORS = ["||", ";", "|", "|&", "&", "\n"];

  it.each(SEPARATORS)("an allow has to match every part at %j", (separator) => {
    expect(decide({ allow: ["Bash(make *)"] }, bash(`make a ${separator} rm x`))).toBe("ask");
  });

  it.each(SEPARATORS)("a deny fires for any part at %j", (separator) => {
    const lists = { allow: ["Bash"], deny: ["Bash(rm *)"] };
    expect(decide(lists, bash(`make a ${separator} rm x`))).toBe("deny");
  });

  it.each(["(rm x)", "for i in a; do rm $i; done", "if true; then rm x; fi"])(
    "a deny fires inside %s",
    (command) => {
      expect(decide({ allow: ["Bash"], deny: ["Bash(rm *)"] }, bash(command))).toBe("deny");
    },
  );

  it("a line of more than 10,000 characters always asks", () => {
    const allow = ["Bash(make *)"];
    expect(decide({ allow }, bash(`make ${"a".repeat(9000)}`))).toBe("allow");
    expect(decide({ allow }, bash(`make ${"a".repeat(10_001)}`))).toBe("ask");
  });
});

describe("what `acceptEdits` approves (permission-modes)", () => {
  const defaultMode = "acceptEdits";

  it.each(["touch a", "rm a", "rmdir d", "mv a b", "cp a b", "sed -i s/a/b/ a"])(
    "%s in the working folders",
    (command) => {
      expect(decide({ defaultMode }, bash(command))).toBe("allow");
      expect(decide({}, bash(command))).toBe("ask");
    },
  );

  it.each(["touch /etc/a", "cp a /etc/b", "make a"])("not %s", (command) => {
    expect(decide({ defaultMode }, bash(command))).toBe("ask");
  });
});
