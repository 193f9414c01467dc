import { afterAll, describe, expect, it } from "vitest";
import { Folder } from "./ambit.ts";
import type { Ran } from "./ambit.ts";

const HOSTILE = "]]> & <b>\"'\u202e\u0007\uffff";
/** A text in quotes and ASCII. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[^ -~]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
const FILES: Readonly<Record<string, string>> = {
  ".ambit/config.yaml": "",
  "ambit.yaml": `ambit: 1
agent: { id: bot, owner: a@example.com }
rules:
  - { id: read, allow: file.read, path: "src/**", because: Sources. }
  - { id: run, allow: shell, command: ["npm test", "env **"] }
  - { id: no-env, deny: file.read, path: "**/.env" }
  - { id: never, deny: web.fetch, host: evil.example }
`,
  "good/a.ambit-test.yaml": `ambit-test: 1
policy: ../ambit.yaml
cases:
  - name: reads
    tool: file.read
    each: { path: [src/a.ts, src/.env] }
    allow: [{ path: src/a.ts }]
    equivalents: true
`,
  "bad/b.ambit-test.yaml": `ambit-test: 1
policy: ../ambit.yaml
cases:
  - name: ${quoted(HOSTILE)}
    call: { tool: file.read, args: { path: ${quoted(`src/${HOSTILE}`)} } }
    expect: deny
  - name: publishes
    call: { tool: shell, args: { command: npm publish } }
    expect: deny
    equivalents: true
  - name: tests
    call: { tool: shell, args: { command: npm test } }
    expect: allow
`,
  "broken/c.ambit-test.yaml": "ambit-test: 1\npolicy: ./gone.yaml\ncases: []\n",
  "broken/d.ambit-test.yaml": "ambit-test: 1\npolicy: ../notes.txt\ncases: []\n",
  "broken/e.ambit-test.yaml": "ambit-test: 1\npolicy: ../ambit.yaml\ncases: 3\n",
};

const folder = new Folder(FILES);

afterAll(() => {
  folder.remove();
});

const ambit = async (...args: readonly string[]): Promise<Ran> => folder.run(args);

describe("ambit test", () => {
  it("says in words what passes", async () => {
    const { status, stdout } = await ambit("test", "good");
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^good\/a.ambit-test.yaml against ambit.yaml\n {2}✓ reads \(2 calls, \d+ other spellings\)\n\n1 case: 1 passed\n$/,
    );
  });

  it("says of what fails what it got, which rule decided and where", async () => {
    const { status, stdout } = await ambit("test", "good", "bad/b.ambit-test.yaml");
    expect(status).toBe(1);
    expect(stdout).toContain(
      [
        "      shell npm publish: denied, but allowed as shell env npm publish",
        "        by run at ambit.yaml:5 (bad/b.ambit-test.yaml:7)",
      ].join("\n"),
    );
    expect(stdout).toMatch(/expected deny, got allow\n {8}by read at ambit.yaml:4: Sources\. \(/);
    expect(stdout).not.toContain("\u202e");
    expect(stdout).toContain("4 cases: 2 passed, 2 failed\n");
  });

  it("says which rules no case exercises", async () => {
    const { status, stdout } = await ambit("test", "good", "--coverage");
    expect(status).toBe(0);
    expect(stdout).toContain(
      [
        "ambit.yaml: 2 of 4 rules decided a call",
        "  not exercised run (allow) at ambit.yaml:5",
        "  not exercised never (deny) at ambit.yaml:7",
      ].join("\n"),
    );
  });

  it("in JSON keeps its names", async () => {
    const { status, stdout } = await ambit("test", "good", "bad", "--coverage", "--format", "json");
    const { suites, counts, coverage } = JSON.parse(stdout);
    expect(status).toBe(1);
    expect(counts).toEqual({ passed: 2, failed: 2, broken: 0 });
    expect(Object.keys(suites[0])).toEqual(["file", "policy", "cases"]);
    expect(Object.keys(suites[0].cases[0])).toEqual(["name", "line", "column", "passed", "calls"]);
    const [call] = suites[0].cases[0].calls;
    expect(Object.keys(call)).toEqual([
      ...["call", "decision", "rules", "expect", "passed", "spellings", "slipped"],
      ...["line", "column"],
    ]);
    expect(call.call).toEqual({ tool: "file.read", args: { path: "src/a.ts" } });
    expect(call.rules[0]).toMatchObject({ id: "read", file: "ambit.yaml", line: 4 });
    const [slip] = suites[1].cases[1].calls[0].slipped;
    expect(Object.keys(slip)).toEqual(["call", "decision", "rules"]);
    expect(Object.keys(coverage[0].rules[0])).toEqual([
      ...["id", "effect", "file", "line", "column", "exercise", "decided"],
    ]);
    const exercise = coverage[0].rules.map((rule: { exercise: string }) => rule.exercise);
    expect(exercise).toEqual(["determining", "determining", "determining", "none"]);
  });

  it("in JUnit XML escapes whatever a suite holds", async () => {
    const { status, stdout } = await ambit("test", "good", "bad", "broken", "--format", "junit");
    expect(status).toBe(3);
    expect(stdout).toContain('<testsuites name="ambit" tests="7" failures="2" errors="3">');
    expect(stdout).toContain('<testsuite name="good/a.ambit-test.yaml" tests="1" failures="0"');
    expect(stdout).toContain("]]&#62; &#38; &#60;b&#62;&#34;&#39;\\u{202e}\\u{7}\\u{ffff}");
    expect(stdout).toMatch(/<error message="the policy `.\/gone.yaml` cannot be read/);
    // What is left between tags and in attributes holds no sign of XML and no control.
    const texts = stdout.split(/<\?xml[^<>]*\?>|<\/?\w+(?: \w+="[^"<&]*(?:&#\d+;[^"<&]*)*")*\/?>/);
    for (const text of texts) expect(text.replaceAll(/&#\d+;/g, "")).not.toMatch(/[<>&\uffff]/);
  });

  it.each<[number, string[], RegExp]>([
    [3, ["test", "broken"], /`.\/gone.yaml` cannot be read: there is no such file/],
    [3, ["test", "broken"], /`..\/notes.txt` is no policy of Ambit/],
    [3, ["test", "broken"], /the test suite is broken: `cases` is a list/],
    [3, ["test", "gone"], /there is no `gone`/],
    [3, ["test", "ambit.yaml"], /no test suite but a policy/],
    [2, ["test", "--format", "sarif"], /--format/],
    [2, ["test", "--coverage", "--format", "junit"], /--coverage/],
    [0, ["test", ".ambit"], /no test suite found/],
    [0, ["test", "--help"], /Usage: ambit test/],
    [1, ["check", "broken"], /\[broken-link\][^]*no policy of Ambit[^]*\[wrong-type\]/],
    [0, ["check", "good"], /nothing found in 1 file/],
  ])("ends with %i: %j", async (status, args, text) => {
    const result = await ambit(...args);
    expect(result.stdout + result.stderr).toMatch(text);
    expect(result).toMatchObject({ status });
  });
});
