import { describe, expect, it } from "vitest";
import { readBashLine } from "../../src/formats/bash-line.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import type { ShellGrammars } from "../../src/model/syntax.ts";

const grammars = await loadGrammars();

describe("a line of bash as an agent splits it", () => {
  it.each<[line: string, commands: readonly string[]]>([
    ["git status", ["git status"]],
    ["a && b || c; d | e & f", ["a", "b", "c", "d", "e", "f"]],
    ["X=1 git  push 'a b'", ["git  push 'a b'"]],
    ["(cd x && rm y)", ["cd x", "rm y"]],
    ["echo $(rm x) `ls`", ["echo $(rm x) `ls`", "rm x", "ls"]],
    ["if true; then rm x; fi", ["true", "rm x"]],
    ["for f in *; do rm $f; done", ["rm $f"]],
    ["cat <(ls)", ["cat <(ls)", "ls"]],
    ["git commit > out.txt 2>&1", ["git commit"]],
    ["export A=$(id)", ["export A=$(id)", "id"]],
    ["[ -f x ] && ls", ["[ -f x ]", "ls"]],
    ["", []],
  ])("%s", (line, commands) => {
    expect(readBashLine(line, grammars).commands.map(({ text }) => text)).toEqual(commands);
  });

  it("is the same for plain words, which need no grammar", () => {
    const firsts = [
      ...[
        "git",
        "./x.sh",
        "/bin/ls",
        "a.b",
        "if",
        "then",
        "fi",
        "do",
        "done",
        "case",
        "esac",
        "in",
      ],
      ...[
        "for",
        "while",
        "until",
        "select",
        "function",
        "time",
        "coproc",
        "declare",
        "export",
        "let",
      ],
      ...[
        "readonly",
        "local",
        "typeset",
        "unset",
        "unsetenv",
        "test",
        "eval",
        "exec",
        "_x",
        "..",
        ".",
      ],
      ...[
        "a:b",
        "a@b",
        "a%b",
        "a+b",
        "a,b",
        "return",
        "break",
        "x-",
        "else",
        "elif",
        "true",
        "source",
      ],
    ];
    const others = [
      ...[
        "",
        "status",
        "-",
        "--",
        "-f",
        "--flag",
        "1",
        "-1",
        "0x1F",
        "12a",
        "@x",
        "%1",
        "+x",
        ",",
        "a/b",
      ],
      ...[
        "if",
        "in",
        "done",
        "then",
        "time",
        "https://x.example/a",
        "a:b",
        "..",
        "_",
        "x.y,z",
        "1.5",
      ],
    ];
    let parsed = 0;
    const counting: ShellGrammars = {
      parse: (dialect, source) => {
        parsed++;
        return grammars.parse(dialect, source);
      },
    };
    const lines = firsts.flatMap((first) =>
      others.flatMap((second) =>
        ["", "x", "2", "-y"].map((third) =>
          [first, second, third].filter((word) => word !== "").join(" "),
        ),
      ),
    );
    for (const line of lines) {
      const before = parsed;
      const found = readBashLine(line, counting);
      // A line end is no plain word, so the grammar reads the other one.
      if (parsed === before) expect(found, line).toEqual(readBashLine(`${line}\n`, grammars));
    }
    expect(parsed).toBeLessThan(lines.length - 800);
  });

  it("keeps redirections, assignments and what kinds of nodes there are", () => {
    const line = readBashLine("A=1; B=2 make 2> err < in >> out", grammars);
    expect(line.redirects.map(({ operator, target }) => [operator, target])).toEqual([
      ["2>", "err"],
      ["<", "in"],
      [">>", "out"],
    ]);
    expect(line.assigns).toEqual(["A=1"]);
    expect(line.commands[0]?.assigns).toEqual(["B=2"]);
    expect(line.hasError).toBe(false);
    expect([...line.nodes]).toContain("file_redirect");
  });

  it("says where a command is inside a substitution", () => {
    const { commands } = readBashLine("echo $(rm x); ls", grammars);
    expect(commands.map(({ substituted }) => substituted)).toEqual([false, true, false]);
  });

  it("says that it did not understand a line, or that it was too long", () => {
    expect(readBashLine("echo 'x", grammars).hasError).toBe(true);
    expect(readBashLine("a".repeat(300_000), grammars)).toMatchObject({
      hasError: true,
      commands: [],
    });
  });
});
