import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { usageOf } from "../../src/cli/help.ts";
import { onPath } from "../../scripts/setup/which.mjs";
import { Folder } from "./ambit.ts";

const isIsolated = onPath("bwrap") !== undefined && onPath("strace") !== undefined;

const page = readFileSync(fileURLToPath(new URL("../../docs/cli.md", import.meta.url)), "utf8");
const blocks = [...page.matchAll(/^```(\w+)([^\n]*)\n([^]*?)^```$/gm)].map(
  ([, language = "", info = "", text = ""]) => ({ language, info, text }),
);

const folder = new Folder(
  Object.fromEntries(
    blocks.flatMap(({ info, text }) => {
      const name = /file=(\S+)/.exec(info)?.[1];
      return name === undefined ? [] : [[name, text]];
    }),
  ),
);
afterAll(() => {
  folder.remove();
});

describe("the examples of the page do what they say", () => {
  const examples = blocks
    .filter(({ language }) => language === "console")
    .map(({ info, text }) => {
      const [first = "", ...output] = text.split("\n");
      const words = first.replace(/^\$ ambit /, "").match(/'[^']*'|\S+/g) ?? [];
      return {
        args: words.map((word) => word.replace(/^'([^]*)'$/, "$1")),
        output: output.join("\n"),
        status: Number(/exit=(\d)/.exec(info)?.[1] ?? 0),
      };
    });

  it.each(examples)("$args", async ({ args, output, status }) => {
    if ((args.includes("--run") || args[0] === "audit") && !isIsolated) {
      console.warn("skipped: bubblewrap and strace are not installed");
      return;
    }
    const ran = await folder.runAlone(args);
    const parts = output.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    expect(ran.stdout).toMatch(new RegExp(`^${parts.join("[^]*?")}$`));
    expect({ status: ran.status, stderr: ran.stderr }).toEqual({ status, stderr: "" });
  });

  it("are of every command but the server", () => {
    expect(new Set(examples.map(({ args }) => args[0]))).toEqual(
      new Set(["audit", "check", "effective", "explain", "simulate", "stress"]),
    );
  });
});

describe("every option stands on the page and in the help", () => {
  it.each(["check", "effective", "explain", "simulate", "stress", "audit", "test", "tools", "lsp"])(
    "%s",
    (command) => {
      const start = page.indexOf(`## \`ambit ${command}`);
      const end = page.indexOf("\n## ", start);
      const section = page.slice(start, end < 0 ? undefined : end);
      const rows = [...section.matchAll(/^\| `(--[\w-]+)`/gm)].map(([, name]) => name);
      const known = [...new Set(usageOf(command).match(/--[a-z][\w-]+/g) ?? [])];
      expect(command === "lsp" ? ["--stdio"] : rows.toSorted()).toEqual(known.toSorted());
    },
  );
});

/** All names of fields, with the way to them; those of a call's arguments are the caller's. */
function fieldsOf(value: unknown, at = ""): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => fieldsOf(item, `${at}[]`));
  if (typeof value !== "object" || value === null || at.endsWith("args")) return [at];
  return Object.entries(value).flatMap(([name, inner]) =>
    fieldsOf(inner, at === "" ? name : `${at}.${name}`),
  );
}

const unique = (fields: readonly string[]): readonly string[] => [...new Set(fields)].toSorted();

describe("the names of JSON fields are stable: they may become more, never fewer", () => {
  it("check", async () => {
    const files = new Folder({
      "ambit.yaml": `ambit: 1
agent: { id: a, owner: b }
rules:
  - { id: a, allow: shell, command: "node **" }
  - { id: b, deny: shell, command: "rm **" }
  - { id: c, deny: shell, command: "rm **" }
`,
    });
    const words = ["check", "--format", "json", "--persona", "auditor", "--reach"];
    const { stdout } = await files.run(words);
    files.remove();
    expect(unique(fieldsOf(JSON.parse(stdout)))).toEqual(
      expect.arrayContaining([
        ...["code", "severity", "confidence", "persona", "message"].map((n) => `findings[].${n}`),
        ...["file", "line", "column", "endLine", "endColumn"].map((n) => `findings[].${n}`),
        ...["witness.tool", "witness.args"].map((n) => `findings[].${n}`),
        ...["file", "line", "message"].map((n) => `findings[].related[].${n}`),
        ...["title", "safe"].map((n) => `findings[].fixes[].${n}`),
        "files",
        ...["rule", "effect", "file", "line", "column"].map((n) => `reach[].${n}`),
        ...["kind", "names[]"].map((n) => `reach[].programs.${n}`),
      ]),
    );
  });

  it("explain", async () => {
    const call = { tool: "shell", args: { command: "git status; sudo cat .env; git push" } };
    const broken = new Folder({ "ambit.yaml": "ambit: 1\nrule: []\n" });
    const args = ["explain", "--policy", "ambit.yaml", "--format", "json", "--call"];
    const lines = [
      (await folder.run([...args, JSON.stringify(call)])).stdout,
      (await broken.run([...args, JSON.stringify(call)])).stdout,
    ];
    broken.remove();
    expect(unique(lines.flatMap((line) => fieldsOf(JSON.parse(line))))).toEqual(
      expect.arrayContaining([
        "decision",
        ...["id", "effect", "file", "line", "column"].map((n) => `rules[].${n}`),
        ...["id", "matched", "why", "file", "line", "column"].map((n) => `considered[].${n}`),
        ...["tool", "args", "decision", "rules[]", "views[].tool", "views[].args"].map(
          (n) => `parts[].${n}`,
        ),
        ...["code", "message", "file", "line"].map((n) => `problems[].${n}`),
      ]),
    );
  });

  it("simulate", async () => {
    const { stdout } = await folder.run([
      "simulate",
      "release.ambit-scenario.yaml",
      "--format",
      "json",
    ]);
    expect(unique(fieldsOf(JSON.parse(stdout)))).toEqual(
      expect.arrayContaining([
        ...["call.tool", "call.args", "decision", "expect"].map((n) => `steps[].${n}`),
        ...["id", "effect", "file", "line", "column"].map((n) => `steps[].rules[].${n}`),
        ...["allow", "ask", "deny"].map((n) => `counts.${n}`),
      ]),
    );
  });

  it("stress", async () => {
    const files = new Folder({
      ".codex/config.toml":
        'approval_policy = "on-request"\nsandbox_mode = "workspace-write"\n[mcp_servers.x]\ncommand = "x"\n',
      "ambit.yaml": "ambit: 1\nrules:\n  - { id: a, allow: shell, command: '**', files: any }\n",
    });
    const { stdout } = await files.run(["stress", "--format", "json"]);
    files.remove();
    expect(unique(fieldsOf(JSON.parse(stdout)))).toEqual(
      expect.arrayContaining([
        ...["agent", "file"].map((n) => `policies[].${n}`),
        ...["got-through", "unknown", "asked", "held", "not-applicable"].map(
          (n) => `policies[].counts.${n}`,
        ),
        ...["id", "family", "title", "outcome", "missing", "more", "tried"].map(
          (n) => `policies[].attacks[].${n}`,
        ),
        ...["steps", "others"].flatMap((list) =>
          ["call.tool", "call.args", "decision", "because", "sandboxed"].map(
            (n) => `policies[].attacks[].${list}[].${n}`,
          ),
        ),
        ...["id", "effect", "file", "line", "column"].map(
          (n) => `policies[].attacks[].steps[].rules[].${n}`,
        ),
      ]),
    );
  });

  it.skipIf(!isIsolated)("simulate --run", async () => {
    const words = ["run.ambit-scenario.yaml", "--run", "--yes", "--format", "json"];
    const { stdout } = await folder.run(["simulate", ...words]);
    expect(unique(fieldsOf(JSON.parse(stdout)))).toEqual(
      expect.arrayContaining([
        ...["outcome", "result.text", "result.isError"].map((n) => `steps[].${n}`),
        ...["kind", "message"].map((n) => `steps[].remarks[].${n}`),
        ...["created", "read", "programs"].map((n) => `steps[].effects.${n}[]`),
        "layers[]",
        ...["audit.file", "audit.records"],
      ]),
    );
    const logs = (await folder.run(["audit", "verify", "--format", "json"])).stdout;
    expect(unique(fieldsOf(JSON.parse(logs)))).toEqual(
      expect.arrayContaining(["file", "status", "run", "records"].map((n) => `logs[].${n}`)),
    );
  });
});
