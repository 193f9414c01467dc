import { describe, expect, it } from "vitest";
import type { Decision, ToolCall } from "../../../src/model/call.ts";
import { formatOf, vendorExplain } from "../../support/vendor.ts";
import { USUAL } from "../../../src/formats/format.ts";

const claude = formatOf("claude-code");

interface Lists {
  readonly allow?: readonly string[];
  readonly ask?: readonly string[];
  readonly deny?: readonly string[];
  readonly defaultMode?: string;
  readonly additionalDirectories?: readonly string[];
}

const explain = (permissions: Lists, call: ToolCall, circumstances = USUAL) =>
  vendorExplain(
    claude,
    { ".claude/settings.json": JSON.stringify({ permissions }) },
    call,
    circumstances,
  );
const bash = (command: string): ToolCall => ({ tool: "shell", args: { command } });
const read = (path: string): ToolCall => ({ tool: "Read", args: { file_path: path } });
const edit = (path: string): ToolCall => ({ tool: "Edit", args: { file_path: path } });
const fetch = (url: string): ToolCall => ({ tool: "web.fetch", args: { url } });

/** Rows: list, rule, call, decision. Sources: code.claude.com/docs/en/permissions, errors, changelog (2026-08-22). */
describe("one rule", () => {
  it.each<[keyof Lists, string, ToolCall, Decision]>([
    ["allow", "Bash", bash("anything at all"), "allow"],
    ["allow", "Bash(*)", bash("anything at all"), "allow"],
    ["allow", "Bash(npm run build)", bash("npm run build"), "allow"],
    ["allow", "Bash(npm run build)", bash("npm run build --x"), "ask"],
    ["allow", "Bash(npm run:*)", bash("npm run lint"), "allow"],
    ["allow", "Bash(make *)", bash("make"), "allow"],
    ["allow", "Bash(make:*)", bash("make all"), "allow"],
    ["allow", "Bash(make *)", bash("makepkg"), "ask"],
    ["allow", "Bash(make*)", bash("makepkg"), "allow"],
    ["allow", "Bash(npm *)", bash("npmx"), "ask"],
    ["allow", "Bash(* install)", bash("npm ci install"), "allow"],
    ["allow", "Bash(git * main)", bash("git push origin main"), "allow"],
    ["allow", "Bash(git * main)", bash("git -c core.fsmonitor=x checkout main"), "allow"],
    ["allow", "Bash(git * main)", bash("git main"), "ask"],
    ["allow", "Bash(* --version)", bash("bash -c 'x' --version"), "allow"],
    ["allow", "Bash(* --help *)", bash("npm --help x"), "allow"],
    ["allow", "Bash(* --help *)", bash("npm --help"), "ask"],
    ["allow", "Bash(git:* push)", bash("git -C . push"), "ask"],
    ["allow", "Bash(make  all)", bash("make   all"), "allow"],
    ["allow", "Bash(make *)", bash("make a && rm x"), "ask"],
    ["allow", "Bash(make *)", bash("make a && make b"), "allow"],
    ["allow", "Bash(make *)", bash("make $(rm x)"), "ask"],
    ["allow", "Bash(make *)", bash("timeout 5 make a"), "allow"],
    ["allow", "Bash(make *)", bash("nice -n 3 make a"), "allow"],
    ["allow", "Bash(make *)", bash("NODE_ENV=test make a"), "allow"],
    ["allow", "Bash(make *)", bash("LD_PRELOAD=x make a"), "ask"],
    ["allow", "Bash(make *)", bash("sudo make a"), "ask"],
    ["allow", "Bash(make *)", bash("make a > out.txt"), "ask"],
    ["allow", "Bash(make *)", bash("make a > /dev/null 2>&1"), "allow"],
    ["allow", "Bash(make *)", bash("make 'a"), "ask"],
    ["allow", "Bash(watch *)", bash("watch ls"), "ask"],
    ["allow", "Bash(watch ls)", bash("watch ls"), "allow"],
    ["allow", "Bash(find *)", bash("find . -exec rm {} +"), "ask"],
    ["deny", "Bash(git push *)", bash("git push origin"), "deny"],
    ["deny", "Bash(git push *)", bash("FOO=1 git push"), "deny"],
    ["deny", "Bash(git push *)", bash("timeout 5 git push"), "deny"],
    ["deny", "Bash(git push *)", bash("ls; git push"), "deny"],
    ["deny", "Bash(git push *)", bash("ls $(git push)"), "deny"],
    ["deny", "Bash(git push *)", bash("git -C . push"), "ask"],
    ["deny", "Bash(git push *)", bash("git 'push'"), "ask"],
    ["deny", "Bash(git push *)", bash("/usr/bin/git push"), "ask"],
    ["deny", "Bash(git push *)", bash("sh -c 'git push'"), "ask"],
    ["deny", "Bash(rm *)", bash("sudo rm x"), "deny"],
    ["ask", "Bash(npm publish *)", bash("npm publish"), "ask"],
    [
      "deny",
      "Bash(run_in_background:true)",
      { tool: "Bash", args: { command: "ls", run_in_background: true } },
      "deny",
    ],
    ["deny", "Bash(run_in_background:true)", bash("ls"), "allow"],
    ["deny", "Edit(//**)", bash("make > x"), "deny"],
    ["deny", "Read(./.env)", bash("cat .env"), "deny"],
    ["deny", "Read(.env)", bash("cat sub/.env"), "deny"],
    ["deny", "Read(.env)", bash("grep -r SECRET ."), "allow"],
    ["deny", "Read(.env)", bash("python -c 'open(1)'"), "ask"],
    ["deny", "Read(.env)", read(".env"), "deny"],
    ["deny", "Read(.env)", read("a/b/.env"), "deny"],
    ["deny", "Read(.env)", read("../.env"), "ask"],
    ["deny", "Read(//**/.env)", read("../.env"), "deny"],
    ["deny", "Read(.env)", edit(".env"), "deny"],
    ["deny", "Read(.env)", { tool: "Write", args: { file_path: ".env" } }, "deny"],
    ["deny", "Read(.env)", { tool: "NotebookEdit", args: { notebook_path: ".env" } }, "ask"],
    ["allow", "Edit(src/**)", edit("src/app.ts"), "allow"],
    ["allow", "Edit(src/**)", edit("vendor/pkg/src/lib.js"), "ask"],
    ["deny", "Edit(src/**)", edit("src/app.ts"), "deny"],
    ["deny", "Edit(src/**)", edit("vendor/pkg/src/lib.js"), "deny"],
    ["allow", "Edit(/src/**)", edit("src/app.ts"), "allow"],
    ["allow", "Edit(/src/**)", edit("vendor/pkg/src/lib.js"), "ask"],
    ["allow", "Edit(**/src/**)", edit("src/app.ts"), "allow"],
    ["allow", "Edit(**/src/**)", edit("vendor/pkg/src/lib.js"), "allow"],
    ["allow", "Edit(~/notes/**)", edit("/home/me/notes/a.md"), "allow"],
    ["allow", "Edit(//tmp/**)", edit("/tmp/a"), "allow"],
    ["allow", "Edit(/tmp/**)", edit("/tmp/a"), "ask"],
    ["allow", "Edit(*.ts)", edit("a/b/c.ts"), "allow"],
    ["allow", "Edit(docs/[ab].md)", edit("docs/a.md"), "allow"],
    ["allow", "Edit(.claude/**)", edit(".claude/settings.json"), "ask"],
    ["allow", "Edit(**)", edit(".git/hooks/pre-commit"), "ask"],
    ["allow", "Edit", edit(".mcp.json"), "ask"],
    ["allow", "Write(src/**)", { tool: "Write", args: { file_path: "src/a" } }, "ask"],
    ["deny", "Write", { tool: "Write", args: { file_path: "src/a" } }, "deny"],
    ["allow", "Edit(/secret/**)", read("secret/x"), "allow"],
    ["allow", "Read(~/other/**)", read("/home/me/other/x"), "allow"],
    ["allow", "WebFetch(domain:example.com)", fetch("https://EXAMPLE.com./x"), "allow"],
    ["allow", "WebFetch(domain:example.com)", fetch("https://a.example.com/"), "ask"],
    ["allow", "WebFetch(domain:*.example.com)", fetch("https://a.b.example.com/"), "allow"],
    ["allow", "WebFetch(domain:*.example.com)", fetch("https://example.com/"), "ask"],
    ["allow", "WebFetch(domain:*)", fetch("https://anything.test/"), "allow"],
    ["allow", "WebFetch(domain:example.*)", fetch("https://example.evil.com/"), "ask"],
    ["allow", "WebFetch(domain:example.*)", fetch("https://example.org/"), "allow"],
    ["allow", "WebFetch(example.com)", fetch("https://example.com/"), "ask"],
    ["allow", "mcp__github", { tool: "mcp:github/create_issue", args: {} }, "allow"],
    ["allow", "mcp__github__*", { tool: "mcp:github/create_issue", args: {} }, "allow"],
    ["allow", "mcp__github__get_*", { tool: "mcp:github/create_issue", args: {} }, "ask"],
    ["allow", "mcp__github", { tool: "mcp__github2__x", args: {} }, "ask"],
    ["allow", "mcp__*", { tool: "mcp:github/create_issue", args: {} }, "ask"],
    ["deny", "mcp__*", { tool: "mcp:github/create_issue", args: {} }, "deny"],
    ["allow", "*", { tool: "mcp:github/create_issue", args: {} }, "ask"],
    ["deny", "*", read("a"), "deny"],
    ["deny", "Agent(Explore)", { tool: "Task", args: { subagent_type: "Explore" } }, "deny"],
    ["deny", "Task(Explore)", { tool: "agent.run", args: { name: "Explore" } }, "deny"],
    ["deny", "Agent(model:opus)", { tool: "Agent", args: { model: "opus" } }, "deny"],
    ["allow", "Skill(review *)", { tool: "Skill", args: { skill: "review this" } }, "allow"],
    ["allow", "bash(ls)", bash("rm x"), "ask"],
  ])("%s %s", (list, rule, call, decision) => {
    expect(explain({ [list]: [rule] }, call).decision).toBe(decision);
  });
});

describe("the order of stages", () => {
  it.each<[string, Lists, ToolCall, Decision]>([
    [
      "deny beats a more specific allow",
      { deny: ["Bash(aws *)"], allow: ["Bash(aws s3 ls)"] },
      bash("aws s3 ls"),
      "deny",
    ],
    [
      "ask beats a more specific allow",
      { ask: ["Bash(aws *)"], allow: ["Bash(aws s3 ls)"] },
      bash("aws s3 ls"),
      "ask",
    ],
    ["deny beats ask", { ask: ["Bash"], deny: ["Bash(rm *)"] }, bash("rm x"), "deny"],
    [
      "the mode without prompts comes after ask",
      { ask: ["Bash(rm *)"], defaultMode: "bypassPermissions" },
      bash("rm x"),
      "ask",
    ],
    [
      "the mode without prompts approves the rest",
      { defaultMode: "bypassPermissions" },
      bash("curl x | sh"),
      "allow",
    ],
    [
      "the mode without prompts stops at protected paths",
      { defaultMode: "bypassPermissions" },
      edit(".vscode/tasks.json"),
      "ask",
    ],
    [
      "nothing approves removing the root",
      { allow: ["Bash(rm *)"], defaultMode: "bypassPermissions" },
      bash("rm -rf /"),
      "ask",
    ],
    ["reading in the folder is free", {}, read("src/a.ts"), "allow"],
    ["reading elsewhere asks", {}, read("/etc/passwd"), "ask"],
    [
      "a further folder is the agent's too",
      { additionalDirectories: ["/data"] },
      read("/data/x"),
      "allow",
    ],
    ["writing asks", {}, edit("src/a.ts"), "ask"],
    [
      "`acceptEdits` writes in the folder",
      { defaultMode: "acceptEdits" },
      edit("src/a.ts"),
      "allow",
    ],
    ["`acceptEdits` asks elsewhere", { defaultMode: "acceptEdits" }, edit("/etc/x"), "ask"],
    ["`acceptEdits` makes folders", { defaultMode: "acceptEdits" }, bash("mkdir -p a/b"), "allow"],
    ["`dontAsk` denies what would be asked", { defaultMode: "dontAsk" }, bash("make"), "deny"],
    ["`auto` is ignored in a project", { defaultMode: "auto" }, bash("make"), "ask"],
    ["commands that only read are free", {}, bash("ls -la && git status | head -3"), "allow"],
    ["reading elsewhere by a command asks", {}, bash("cat /etc/passwd"), "ask"],
    ["looking elsewhere asks", {}, bash("ls -la /root/.ssh"), "ask"],
    ["searching elsewhere asks", {}, bash("find /root -name id_rsa"), "ask"],
    ["a variable may lead elsewhere", {}, bash('f=/root/.ssh/id; cat "$f"'), "ask"],
    ["so may a substitution", {}, bash("cat $(echo /root/.ssh/id)"), "ask"],
    ["so may braces", {}, bash("cat {a,/root/.ssh/id}"), "ask"],
    ["a text is no path", {}, bash("grep -n '/api/v1' src/a.ts"), "allow"],
    ["a name in single quotes is itself", {}, bash("cat 'app.$slug.ts'"), "allow"],
    ["removing what a variable names asks", { defaultMode: "acceptEdits" }, bash('rm "$f"'), "ask"],
    [
      "a denied file stays denied behind its pattern",
      { deny: ["Read(.env)"] },
      bash("grep --reg=K .env"),
      "deny",
    ],
    [
      "a `!` takes an exception out",
      { deny: ["Read(/conf/**)", "Read(!conf/public.json)"] },
      read("conf/public.json"),
      "allow",
    ],
  ])("%s", (_, lists, call, decision) => {
    expect(explain(lists, call).decision).toBe(decision);
  });

  it("without a person, what would be asked is denied", () => {
    const headless = { headless: true, trusted: true };
    expect(explain({}, bash("make"), headless).decision).toBe("deny");
    expect(explain({ allow: ["Bash(make)"] }, bash("make"), headless).decision).toBe("allow");
  });

  it("in a folder that is not trusted, a project's allows wait and its denies hold", () => {
    const wary = { headless: false, trusted: false };
    const lists = { allow: ["Bash(make)"], deny: ["Bash(rm *)"] };
    expect(explain(lists, bash("make"), wary).decision).toBe("ask");
    expect(explain(lists, bash("rm x"), wary).decision).toBe("deny");
  });

  it("says what it assumed, which stage decided, and what an open report says otherwise", () => {
    const asked = explain({ allow: ["Bash(make *)"] }, bash("make a; rm x"));
    expect(asked.decision).toBe("ask");
    expect(asked.vendor?.because).toBe("no rule allows `rm x`");
    expect(asked.vendor?.pessimistic?.decision).toBe("allow");
    expect(asked.vendor?.assumes.join()).toContain("mode `default`");
    expect(asked.parts.map(({ decision }) => decision)).toEqual(["allow", "ask"]);
    const auto = explain({}, bash("make"), { ...USUAL, mode: "auto" });
    expect(auto.vendor?.unknown).toContain("a model decides");
  });

  it("merges the lists of all scopes", () => {
    const files = {
      ".claude/settings.json": '{"permissions":{"deny":["Bash(rm *)"]}}',
      ".claude/settings.local.json": '{"permissions":{"allow":["Bash"]}}',
      "~/.claude/settings.json": '{"permissions":{"ask":["Bash(git *)"],"deny":["Read(/x)"]}}',
    };
    const decide = (call: ToolCall) => vendorExplain(claude, files, call).decision;
    expect(decide(bash("rm x"))).toBe("deny");
    expect(decide(bash("git pull"))).toBe("ask");
    expect(decide(bash("make"))).toBe("allow");
    expect(decide(read("/home/me/.claude/x"))).toBe("deny");
  });
});
