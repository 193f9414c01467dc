import fc from "fast-check";

/** What breaks readers: signs of every language here, names of JavaScript, what no one sees. */
export const SNIPPETS: readonly string[] = [
  ...[
    "\0",
    "\r",
    "\r\n",
    "\n",
    "\t",
    "\ufeff",
    "\u202e",
    "\u0085",
    "\u2028",
    "\ud800",
    "\udfff",
    "\ufffd",
  ],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "null",
    "~",
    "true",
    "1.10",
    "0x10",
    "1e999",
  ],
  ...[
    "*",
    "**",
    "{",
    "}",
    "{a,b}",
    "[",
    "]",
    "$",
    "$$",
    "$secrets",
    "!",
    "&a ",
    "*a",
    "<<: ",
    "? ",
    "- ",
    ": ",
  ],
  ...[
    "'",
    '"',
    "`",
    "\\",
    "|",
    ">",
    "<",
    "$(",
    ")",
    "<(",
    "<<E",
    "&&",
    ";",
    "#",
    "%",
    "@",
    "~/",
    "../",
    "//",
  ],
  ...[
    "allow: ",
    "ask: ",
    "deny: ",
    "rules:",
    "path: ",
    "command: ",
    "args: ",
    "except: ",
    "file.*",
    "shell",
  ],
  ...[
    "mcp:",
    "mcp__a__b",
    "file:///",
    "https://",
    "[::1]",
    "xn--",
    "\u0301",
    "ﬁ",
    "İ",
    "ß",
    "2026-02-30",
    "---",
  ],
  ...[
    "(a+)+$",
    "a{1000}{1000}",
    "(?=a)",
    "\\p{L}",
    "[[:alpha:]]",
    "-1",
    "9".repeat(30),
    " ".repeat(40),
  ],
];

/** Text of such pieces. */
export const noise: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...SNIPPETS), fc.string({ unit: "binary", maxLength: 6 })), {
    maxLength: 30,
  })
  .map((pieces) => pieces.join(""));

/** A text of these, with stretches taken out, doubled, moved or garbled. */
export function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 6 }))
    .map(([text, changes]) => changes.reduce((now, edit) => edit(now), text));
}

const change = fc
  .record({
    kind: fc.constantFrom("delete", "double", "insert", "replace", "move", "line"),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 40 }),
    text: fc.oneof(fc.constantFrom(...SNIPPETS), noise),
  })
  .map(({ kind, from, to, length, text }) => (old: string): string => {
    const start = Math.floor(from * old.length);
    const end = Math.min(start + length, old.length);
    const [head, middle, tail] = [old.slice(0, start), old.slice(start, end), old.slice(end)];
    switch (kind) {
      case "delete":
        return head + tail;
      case "double":
        return head + middle + middle + tail;
      case "insert":
        return head + text + middle + tail;
      case "replace":
        return head + text + tail;
      case "move": {
        const rest = head + tail;
        const at = Math.floor(to * rest.length);
        return rest.slice(0, at) + middle + rest.slice(at);
      }
      default: {
        const lines = old.split("\n");
        lines.splice(Math.floor(from * lines.length), 1);
        return lines.join("\n");
      }
    }
  });
