import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { USUAL } from "../../../src/formats/format.ts";
import { agentFileAt } from "../../../src/formats/index.ts";
import type { Decision, ToolCall } from "../../../src/model/call.ts";
import type { Json } from "../../../src/model/json.ts";
import { realFiles } from "../../support/real-files.ts";
import { formatOf, readFiles, vendorExplain } from "../../support/vendor.ts";

const cursor = formatOf("cursor");
const LISTED = { ...USUAL, mode: "allowlist" };

interface Row {
  readonly source: string;
  readonly token: string;
  readonly list: string;
  readonly call: ToolCall;
  readonly decision: Decision;
}

const published = JSON.parse(
  readFileSync(new URL("vectors/published.json", import.meta.url), "utf8"),
) as { readonly rows: readonly Row[] };

const shell = (command: string): ToolCall => ({ tool: "shell", args: { command } });
const cli = (permissions: Json) => ({ ".cursor/cli.json": JSON.stringify({ permissions }) });
const editor = (value: Json) => ({ ".cursor/permissions.json": JSON.stringify(value) });

describe("Cursor's published tables", () => {
  it.each(
    published.rows.map(
      (row) => [`${row.list} ${row.token}: ${JSON.stringify(row.call)}`, row] as const,
    ),
  )("%s", (_, { token, list, call, decision }) => {
    const files = list.endsWith("list") ? editor({ [list]: [token] }) : cli({ [list]: [token] });
    const made = vendorExplain(cursor, files, call, LISTED);
    expect([made.decision, made.vendor?.unknown]).toEqual([decision, undefined]);
  });
});

describe("decides as Cursor would", () => {
  type Answer = Decision | "unknown";
  const check = (files: Record<string, string>, call: ToolCall, mode?: string): Answer => {
    const circumstances = mode === undefined ? USUAL : { ...USUAL, mode };
    const { decision, vendor } = vendorExplain(cursor, files, call, circumstances);
    return vendor?.unknown === undefined ? decision : "unknown";
  };

  const lists = cli({ allow: ["Shell(git)", "Shell(npm:run *)"], deny: ["Shell(rm)"] });
  it.each<[command: string, answer: Answer]>([
    ["git log", "allow"],
    ["npm run build", "allow"],
    ["npm install", "ask"],
    ["rm x", "deny"],
    ["/bin/rm x", "ask"],
    ["ls", "ask"],
    ["ls | wc -l", "ask"],
    ["ls > out.txt", "ask"],
    ["git log && git status", "unknown"],
    ["ls; rm x", "unknown"],
    ["rm x; ls", "deny"],
    ["git log > out.txt", "unknown"],
    ["X=1 git log", "unknown"],
    ["git log $(rm x)", "unknown"],
    ["(git log)", "unknown"],
    ["ls 'unterminated", "unknown"],
    ["", "ask"],
  ])("the CLI: %s", (command, answer) => {
    expect(check(lists, shell(command))).toBe(answer);
  });

  it.each<[command: string, answer: Answer]>([
    ["ls", "allow"],
    ["ls && wc", "allow"],
    ["rm x", "deny"],
    ["ls; rm x", "unknown"],
  ])("the CLI without restrictions: %s", (command, answer) => {
    const own = { "~/.cursor/cli-config.json": JSON.stringify({ approvalMode: "unrestricted" }) };
    expect(check({ ...lists, ...own }, shell(command))).toBe(answer);
  });

  it.each<
    [
      name: string,
      files: Record<string, string>,
      call: ToolCall,
      mode: string | undefined,
      answer: Answer,
    ]
  >([
    [
      "a read in the CLI without an entry",
      lists,
      { tool: "file.read", args: { path: "a" } },
      undefined,
      "unknown",
    ],
    [
      "a denial beats an allowance",
      cli({ allow: ["Read(**)"], deny: ["Read(.env*)"] }),
      { tool: "file.read", args: { path: ".env" } },
      undefined,
      "deny",
    ],
    [
      "a relative pattern is below the workspace",
      cli({ deny: ["Read(.env*)"], allow: ["Read(**)"] }),
      { tool: "file.read", args: { path: "sub/.env" } },
      undefined,
      "allow",
    ],
    [
      "and nothing outside",
      cli({ allow: ["Read(**)"] }),
      { tool: "file.read", args: { path: "../x" } },
      undefined,
      "unknown",
    ],
    [
      "a star stays in a name",
      cli({ allow: ["Write(src/*)"] }),
      { tool: "file.write", args: { path: "src/a/b" } },
      undefined,
      "unknown",
    ],
    [
      "the editor's own review",
      editor({ terminalAllowlist: ["git"] }),
      shell("ls"),
      undefined,
      "unknown",
    ],
    [
      "what it need not review",
      editor({ terminalAllowlist: ["git"] }),
      shell("git log"),
      undefined,
      "allow",
    ],
    ["an empty list", editor({ terminalAllowlist: [] }), shell("ls"), "allowlist", "ask"],
    [
      "a list of the person's own",
      editor({ mcpAllowlist: [] }),
      shell("ls"),
      "allowlist",
      "unknown",
    ],
    ["everything runs", editor({ terminalAllowlist: [] }), shell("ls"), "run-everything", "allow"],
    [
      "a file of the workspace",
      editor({}),
      { tool: "file.write", args: { path: "src/a" } },
      "allowlist",
      "allow",
    ],
    [
      "a file that configures",
      editor({}),
      { tool: "file.write", args: { path: ".cursor/hooks.json" } },
      "allowlist",
      "ask",
    ],
    [
      "a file outside",
      editor({}),
      { tool: "file.read", args: { path: "/etc/passwd" } },
      "allowlist",
      "unknown",
    ],
    [
      "the editor does not look at the CLI's file",
      { ...editor({ terminalAllowlist: [] }), ...lists },
      shell("rm x"),
      "allowlist",
      "ask",
    ],
    [
      "nor the CLI at the editor's",
      { ...lists, ...editor({ terminalAllowlist: ["ls"] }) },
      shell("ls"),
      undefined,
      "ask",
    ],
    [
      "both files of the editor",
      {
        ...editor({ terminalAllowlist: ["git"] }),
        "~/.cursor/permissions.json": '{"terminalAllowlist": ["ls"]}',
      },
      shell("ls"),
      "allowlist",
      "allow",
    ],
    ["a broken file", { ".cursor/cli.json": "{" }, shell("ls"), undefined, "unknown"],
    [
      "Cursor's own names of tools",
      cli({ deny: ["Write(src/**)"] }),
      { tool: "Write", args: { file_path: "src/a" } },
      undefined,
      "deny",
    ],
    [
      "another shell",
      lists,
      { ...shell("git log"), context: { dialect: "powershell" } },
      undefined,
      "unknown",
    ],
    ["an argument is missing", lists, { tool: "shell", args: {} }, undefined, "unknown"],
  ])("%s", (_, files, call, mode, answer) => {
    expect(check(files, call, mode)).toBe(answer);
  });

  it("names the entries that decide, and says which it looked at", () => {
    const { rules, considered, vendor } = vendorExplain(cursor, lists, shell("git log"));
    expect(rules.map(({ id, at }) => [id, at])).toEqual([
      ["Shell(git)", ["permissions", "allow", 0]],
    ]);
    expect(considered.map(({ clause, matched }) => [clause.id, matched])).toEqual([
      ["Shell(git)", true],
      ["Shell(npm:run *)", false],
      ["Shell(rm)", false],
    ]);
    expect(vendor?.assumes[0]).toBe("it runs in Cursor's CLI, in the mode `allowlist`");
  });
});

describe("marks of Cursor's files", () => {
  type Shown = readonly [kind: string, place: string];
  const check = (name: string, value: Json | string): readonly Shown[] => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const [subject] = readFiles(cursor, { [name]: text });
    return (subject?.marks ?? []).map(({ kind, at }): Shown => {
      const { start, end } = subject?.locate(at) ?? { start: 0, end: 0 };
      return [kind, text.slice(start, end).replaceAll('"', "")];
    });
  };

  it.each<[name: string, file: string, value: Json | string, marks: readonly Shown[]]>([
    [
      "nothing is wrong",
      ".cursor/cli.json",
      { permissions: { allow: ["Shell(ls)"], deny: ["Read(.env*)"] } },
      [],
    ],
    [
      "other keys in a project",
      ".cursor/cli.json",
      { version: 1, sandbox: {}, approvalMode: "unrestricted" },
      [
        ["misplaced-key", "sandbox"],
        ["misplaced-key", "approvalMode"],
      ],
    ],
    ["a list to ask", ".cursor/cli.json", { permissions: { ask: [] } }, [["misplaced-key", "ask"]]],
    [
      "tokens of other agents",
      ".cursor/cli.json",
      {
        permissions: {
          allow: ["Bash(ls)", "git", "Shell()"],
          deny: ["Mcp(x)", "Shell(git push:*)", 7],
        },
      },
      [
        ["entry-not-consulted", "Bash(ls)"],
        ["entry-not-consulted", "git"],
        ["entry-not-consulted", "Shell()"],
        ["entry-not-consulted", "Mcp(x)"],
        ["entry-not-consulted", "Shell(git push:*)"],
        ["entry-not-consulted", "7"],
      ],
    ],
    [
      "a denial that is passed by",
      ".cursor/cli.json",
      { permissions: { allow: ["Shell(*)"], deny: ["Shell(rm)"] } },
      [
        ["deny-respelled", "Shell(rm)"],
        ["deny-beside-interpreter", "Shell(rm)"],
      ],
    ],
    [
      "a denial beside an interpreter",
      ".cursor/cli.json",
      { permissions: { allow: ["Shell(bash)"], deny: ["Shell(rm)", "Shell(dd)"] } },
      [["deny-beside-interpreter", "Shell(rm)"]],
    ],
    [
      "a person's folder",
      ".cursor/cli.json",
      { permissions: { allow: ["Read(/Users/jo/x/**)"] } },
      [["machine-path", "Read(/Users/jo/x/**)"]],
    ],
    [
      "no questions",
      "~/.cursor/cli-config.json",
      { approvalMode: "unrestricted", sandbox: { mode: "disabled" } },
      [
        ["prompts-off", "unrestricted"],
        ["sandbox-hole", "disabled"],
      ],
    ],
    [
      "comments in strict JSON",
      "~/.cursor/cli-config.json",
      '{ "permissions": { "deny": ["Shell(rm)"], } }',
      [["file-not-read", "{ permissions: { deny: [Shell(rm)], } }"]],
    ],
    [
      "entries without a colon",
      ".cursor/permissions.json",
      { mcpAllowlist: ["github", "github:*", 7] },
      [
        ["entry-not-consulted", "github"],
        ["entry-not-consulted", "7"],
      ],
    ],
    [
      "a list of denials",
      ".cursor/permissions.json",
      { terminalDenylist: ["rm"], autoRun: { instructions: "x" } },
      [
        ["misplaced-key", "terminalDenylist"],
        ["misplaced-key", "instructions"],
      ],
    ],
    [
      "a folder as a word",
      ".cursor/permissions.json",
      '{"terminalAllowlist": ["bash scripts/"] /* ok */ }',
      [["unreachable-entry", "bash scripts/"]],
    ],
    [
      "no sandbox",
      ".cursor/sandbox.json",
      {
        type: "insecure_none",
        additionalReadwritePaths: ["~/", "/tmp/x"],
        networkPolicy: { default: "allow", allow: ["*", "example.com"] },
      },
      [
        ["sandbox-hole", "insecure_none"],
        ["sandbox-hole", "allow"],
        ["sandbox-hole", "*"],
        ["sandbox-hole", "~/"],
      ],
    ],
    [
      "hooks that fail open",
      ".cursor/hooks.json",
      {
        version: 1,
        hooks: {
          beforeShellExecution: [
            { command: "a" },
            { command: "b", failClosed: true },
            { command: "c || true", failClosed: true },
          ],
          beforeShellExec: [],
          stop: [{ command: "x" }],
        },
      },
      [
        ["hook-fails-open", "{command:a}"],
        ["hook-fails-open", "c || true"],
        ["entry-not-consulted", "beforeShellExec"],
      ],
    ],
    [
      "a server from a registry",
      ".cursor/mcp.json",
      {
        mcpServers: {
          a: { command: "npx", args: ["-y", "lab@latest"] },
          b: { url: "https://example.com" },
        },
      },
      [["unpinned-package", "lab@latest"]],
    ],
    ["a broken file", ".cursor/permissions.json", "{", [["file-not-read", ""]]],
  ])("%s", (_, file, value, marks) => {
    expect(check(file, value)).toEqual(marks);
  });

  it("has witnesses that are allowed", () => {
    const files = cli({ allow: ["Shell(*)"], deny: ["Shell(rm)"] });
    const [subject] = readFiles(cursor, files);
    const witnesses = (subject?.marks ?? []).flatMap(({ witness }) => witness ?? []);
    expect(witnesses.length).toBe(2);
    for (const witness of witnesses)
      expect(vendorExplain(cursor, files, witness).decision).toBe("allow");
  });
});

describe("the files of Cursor", () => {
  it.each<[file: string, kind: string, scope: string]>([
    ["/w/.cursor/cli.json", "cli", "project"],
    ["/w/.cursor/permissions.json", "permissions", "project"],
    ["/home/me/.cursor/permissions.json", "permissions", "user"],
    ["/home/me/.cursor/cli-config.json", "cli-config", "user"],
    ["/w/.cursor/mcp.json", "servers", "project"],
  ])("%s", (file, kind, scope) => {
    const found = agentFileAt(file, "/home/me");
    expect([found?.format.id, found?.at.kind, found?.at.scope]).toEqual(["cursor", kind, scope]);
  });

  const kinds = ["cli.json", "permissions.json", "sandbox.json", "hooks.json", "mcp.json"];
  it.each([
    "",
    "{",
    "[]",
    "7",
    "null",
    '{"__proto__":{"x":1}}',
    `{"a":${"[".repeat(3000)}`,
    '{"permissions":7,"mcpAllowlist":{},"terminalAllowlist":"x","autoRun":[],"hooks":{"stop":7,"preToolUse":[7,null]},"mcpServers":[],"networkPolicy":{"allow":7},"type":{}}',
    JSON.stringify({
      permissions: {
        allow: [
          "Shell(:)",
          "Shell(*:*)",
          `Read(${"**/".repeat(500)}x)`,
          `Read(${"*?".repeat(500)})`,
          "Write({)",
          "WebFetch(::)",
          "Mcp(:)",
          "Mcp(a/b:c)",
        ],
      },
    }),
    JSON.stringify({
      terminalAllowlist: [":", "a:", "{", "a'b", "\\", "\u0000"],
      mcpAllowlist: [":", "a/b:c{", "**:**"],
    }),
  ])("hostile: %.60s", (text) => {
    for (const kind of kinds) {
      const files = { [`.cursor/${kind}`]: text };
      const [subject] = readFiles(cursor, files);
      for (const { at } of subject?.marks ?? []) subject?.locate(at);
      const calls = [
        shell("ls && x"),
        shell("(".repeat(2000)),
        { tool: "file.read", args: { path: "a/".repeat(500) } },
        { tool: "web.fetch", args: { url: "::" } },
        { tool: "mcp:a/b", args: {} },
      ];
      for (const call of calls)
        expect(["allow", "ask", "deny"]).toContain(vendorExplain(cursor, files, call).decision);
    }
  });

  const real = [
    ["cursor-cli", "cli.json"],
    ["cursor-perm", "permissions.json"],
    ["mcp-cursor", "mcp.json"],
  ].flatMap(([kind = "", file = ""]) => realFiles(kind).map(({ text }) => [file, text] as const));
  it.skipIf(real.length === 0)("reads all real files (skipped where there are none)", () => {
    for (const [file, text] of real) {
      const files = { [`.cursor/${file}`]: text };
      const [subject] = readFiles(cursor, files);
      for (const { at } of subject?.marks ?? []) subject?.locate(at);
      expect(vendorExplain(cursor, files, shell("ls")).decision).toBeDefined();
    }
  });
});
