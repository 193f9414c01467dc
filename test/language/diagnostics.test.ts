import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/lint/finding.ts";
import { diagnosticsOf } from "../../src/language/diagnostics.ts";
import type { Client } from "../../src/language/client.ts";
import { DEFAULT_SETTINGS } from "../../src/language/settings.ts";
import { USUAL_AGENT } from "../../src/workspace/agent-files.ts";

const FILE = "/shop/ambit.yaml";
const client: Client = {
  uriOf: (path) => `file://${path}`,
  pages: "file:///pages/",
  showsRelated: true,
  settings: () => DEFAULT_SETTINGS,
  snippets: true,
  assumed: () => USUAL_AGENT,
};

function finding(changes: Partial<Finding>): Finding {
  return {
    code: "unknown-key",
    severity: "error",
    confidence: "high",
    persona: "regular",
    message: "this is so",
    file: FILE,
    range: { start: 0, end: 1 },
    related: [],
    fixes: [],
    ...changes,
  };
}

function shown(changes: Partial<Finding>, text = "x", to = client) {
  const texts = new Map([[FILE, text]]);
  const found = { findings: [finding(changes)], waived: [], unconfirmed: [], links: [FILE], texts };
  return diagnosticsOf(found, to).map(({ diagnostic }) => diagnostic);
}

describe("a diagnostic", () => {
  it.each([
    ["a\nbc", { start: 2, end: 4 }, [1, 0, 1, 2]],
    ["a\r\nbc", { start: 3, end: 5 }, [1, 0, 1, 2]],
    ["é\u{1F600}x", { start: 3, end: 4 }, [0, 3, 0, 4]],
    ["ab", { start: 1, end: 99 }, [0, 1, 0, 2]],
  ])("of %j stands where the finding stands", (text, range, [line, character, endLine, end]) => {
    expect(shown({ range }, text)[0]?.range).toEqual({
      start: { line, character },
      end: { line: endLine, character: end },
    });
  });

  it.each([
    ["error", 1],
    ["warning", 2],
    ["info", 3],
    ["hint", 4],
  ] as const)("is as bad as the finding: %s", (severity, expected) => {
    expect(shown({ severity })[0]?.severity).toBe(expected);
  });

  it("leads to the page of a rule; a problem of the document has none", () => {
    expect(shown({ code: "interpreter-command" })[0]?.codeDescription).toEqual({
      href: "file:///pages/interpreter-command.md",
    });
    expect(shown({})[0]).not.toHaveProperty("codeDescription");
  });

  it("fades what could go", () => {
    expect(shown({ code: "redundant-rule" })[0]?.tags).toEqual([1]);
    expect(shown({})[0]).not.toHaveProperty("tags");
  });

  it("names the call that shows it, then the places that belong to it", () => {
    const witness = { tool: "shell", args: { command: "node -e x" } };
    const related = [{ file: FILE, range: { start: 0, end: 1 }, message: "this one too" }];
    const messages = ["it permits: shell node -e x", "this one too"];
    const information = shown({ witness, related })[0]?.relatedInformation;
    expect(information?.map(({ message }) => message)).toEqual(messages);
    const plain = shown({ witness, related }, "x", { ...client, showsRelated: false })[0];
    expect(plain?.message).toBe(["this is so", ...messages].join("\n"));
  });

  it("hides nothing that a document holds", () => {
    const witness = { tool: "shell", args: { command: "echo \u202e\u001b[31m\n" } };
    const [found] = shown({ message: "`\u202egnirts`", witness });
    expect(found?.message).toBe("`\\u{202e}gnirts`");
    expect(found?.relatedInformation?.[0]?.message).toBe(
      "it permits: shell echo \\u{202e}\\u{1b}[31m\\n",
    );
  });

  it("is left out where only other people want to hear of it", () => {
    expect(shown({ persona: "pedantic" })).toEqual([]);
  });
});
