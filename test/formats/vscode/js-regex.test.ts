import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileJsRegex } from "../../../src/formats/vscode/regex/js-regex.ts";

function check(source: string, flags: string, text: string): boolean | string | undefined {
  const outcome = compileJsRegex(source, flags);
  if ("regex" in outcome) return outcome.regex.test(text);
  return "invalid" in outcome ? "invalid" : "unsupported";
}

function native(source: string, flags: string, text: string): boolean | "invalid" {
  try {
    return new RegExp(source, flags).test(text);
  } catch {
    return "invalid";
  }
}

describe("regular expressions of ECMAScript in linear time", () => {
  it.each<[source: string, flags: string, texts: readonly string[]]>([
    ["^echo", "", ["echo hi", " echo", "ECHO"]],
    ["^echo.*", "s", ["echo a\nb"]],
    ["git status", "", ["echo git status", "git  status"]],
    ["^git (status|show\\b.*)$", "", ["git status", "git show HEAD", "git shower", "git status x"]],
    [
      "^yarn\\s+audit\\b(?!.*\\bfix\\b)",
      "",
      ["yarn audit", "yarn audit --fix", "yarn audit fixed"],
    ],
    ["(?<=\\ba)b", "", ["ab", "cab", "xab ab"]],
    ["(?<!a)b", "", ["ab", "b", "cb"]],
    ["a{2,3}b", "", ["aab", "ab", "aaaab"]],
    ["a{,3}", "", ["a{,3}", "aaa"]],
    ["[^]", "", ["", "\n"]],
    ["[]", "", ["a", ""]],
    ["[\\w-z]", "", ["-", "z", "!"]],
    ["\\d\\D\\s\\S\\w\\W", "", ["1a b_!", "1a\u00a0b_!"]],
    ["^a$", "m", ["x\na\ny", "xa"]],
    ["\\x41\\u0042\\103\\cA\\0", "", ["ABC\u0001\0"]],
    ["x*", "", ["", "y"]],
    ["(a|b)*c", "", ["ababc", "ab"]],
    ["(?:a?){3}a{3}", "", ["aaa", "aa"]],
    ["ſ|K", "i", ["s", "k", "K", "S"]],
    ["([ab])\\1", "", ["ab", "bb", "ba"]],
    ["\\8\\1", "", ["8\u0001"]],
    ["\\p{L}", "", ["p{L}"]],
    ["(?=a)*b", "", ["b"]],
    ["\\u{41}", "u", ["A"]],
    ["^.$", "u", ["😀"]],
    ["^.$", "", ["😀"]],
    ["]", "", ["]"]],
    ["}", "", ["}"]],
    ["a|", "", ["", "b"]],
    ["\\bfoo\\B", "", ["foobar", "foo bar", " foox"]],
  ])("%s %s", (source, flags, texts) => {
    for (const text of texts)
      expect(check(source, flags, text), text).toBe(native(source, flags, text));
  });

  it.each([
    "*",
    "(?:+",
    "[",
    ".**",
    "(",
    ")",
    "a{3,2}",
    "\\",
    "[b-a]",
    "(?<=a)*",
    "(?x)",
    "{2}",
    "a**",
  ])("%s is invalid", (source) => {
    expect(check(source, "", "a")).toBe("invalid");
    expect(native(source, "", "a")).toBe("invalid");
  });

  it("knows modifiers, which older engines do not", () => {
    expect(check("^git -(?-i:C) x", "i", "GIT -C X")).toBe(true);
    expect(check("^git -(?-i:C) x", "i", "GIT -c X")).toBe(false);
    expect(check("(?i:a)b", "", "Ab")).toBe(true);
    expect(check("(?ii:a)", "", "a")).toBe("invalid");
  });

  it.each([
    ["(a+)\\1", ""],
    ["\\p{L}", "u"],
    ["a", "v"],
    ["a", "y"],
    ["(".repeat(200) + ")".repeat(200), ""],
    ["(a{1000}){1000}", ""],
    ["a".repeat(5000), ""],
  ])("does not model %.20s", (source, flags) => {
    expect(check(source, flags, "a")).toBe("unsupported");
  });

  it("takes linear time where backtracking does not", () => {
    const text = "a".repeat(5000) + "!";
    const before = Date.now();
    expect(check("^(a+)+$", "", text)).toBe(false);
    expect(check("(a|aa)*(?=b)", "", text)).toBe(false);
    expect(Date.now() - before).toBeLessThan(5000);
  });

  it("agrees with the native engine on any expression", () => {
    const atom = fc.constantFrom(
      ...[
        "a",
        "b",
        " ",
        ".",
        "\\b",
        "\\w",
        "\\s",
        "[ab]",
        "[^a]",
        "^",
        "$",
        "(?=a)",
        "(?!b)",
        "(?<=a)",
        "(?<!b)",
      ],
      ...[
        "(a|b)",
        "(?:ab)",
        "a|b",
        "\\B",
        "\\d",
        "{",
        "}",
        "]",
        "[a-",
        "(",
        ")",
        "\\1",
        "\\2",
        "\\x6",
        "\\u00",
        "-",
        "|",
        "\\c",
      ],
    );
    const piece = fc.tuple(
      atom,
      fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{0,1}", "{1,}", "*?", "{1"),
    );
    const source = fc.array(piece, { maxLength: 6 }).map((all) => all.flat().join(""));
    const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "A", "1", "\n"), maxLength: 8 });
    fc.assert(
      fc.property(source, fc.constantFrom("", "i", "m", "s", "im"), text, (one, flags, line) => {
        const own = check(one, flags, line);
        fc.pre(own !== "unsupported");
        expect(own).toBe(native(one, flags, line));
      }),
      { numRuns: 5000 },
    );
  });
});
