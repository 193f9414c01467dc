import { describe, expect, it } from "vitest";
import { USUAL } from "../../../src/formats/format.ts";
import { opencode } from "../../../src/formats/opencode/opencode.ts";
import type { Json } from "../../../src/model/json.ts";
import { read, worldOf } from "./replay.ts";

const FILE = "/project/opencode.json";
const context = { workspace: "/project", home: "/home", cwd: "/project" };

type Shown = readonly [kind: string, place: string, witness?: string];

/** The marks of a configuration: kind, what stands at the place, and what the witness is about. */
function marksOf(text: string, file = FILE): readonly Shown[] {
  const subject = read(file, text);
  return (subject.marks ?? []).map(({ kind, at, witness }): Shown => {
    const { start, end } = subject.locate(at);
    const place = text.slice(start, end).replaceAll('"', "");
    const about = witness && Object.values(witness.args)[0];
    return about === undefined ? [kind, place] : [kind, place, String(about)];
  });
}

const permission = (value: Json): string => JSON.stringify({ permission: value });

describe("marks of opencode's files", () => {
  it.each<[name: string, text: string, marks: readonly Shown[]]>([
    ["nothing is wrong", permission({ bash: { "*": "ask", "ls *": "allow" }, edit: "ask" }), []],
    [
      "a deny before the general allow",
      permission({ read: { "*.env": "deny", "*": "allow" } }),
      [["order-trap", "*.env", ".env"]],
    ],
    [
      "keys in the wrong order",
      permission({ webfetch: "deny", "*": "allow" }),
      [
        ["order-trap", "webfetch", "https://example.com/"],
        ["prompts-off", "*", ".env"],
      ],
    ],
    [
      "an allow before the general deny",
      permission({ edit: { "src/*": "allow", "*": "deny" } }),
      [["unreachable-entry", "src/*"]],
    ],
    [
      "the same said twice",
      permission({ bash: { "*": "ask", "git log *": "allow", "git *": "allow" } }),
      [["unreachable-entry", "git log *"]],
    ],
    [
      "a deny that other spellings pass by",
      permission({ bash: { "*": "ask", "git *": "allow", "git push *": "deny" } }),
      [["deny-respelled", "git push *", "git  push"]],
    ],
    [
      "a deny of one word where all is allowed",
      permission({ bash: { "*": "allow", "rm *": "deny" } }),
      [
        ["deny-respelled", "rm *", "'rm' example"],
        ["deny-beside-interpreter", "rm *", "bash -c 'rm example'"],
      ],
    ],
    [
      "a deny that only the bare command is",
      permission({ bash: { "*": "allow", sudo: "deny" } }),
      [
        ["deny-respelled", "sudo", "sudo example"],
        ["deny-beside-interpreter", "sudo", "bash -c 'sudo'"],
      ],
    ],
    ["a deny where the rest asks", permission({ bash: { "*": "ask", "rm *": "deny" } }), []],
    [
      "a star without a word before it",
      permission({ bash: { "*": "ask", "ls*": "allow", "git log*": "allow" } }),
      [["no-word-boundary", "ls*", "lsx example"]],
    ],
    [
      "a star inside, and one in front",
      permission({ bash: { "*": "ask", "git * main": "allow", "*--version": "allow" } }),
      [
        ["wildcard-inside-command", "git * main", "git example --force main"],
        ["wildcard-inside-command", "*--version", "sh -c 'example' --version"],
      ],
    ],
    [
      "an entry for a line of two commands",
      permission({ bash: { "*": "ask", "git status && git diff*": "allow" } }),
      [["unreachable-entry", "git status && git diff*"]],
    ],
    [
      "paths that begin with a slash",
      permission({ edit: { "/tmp/**": "allow", "src/*": "ask" }, read: { "~/.ssh/*": "deny" } }),
      [
        ["not-absolute-path", "/tmp/**"],
        ["not-absolute-path", "~/.ssh/*"],
      ],
    ],
    [
      "a folder of somebody's machine",
      permission({ external_directory: { "/Users/jo/src/*": "allow" } }),
      [["machine-path", "/Users/jo/src/*"]],
    ],
    [
      "tools that are judged as edit",
      permission({ write: "deny" }),
      [["entry-not-consulted", "write", "src/example.txt"]],
    ],
    [
      "arguments of a server's tool",
      JSON.stringify({
        permission: { lab_push: { main: "deny", "*": "allow" } },
        mcp: { lab: { type: "local", command: ["lab-server"] } },
      }),
      [
        ["order-trap", "main"],
        ["entry-not-consulted", "main"],
      ],
    ],
    ["all is allowed", permission("allow"), [["prompts-off", "allow", ".env"]]],
    [
      "the deprecated map of tools",
      JSON.stringify({ tools: { bash: false }, agent: { x: { tools: { write: false } } } }),
      [
        ["deprecated-key", "tools"],
        ["deprecated-key", "tools"],
      ],
    ],
    [
      "a misspelt key",
      JSON.stringify({ permisson: { bash: "deny" } }),
      [["misplaced-key", "permisson"]],
    ],
    [
      "the form of version 2",
      JSON.stringify({ permissions: [] }),
      [
        ["misplaced-key", "permissions"],
        ["file-not-read", "{permissions:[]}"],
      ],
    ],
    [
      "patterns where only an action is taken",
      permission({ webfetch: { "https://*": "allow" } }),
      [["file-not-read", "{permission:{webfetch:{https://*:allow}}}"]],
    ],
    [
      "a server from a registry, without and with a version",
      JSON.stringify({
        mcp: {
          a: { type: "local", command: ["npx", "-y", "@x/lab@latest"] },
          b: { type: "local", command: ["npx", "-y", "@x/lab@1.2.3"] },
          c: { type: "local", command: ["uvx", "lab"] },
        },
      }),
      [
        ["unpinned-package", "@x/lab@latest"],
        ["unpinned-package", "lab"],
      ],
    ],
  ])("%s", (_, text, marks) => {
    expect(marksOf(text)).toEqual(marks);
  });

  it("has witnesses that are allowed", () => {
    const text = permission({
      bash: { "rm *": "deny", "*": "allow", "git push *": "deny", "ls*": "allow" },
      read: { "*.env": "deny", "*": "allow" },
    });
    const subject = read(FILE, text);
    const engine = opencode.compile([subject], USUAL, worldOf());
    const marks = (subject.marks ?? []).filter(({ witness }) => witness !== undefined);
    expect(marks.length).toBeGreaterThan(3);
    for (const { witness } of marks)
      expect(witness && engine.decide({ ...witness, context }).decision).toBe("allow");
  });

  it("says that front matter which is no YAML may not hold", () => {
    const text = "---\ndescription: [d\npermission:\n  bash: deny\n---\nx\n";
    const kinds = marksOf(text, "/project/.opencode/agent/x.md").map(([kind]) => kind);
    expect(kinds).toContain("file-not-read");
  });

  it("finds them in front matter, too", () => {
    const text =
      '---\nmode: primary\npermission:\n  edit:\n    "*.env": deny\n    "*": allow\n---\nx\n';
    expect(marksOf(text, "/project/.opencode/agent/notes.md")).toEqual([
      ["order-trap", "*.env", ".env"],
    ]);
  });
});
