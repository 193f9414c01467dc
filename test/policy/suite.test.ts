import { describe, expect, it } from "vitest";
import { readSuite } from "../../src/policy/suite.ts";
import { checkMarkers } from "../support/markers.ts";

const FILE = "/w/release.ambit-test.yaml";
const HEAD = "ambit-test: 1\npolicy: ./ambit.yaml\n";

describe("a test suite", () => {
  it("is read whole", () => {
    const text = `${HEAD}now: 2026-11-21T12:00:00Z
cases:
  - name: one call
    call: { tool: shell, args: { command: ls }, cwd: /w/a }
    expect: ask
    equivalents: true
  - name: a session
    session:
      - { call: { tool: "mcp:mail/read_inbox" }, expect: allow }
      - { call: { tool: "mcp:mail/send", args: { to: a } }, expect: ask }
`;
    const suite = readSuite(text, FILE);
    expect(suite).toMatchObject({
      file: FILE,
      policy: { path: "./ambit.yaml", at: ["policy"] },
      now: "2026-11-21T12:00:00Z",
      problems: [],
      broken: false,
    });
    expect(suite.cases).toEqual([
      {
        name: "one call",
        form: "call",
        equivalents: true,
        calls: [
          {
            call: { tool: "shell", args: { command: "ls" }, context: { cwd: "/w/a" } },
            expect: "ask",
            at: ["cases", 0],
          },
        ],
        at: ["cases", 0],
      },
      {
        name: "a session",
        form: "session",
        equivalents: false,
        calls: [
          {
            call: { tool: "mcp:mail/read_inbox", args: {} },
            expect: "allow",
            at: ["cases", 1, "session", 0],
          },
          {
            call: { tool: "mcp:mail/send", args: { to: "a" } },
            expect: "ask",
            at: ["cases", 1, "session", 1],
          },
        ],
        at: ["cases", 1],
      },
    ]);
  });

  it("makes a call of each combination, and denies what is not listed", () => {
    const text = `${HEAD}cases:
  - name: fetches
    tool: web.fetch
    args: { depth: { a: [1] } }
    cwd: /w
    each: { url: ["https://a.example", "https://b.example"], method: [GET, POST] }
    allow: [{ url: "https://a.example", method: GET }]
    ask: [{ method: POST, depth: { a: [1] } }]
`;
    const [one] = readSuite(text, FILE).cases;
    const rows = one?.calls.map(({ call, expect: wanted, at }) => [
      call.args["url"],
      call.args["method"],
      wanted,
      at.join("/"),
    ]);
    expect(rows).toEqual([
      ["https://a.example", "GET", "allow", "cases/0/each"],
      ["https://a.example", "POST", "ask", "cases/0/each"],
      ["https://b.example", "GET", "deny", "cases/0/each"],
      ["https://b.example", "POST", "ask", "cases/0/each"],
    ]);
    expect(one?.calls[0]?.call).toMatchObject({
      tool: "web.fetch",
      args: { depth: { a: [1] } },
      context: { cwd: "/w" },
    });
  });

  it("points at the value where only one argument changes", () => {
    const text = `${HEAD}cases:
  - { name: a, tool: file.read, each: { path: [src/a.ts, .env], __proto__: [1] } }
  - { name: b, tool: file.read, each: { path: [src/a.ts, .env] } }
`;
    const suite = readSuite(text, FILE);
    expect(suite.problems).toEqual([]);
    expect(Object.keys(suite.cases[0]?.calls[0]?.call.args ?? {})).toEqual(["path", "__proto__"]);
    const at = suite.cases[1]?.calls[1]?.at ?? [];
    const { start, end } = suite.locate({ path: at });
    expect(text.slice(start, end)).toBe(".env");
  });

  const faults: readonly (readonly [name: string, text: string])[] = [
    [
      "cases that are none",
      `${HEAD}cases: x
#      ^ wrong-type
`,
    ],
    [
      "wrong cases",
      `${HEAD}polic: x
#^^^^ unknown-key
cases:
  - expect: allow
#   ^^^^^^ missing-key
#   ^^^^^^ missing-key
  - { name: a, call: { tool: x }, session: [] }
#              ^^^^ missing-key
#                                 ^^^^^^^ two-forms
#                                          ^^ empty-list
#                            ^ unknown-tool
  - { name: b, each: { path: [a] } }
#                    ^^^^^^^^^^^^^ missing-key
  - { name: c, call: { tool: shell }, expect: denied, allow: [{}], equivalents: 1 }
#                                             ^^^^^^ bad-value
#                                                     ^^^^^ missing-key
#                                                                               ^ wrong-type
  - { name: d, tool: file.read, each: { path: [] , x: 3 }, ask: [], allow: [3] }
#                                             ^^ empty-list
#                                                     ^ wrong-type
#                                                               ^^ empty-list
#                                                                           ^ wrong-type
  - { name: e, session: [{ expect: deny }, { call: { tool: file.read } }, 3] }
#                        ^^^^^^^^^^^^^^^^ missing-key
#                                            ^^^^ missing-key
#                                                                         ^ wrong-type
`,
    ],
    [
      "expectations that do not fit",
      `${HEAD}cases:
  - name: a
    tool: file.read
    args: { path: a }
    each: { path: [b, c] }
#           ^^^^ case-mismatch
    allow:
      - { path: b }
      - { path: d }
#       ^^^^^^^^^^^ case-mismatch
    ask:
      - { path: b }
#       ^^^^^^^^^^^ case-mismatch
`,
    ],
    [
      "too many calls",
      `${HEAD}cases:
  - name: a
    tool: file.read
    each: { path: &v [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], a: *v, b: *v, c: [1, 2] }
#   ^^^^ too-many-calls
`,
    ],
  ];
  it.each(faults)("%s", (_, text) => {
    const suite = readSuite(text, FILE);
    checkMarkers(text, suite.problems);
    expect(suite).toMatchObject({ broken: true, cases: [] });
  });

  it.each([
    ["a version", "policy: a\ncases: []\n", "missing-version"],
    ["a policy", "ambit-test: 1\ncases: []\n", "missing-key"],
    ["cases", HEAD, "missing-key"],
    ["anything", "", "missing-version"],
  ])("without %s is none", (_, text, code) => {
    const suite = readSuite(text, FILE);
    expect(suite.broken).toBe(true);
    expect(suite.problems.map((problem) => problem.code)).toContain(code);
  });

  it("warns of tools that there are not, by their names and by the catalog", () => {
    const text = `${HEAD}cases:
  - { name: a, call: { tool: Bash }, expect: deny }
  - { name: b, tool: "mcp:mail/sent", each: { to: [a] } }
  - { name: c, call: { tool: "mcp:mail/send" }, expect: deny }
  - { name: d, call: { tool: "mcp:other/x" }, expect: deny }
`;
    const mail = new Map([["send", { name: "send", arguments: undefined }]]);
    const tools = (server: string) => (server === "mail" ? mail : undefined);
    const suite = readSuite(text, FILE, { tools });
    expect(suite.broken).toBe(false);
    const found = suite.problems.map(({ code, severity, suggestion, range }) => [
      code,
      severity,
      suggestion,
      text.slice(range.start, range.end),
    ]);
    expect(found).toEqual([
      ["unknown-tool", "warning", "shell", "Bash"],
      ["unknown-tool", "warning", "mcp:mail/send", '"mcp:mail/sent"'],
    ]);
  });
});
