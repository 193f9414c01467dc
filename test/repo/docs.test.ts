import { describe, expect, it } from "vitest";
import { NO_HINTS } from "../../src/analysis/hints.ts";
import type { Persona } from "../../src/model/level.ts";
import { RULES } from "../../src/rules/index.ts";
import { lintFile } from "../support/check-file.ts";
import { lintText, withVersion } from "../support/check.ts";
import { read } from "./files.ts";

const SECTIONS = ["What it flags", "Why", "Fix", "When not to use it", "Evidence"];

describe.each(RULES)("the page of $id", ({ id, summary, persona }) => {
  const text = read(`docs/rules/${id}.md`);
  const sections = sectionsOf(text);

  it("begins with the id and the summary, and has its sections in order", () => {
    expect(text.startsWith(`# ${id}\n\n${summary}.\n`)).toBe(true);
    expect([...sections.keys()]).toEqual(SECTIONS);
  });

  it("is written to the end, and says when it was checked", () => {
    expect(text).not.toContain("TODO");
    expect(sections.get("Evidence")).toMatch(/Checked \d{4}-\d{2}-\d{2}/);
  });

  it("shows what is flagged, and that finding alone", () => {
    const { examples, others } = examplesIn(sections.get("What it flags") ?? "");
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples)
      expect(codesIn(example, persona, others)).toEqual([id, ...example.also].toSorted());
  });

  it("shows how it is mended", () => {
    const { examples, others } = examplesIn(sections.get("Fix") ?? "");
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(codesIn(example, persona, others)).not.toContain(id);
  });
});

it("the table of all rules is that of the registry", () => {
  const rows = RULES.map(
    ({ id, severity, confidence, persona, summary }) =>
      `| [${id}](${id}.md) | ${severity} | ${confidence} | ${persona} | ${summary} |`,
  );
  const table = read("docs/rules/README.md").split("\n");
  expect(table.filter((line) => line.startsWith("| ["))).toEqual(rows);
});

/** The text under each heading of the second level. */
function sectionsOf(text: string): ReadonlyMap<string, string> {
  const parts = text.split(/^## (.+)\n/m).slice(1);
  return new Map(parts.flatMap((part, i) => (i % 2 === 0 ? [[part, parts[i + 1] ?? ""]] : [])));
}

/** An example of a page: a policy, or the file of an agent with its path behind the language, `tracked` by git or not; `+code` beside it: another finding that belongs to it. */
interface PageExample {
  readonly text: string;
  readonly path: string | undefined;
  readonly tracked: boolean;
  readonly also: readonly string[];
}

/** `others`: the policies of other agents, which have a path. */
function examplesIn(text: string): {
  readonly examples: readonly PageExample[];
  readonly others: readonly string[];
} {
  const fences = text.matchAll(
    /^```(yaml|json|jsonc|toml)(?: (\S+?))?( tracked)?((?: \+\S+)*)\n([\s\S]*?)^```$/gm,
  );
  const all = [...fences].map(([, , path, tracked, also = "", example = ""]) => ({
    text: example,
    path,
    tracked: tracked !== undefined,
    also: also.split(" +").filter((code) => code !== ""),
  }));
  const isOther = ({ path = "" }: PageExample): boolean => path.endsWith(".ambit.yaml");
  const others = all.filter(isOther).map((one) => withVersion(one.text));
  return { examples: all.filter((one) => !isOther(one)), others };
}

/** Every code that a person of this kind is shown, and everyone is; problems of reading it included, each once. */
function codesIn(
  { text, path, tracked }: PageExample,
  persona: Persona,
  others: readonly string[],
): readonly string[] {
  const { findings, unconfirmed } =
    path === undefined
      ? lintText(withVersion(text), RULES, undefined, others)
      : lintFile(path, text, RULES, { ...NO_HINTS, tracked });
  expect(unconfirmed).toEqual([]);
  const shown = findings.filter((one) => one.persona === "regular" || one.persona === persona);
  return [...new Set(shown.map(({ code }) => code))].toSorted();
}
