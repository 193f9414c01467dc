import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Report } from "../../../src/policy/report.ts";
import { propertyRuns } from "../../support/runs.ts";
import { plainCharacters } from "../../../src/policy/yaml/characters.ts";
import { compose } from "../../../src/policy/yaml/compose.ts";
import { convert } from "../../../src/policy/yaml/convert.ts";
import { parseDocument } from "../../../src/policy/yaml/parse-document.ts";
import type { YamlDocument } from "../../../src/policy/yaml/parse-document.ts";
import { readPieces } from "../../../src/policy/yaml/reuse.ts";

const POLICY = `# A policy.
ambit: 1
sets:
  secrets: { path: ["**/.env*"] }
rules:
  # The first one.
  - id: read-sources
    allow: file.read
    path: ["src/**", CHANGELOG.md]
    because: >
      Notes quote
      the changelog.

  - allow: shell
    command:
      - "npm test"
      - 'git log **'   # and its options
    examples: { match: [npm test],
      no-match: [git push] }
  -
    deny: file.write
    path: $secrets
    because:
  - ask: mcp:mail/send
    args:
      to: { enum: [a, b] }
      subject: |
        two

        lines
`;

const TAIL = "\nservers:\n  mail: { config: .vscode/mcp.json }\n";

function whole(text: string): Pick<YamlDocument, "root" | "problems"> {
  const report = new Report();
  const contents = compose(plainCharacters(text, report), report);
  const root = contents === undefined ? undefined : convert(contents, report).root;
  return { root, problems: report.problems() };
}

describe("a text read rule by rule", () => {
  test.each([
    ["a policy", POLICY],
    ["with something after the rules", POLICY + TAIL],
    ["with a comment at the edge", POLICY.replace("  - ask", "# Mail.\n\n  - ask")],
    ["with the items at the edge", POLICY.replaceAll(/^ {2}(?=[- #][ \n])/gm, "")],
    ["with the line ends of Windows", POLICY.replaceAll("\n", "\r\n")],
    ["without a line end", POLICY.trimEnd()],
    ["of the rules alone", "rules:\n- allow: shell\n"],
  ])("is what the whole is: %s", (_, text) => {
    expect(readPieces(text, new Map())?.root).toEqual(whole(text).root);
  });

  test.each([
    ["anchors", POLICY.replace("[a, b]", "&a [a, b]")],
    ["two lists of rules", `${POLICY}rules:\n  - allow: shell\n`],
    ["a second document", `${POLICY}---\nrules: 1\n`],
    ["a quote that two items share", POLICY.replace("npm test", 'npm" test').replace("two", '"')],
    ["an error", POLICY.replace("CHANGELOG.md]", "CHANGELOG.md")],
    ["an item further left", POLICY.replace("  - ask", " - ask")],
  ])("is left to the whole with %s", (_, text) => {
    expect(readPieces(text, new Map())).toBeUndefined();
  });

  test("keeps what an edit did not touch", () => {
    const before = parseDocument(POLICY);
    const after = parseDocument(POLICY.replace("quote", "note"), before);
    const texts = [...after.pieces.keys()].filter((text) => !before.pieces.has(text));
    expect(texts).toHaveLength(1);
    expect(after.root).toEqual(whole(after.text).root);
  });

  test("is what the whole is, after any edits", () => {
    const runs = propertyRuns(2_000);
    const insert = fc.constantFrom(
      ...[
        "-",
        " ",
        "\n",
        "\r\n",
        "#",
        ":",
        '"',
        "'",
        "[",
        "{",
        "]",
        "}",
        ",",
        "&a ",
        "*a",
        "!",
        "|",
      ],
      ...[
        "\t",
        "x",
        "  ",
        "- ",
        "\n  - ",
        "\nrules:\n",
        "---\n",
        "? ",
        "%",
        "a: b",
        ": ",
        " #",
        "...",
      ],
    );
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), insert), { maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(POLICY, POLICY + TAIL), edits, (start, changes) => {
        let document = parseDocument(start);
        for (const [place, cut, text] of changes) {
          const at = place % (document.text.length + 1);
          const next = document.text.slice(0, at) + text + document.text.slice(at + cut);
          document = parseDocument(next, document);
          const { root, problems } = document;
          expect({ root, problems }, JSON.stringify(next)).toEqual(whole(next));
        }
      }),
      {
        numRuns: Math.ceil(runs / 40),
        // A line end of Windows of which only the first half is left.
        examples: [
          [
            POLICY,
            [
              [28, 0, "\r\n"],
              [29, 0, "-"],
            ],
          ],
        ],
      },
    );
  });
});
