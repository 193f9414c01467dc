import fc from "fast-check";
import { weighted } from "./generate-policy.ts";
import {
  plain,
  type Invocation,
  type Node,
  type Piece,
  type Redirect,
  type Simple,
  type TreeWord,
  type Wrapped,
} from "./shell-tree.ts";

/** Command lines as trees, at most a few commands each. */
export function trees(): fc.Arbitrary<Node> {
  return weighted<Node>([6, unit(1)], [4, joined(1)], [1, joined(2)]);
}

function joined(depth: number): fc.Arbitrary<Node> {
  const part = unit(depth);
  return weighted<Node>(
    [
      2,
      fc
        .array(andOr(depth), { minLength: 2, maxLength: 3 })
        .map((items) => ({ kind: "sequence", items })),
    ],
    [6, andOr(depth)],
    [
      2,
      fc
        .array(part.filter(pipes), { minLength: 2, maxLength: 3 })
        .map((items) => ({ kind: "pipe", items })),
    ],
    [
      1,
      fc
        .tuple(part, fc.option(part, { nil: undefined }))
        .map(([first, then]) => ({ kind: "background", first, then })),
    ],
  );
}

/** `cd` stands on the left; `time` is a keyword that would take a whole pipe. */
function andOr(depth: number): fc.Arbitrary<Node> {
  const part = unit(depth);
  return weighted<Node>(
    [3, part],
    [3, fc.tuple(part, part).map(([left, right]) => ({ kind: "and", left, right }))],
    [4, fc.tuple(move(), part).map(([left, right]) => ({ kind: "and", left, right }))],
    [
      1,
      fc
        .tuple(move(), part, part)
        .map(([a, b, right]) => ({ kind: "and", left: { kind: "and", left: a, right: b }, right })),
    ],
    [
      1,
      fc
        .tuple(move(), part, part)
        .map(([a, b, right]) => ({ kind: "or", left: { kind: "and", left: a, right: b }, right })),
    ],
    [
      1,
      fc.tuple(fc.oneof(move(), part), part).map(([left, right]) => ({ kind: "or", left, right })),
    ],
  );
}

function pipes(node: Node): boolean {
  return !(node.kind === "wrapped" && node.prefix[0] === "time");
}

function move(): fc.Arbitrary<Node> {
  const target = weighted<TreeWord>(
    [6, fc.constantFrom("src", "lib", ".", "src/../lib", "/ws/src").map(plain)],
    [1, fc.constantFrom("/tmp", "..", "link", "../other").map(plain)],
    [1, fc.constant<TreeWord>([{ kind: "variable", name: "D", quoted: true }])],
  );
  return target.map((word) => simple([plain("cd"), word], []));
}

function unit(depth: number): fc.Arbitrary<Node> {
  const base: (readonly [number, fc.Arbitrary<Node>])[] = [
    [8, command(depth)],
    [3, wrapped(depth)],
  ];
  if (depth === 0) return weighted<Node>(...base);
  const body = weighted<Node>([2, unit(depth - 1)], [2, andOr(depth - 1)], [1, joined(depth - 1)]);
  const still = unit(depth - 1);
  const redirects = fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(redirect(), { minLength: 1, maxLength: 1 }) },
  );
  const kind = fc.constantFrom("subshell" as const, "group" as const);
  return weighted<Node>(
    ...base,
    [
      1,
      fc
        .tuple(kind, body, redirects)
        .map(([which, inner, files]) => ({ kind: which, body: inner, redirects: files })),
    ],
    [
      1,
      fc
        .tuple(still, still, fc.option(still, { nil: undefined }), redirects)
        .map(([condition, then, otherwise, files]) => ({
          kind: "if",
          condition,
          then,
          otherwise,
          redirects: files,
        })),
    ],
    [
      1,
      fc
        .tuple(fc.array(word(0), { minLength: 1, maxLength: 2 }), still, redirects)
        .map(([words, inner, files]) => ({ kind: "for", words, body: inner, redirects: files })),
    ],
  );
}

function simple(
  words: readonly TreeWord[],
  redirects: readonly Redirect[],
  assigns: Simple["assigns"] = [],
): Simple {
  return { kind: "simple", assigns, words, redirects };
}

const NAMES = [
  "src/a",
  "src/.env",
  ".env",
  "lib/b.ts",
  "out/x",
  "/tmp/x",
  "src",
  "~/.ssh/id",
  ".git/config",
  "link/x",
  "../other/a",
  "a",
  "src/../.env",
];

/** A word, mostly literal in one of many quotings. */
function word(depth: number): fc.Arbitrary<TreeWord> {
  const quoted = fc.tuple(
    fc.constantFrom(...NAMES, "push", "x"),
    fc.constantFrom<Extract<Piece, { kind: "text" }>["quote"]>(
      "none",
      "none",
      "single",
      "double",
      "escape",
      "ansi",
    ),
  );
  const literal = quoted.map(([text, quote]): TreeWord => [{ kind: "text", text, quote }]);
  const halves = quoted.map(([text, quote]): TreeWord => [
    { kind: "text", text: text.slice(0, 1), quote: "none" },
    { kind: "text", text: text.slice(1), quote: quote === "none" ? "double" : quote },
  ]);
  const unknown = fc.constantFrom<TreeWord>(
    [{ kind: "variable", name: "X", quoted: true }],
    [{ kind: "variable", name: "X", quoted: false }],
    [{ kind: "variable", name: "@", quoted: true }],
    [{ kind: "text", text: "src/", quote: "none" }, { kind: "star" }],
    [
      { kind: "text", text: "-", quote: "none" },
      { kind: "variable", name: "X", quoted: true },
    ],
    [
      { kind: "text", text: "src/", quote: "none" },
      { kind: "variable", name: "X", quoted: true },
    ],
  );
  const choices: (readonly [number, fc.Arbitrary<TreeWord>])[] = [
    [20, literal],
    [2, halves],
    [2, unknown],
  ];
  if (depth > 0)
    choices.push([
      1,
      fc
        .tuple(command(0), fc.boolean())
        .map(([body, isQuoted]): TreeWord => [{ kind: "substitution", body, quoted: isQuoted }]),
    ]);
  return weighted(...choices);
}

function redirect(): fc.Arbitrary<Redirect> {
  const operator = fc.constantFrom(
    ">" as const,
    ">" as const,
    ">>" as const,
    "<" as const,
    ">|" as const,
    "&>" as const,
    "<>" as const,
  );
  const target = weighted<TreeWord>(
    [4, fc.constantFrom("out/x", "src/a", ".env", "/tmp/x", "lib/b.ts").map(plain)],
    [2, fc.constant(plain("/dev/null"))],
    [1, word(0)],
  );
  return weighted<Redirect>(
    [5, fc.tuple(operator, target).map(([op, to]) => ({ operator: op, target: to }))],
    [1, fc.constant({ operator: "2>&1" })],
  );
}

/** The words of a command without assignments or redirections. */
function invocation(depth: number): fc.Arbitrary<Simple> {
  const operand = word(depth);
  const operands = (least: number, most: number): fc.Arbitrary<TreeWord[]> =>
    fc.array(operand, { minLength: least, maxLength: most });
  const with_ = (
    program: string,
    options: readonly string[],
    words: fc.Arbitrary<TreeWord[]>,
  ): fc.Arbitrary<Simple> =>
    fc
      .tuple(fc.subarray([...options], { maxLength: Math.min(1, options.length) }), words)
      .map(([chosen, rest]) => simple([plain(program), ...chosen.map(plain), ...rest], []));
  const fixed = (...texts: readonly string[]): fc.Arbitrary<Simple> =>
    fc.constantFrom(...texts.map((text) => simple(text.split(" ").map(plain), [])));
  return weighted<Simple>(
    [
      4,
      fixed(
        "npm test",
        "npm run build",
        "npm",
        "mytool push",
        "mytool push a",
        "mytool -x push",
        "mytool -fr a",
        "mytool -r b -f",
      ),
    ],
    [
      2,
      fixed(
        "mytool --zeta a",
        "mytool --zeta=a push",
        "mytool --ze",
        "mytool a=src/a",
        "mytool --file=.env",
        "MyTool push",
        "mytool.exe push",
        "/bin/mytool push",
        "./run.sh a",
        "mytool -- push",
      ),
    ],
    [2, with_("mytool", ["-q", "--zeta", "push"], operands(0, 2))],
    [3, with_("cat", ["-n"], operands(0, 2))],
    [
      2,
      fc
        .tuple(fc.constantFrom<string[]>([], ["-n"], ["-r"]), operands(1, 1))
        .map(([options, words]) =>
          simple([plain("grep"), ...options.map(plain), plain("KEY"), ...words], []),
        ),
    ],
    [2, with_("rm", ["-r", "-f", "-rf"], operands(1, 2))],
    [1, with_("cp", ["-r"], operands(2, 2))],
    [1, with_("tee", ["-a"], operands(1, 1))],
    [2, with_("echo", [], operands(0, 2))],
    [1, fixed("true", "pwd", "cat", "grep KEY")],
    [
      1,
      fc
        .tuple(fc.boolean(), operands(0, 1))
        .map(([quoted, rest]) => simple([[{ kind: "variable", name: "P", quoted }], ...rest], [])),
    ],
  );
}

function command(depth: number): fc.Arbitrary<Simple> {
  const assigns = weighted<Simple["assigns"]>(
    [12, fc.constant([])],
    [1, fc.constantFrom("A", "B").map((name) => [{ name, value: plain("1") }])],
  );
  const redirects = weighted<readonly Redirect[]>(
    [6, fc.constant([])],
    [1, fc.array(redirect(), { minLength: 1, maxLength: 2 })],
  );
  const alone = fc
    .constantFrom("A", "B")
    .map((name) => simple([], [], [{ name, value: plain("1") }]));
  return weighted<Simple>(
    [
      25,
      fc
        .tuple(invocation(depth), assigns, redirects)
        .map(([inner, set, files]) => ({ ...inner, assigns: set, redirects: files })),
    ],
    [1, alone],
  );
}

const TRANSPARENT = [
  "timeout 5",
  "timeout -k 1 5",
  "timeout -s KILL 5",
  "time",
  "time -p",
  "nice -n 5",
  "nohup",
  "command",
];
const VIEWS = ["sudo", "sudo -u root", "env", "env A=1", "xargs", "xargs -n 1"];
const HIDDEN = ["timeout --unknown-option 5", "sudo --unknown-option"];

function wrapped(depth: number): fc.Arbitrary<Wrapped> {
  /** A first word that is not known might be an option of the wrapper. */
  const inner = invocation(0).filter((each) => each.words[0]?.[0]?.kind === "text");
  const prefixed = (
    texts: readonly string[],
    nature: Wrapped["nature"],
    inside: fc.Arbitrary<Invocation>,
  ): fc.Arbitrary<Wrapped> =>
    fc
      .tuple(
        fc.constantFrom(...texts),
        inside,
        weighted<readonly Redirect[]>(
          [6, fc.constant([])],
          [1, fc.array(redirect(), { minLength: 1, maxLength: 1 })],
        ),
      )
      .map(([text, within, redirects]) => ({
        kind: "wrapped",
        assigns: [],
        prefix: text.split(" "),
        nature,
        sets: text.includes("A=1") ? ["A"] : [],
        appends: text.startsWith("xargs"),
        inner: within,
        redirects,
      }));
  const script = weighted<Node>(
    [3, command(0)],
    [1, fc.tuple(command(0), command(0)).map(([left, right]) => ({ kind: "and", left, right }))],
    [1, fc.tuple(command(0), command(0)).map(([a, b]) => ({ kind: "sequence", items: [a, b] }))],
    [1, fc.tuple(move(), command(0)).map(([left, right]) => ({ kind: "and", left, right }))],
  );
  const scripted = fc
    .tuple(fc.constantFrom("bash -c", "sh -c", "bash -e -c"), script)
    .map(([text, body]): Wrapped => ({
      kind: "wrapped",
      assigns: [],
      prefix: text.split(" "),
      nature: "transparent",
      sets: [],
      appends: false,
      inner: { kind: "script", script: body },
      redirects: [],
    }));
  const once = weighted<Wrapped>(
    [5, prefixed(TRANSPARENT, "transparent", inner)],
    [4, prefixed(VIEWS, "view", inner)],
    [2, scripted],
    [1, prefixed(HIDDEN, "hidden", inner)],
  );
  if (depth === 0) return once;
  const nestable = once.filter(
    (each) =>
      each.prefix[0] !== "time" && each.prefix[0] !== "command" && each.redirects.length === 0,
  );
  const outer = TRANSPARENT.filter((text) => !text.startsWith("time "));
  const deep = fc.constantFrom(2, 12).map(
    (times) =>
      Array<number>(times)
        .fill(0)
        .reduce<Invocation>(
          (within) => ({
            kind: "wrapped",
            assigns: [],
            prefix: ["sudo"],
            nature: "view",
            sets: [],
            appends: false,
            inner: within,
            redirects: [],
          }),
          simple([plain("rm"), plain("x")], []),
        ) as Wrapped,
  );
  return weighted<Wrapped>(
    [6, once],
    [1, prefixed(outer, "transparent", nestable)],
    [1, prefixed(["sudo", "env", "xargs"], "view", nestable)],
    [1, deep],
  );
}
