import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { policyOf } from "../../src/policy/read-policy.ts";
import { parseDocument } from "../../src/policy/yaml/parse-document.ts";
import type { YamlDocument } from "../../src/policy/yaml/parse-document.ts";
import type { Clause } from "../../src/model/clause.ts";
import type { Subject } from "../../src/model/subject.ts";
import { propertyRuns } from "../support/runs.ts";

const HEAD = `ambit: 1
servers: { github: { config: .mcp.json } }
sets:
  secrets: { path: ["**/.env"] }
  docs: { path: [docs/**] }
rules:
`;
const RULES = [
  "  - { id: a, allow: file.read, path: [src/**, $docs] }\n",
  "  - { id: b, deny: file.read, path: $secrets }\n",
  '  - { allow: "mcp:github/get_*", args: { x: { pattern: "^a" } } }\n',
  "  - { id: c, allow: shell, command: git status, examples: { match: [git status] } }\n",
  '  - { id: d, allow: "mcp:gitlab/get_issue" }\n',
];
const POLICY = HEAD + RULES.join("");
const OPTIONS = { file: "/w/ambit.yaml" };

const read = (text: string, before?: YamlDocument): readonly [Subject, YamlDocument] => {
  const document = parseDocument(text, before);
  return [policyOf(document, OPTIONS), document];
};
const clauses = (subject: Subject): readonly Clause[] =>
  subject.stages.flatMap((stage) => stage.clauses);
/** All that it says; where it stands is asked of the tree. */
const said = ({ locate, ...rest }: Subject): object => ({ ...rest, top: locate({ path: [] }) });

describe("rules that an edit leaves where they stand", () => {
  test("stay the same objects, unless something is said of them", () => {
    const [first, document] = read(POLICY);
    const [second] = read(POLICY.replace("git status, ex", "git stash, ex"), document);
    const same = clauses(second).map((clause, at) => clause === clauses(first)[at]);
    expect(same).toEqual([true, true, true, false, false]);
    expect(second.problems.map(({ code }) => code)).toContain("unknown-server");
  });

  test("stay also when something else changes before them", () => {
    const [first, document] = read(POLICY);
    const [second] = read(`agent: { id: bot, owner: me }\n# Mine.\n${POLICY}`, document);
    expect(clauses(second)[2]).toBe(clauses(first)[2]);
    expect(second.principal.id).toBe("bot");
  });

  test.each([
    ["a set", "docs/**", "doc/**"],
    ["the servers", "github: {", "gitlab: {"],
    ["a set's name", "docs:", "documents:"],
    ["the id of an earlier rule", "id: a", "id: c"],
    ["an id before it", "id: b", "id: a"],
    ["a rule before it", RULES[0] ?? "", ""],
    ["its place", RULES[0] ?? "", (RULES[1] ?? "") + (RULES[0] ?? "")],
    ["its only use of a set", "$secrets", "x"],
    ["a broken head", "ambit: 1", "ambit: 2"],
  ])("are read again with %s", (_, text, other) => {
    const [, document] = read(POLICY);
    const edited = POLICY.replace(text, other);
    expect(said(read(edited, document)[0])).toEqual(said(read(edited)[0]));
  });

  test("are what they would be without, after any edits", () => {
    const some = fc.constantFrom(
      ...RULES,
      "",
      "  - { id: a, deny: shell }\n",
      "  - x\n",
      "tools: {}\n",
    );
    const text = fc
      .array(some, { minLength: 1, maxLength: 6 })
      .map((rules) => HEAD + rules.join(""));
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 4 }), (versions) => {
        let document: YamlDocument | undefined;
        for (const version of versions) {
          const [subject, next] = read(version, document);
          document = next;
          expect(JSON.stringify(said(subject))).toBe(JSON.stringify(said(read(version)[0])));
        }
      }),
      { numRuns: propertyRuns(60) },
    );
  });
});
