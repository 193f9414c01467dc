import { expect, it } from "vitest";
import { agentFixes } from "../../src/language/agents/fixes.ts";
import { applied } from "../../src/model/edit.ts";
import { RULES } from "../../src/rules/index.ts";
import { lintFile } from "../support/check-file.ts";

const SETTINGS = ".claude/settings.json";
const text = (allow: readonly string[], deny: readonly string[] = []): string =>
  `${JSON.stringify({ permissions: { allow, deny } }, undefined, 2)}\n`;

/** What each fix of each finding leaves, by the rule and the title; a spelling that was meant by `meant`. */
function fixesOf(file: string, path = SETTINGS): Readonly<Record<string, unknown>> {
  const { findings } = lintFile(path, file, RULES);
  return Object.fromEntries(
    findings.flatMap((found) => {
      const own = agentFixes(found, file).map(
        ({ title, edits }) =>
          [`${found.code}: ${title}`, JSON.parse(applied(file, edits))] as const,
      );
      const { suggestion, range } = found;
      if (suggestion === undefined) return own;
      const edits = [{ range, newText: suggestion }];
      return [...own, [`${found.code}: meant`, JSON.parse(applied(file, edits))] as const];
    }),
  );
}

const permissions = (lists: object): object => ({ permissions: { deny: [], ...lists } });

it("a grant that is too wide is asked for instead, or removed", () => {
  expect(fixesOf(text(["Bash(python3 *)", "Bash(ls)"]))).toEqual({
    "interpreter-command: Ask for it instead": permissions({
      allow: ["Bash(ls)"],
      ask: ["Bash(python3 *)"],
    }),
    "interpreter-command: Remove the entry": permissions({ allow: ["Bash(ls)"] }),
  });
});

it("what does nothing is removed, and a deny that was meant otherwise is spelt so", () => {
  expect(fixesOf(text(["Bash(ls)", "Bash(ls)"], ["Write(secrets/**)"]))).toEqual({
    "redundant-entry: Remove the entry": {
      permissions: { allow: ["Bash(ls)"], deny: ["Write(secrets/**)"] },
    },
    "entry-not-consulted: Remove the entry": {
      permissions: { allow: ["Bash(ls)", "Bash(ls)"], deny: [] },
    },
    "entry-not-consulted: meant": {
      permissions: { allow: ["Bash(ls)", "Bash(ls)"], deny: ["Edit(secrets/**)"] },
    },
  });
});

it("a deny that counts is never offered to be removed", () => {
  const file = text(["Bash(python3 *)"], ["Bash(curl *)"]);
  const titles = Object.keys(fixesOf(file)).filter((title) => title.startsWith("deny-"));
  expect(titles).toEqual([]);
});

it("files that are no JSON are left alone", () => {
  const skill = "---\nname: x\nallowed-tools: Bash(python3 *)\n---\n";
  const path = ".claude/skills/x/SKILL.md";
  const { findings } = lintFile(path, skill, RULES);
  expect(findings.map(({ code }) => code)).toContain("interpreter-command");
  expect(findings.flatMap((found) => agentFixes(found, skill))).toEqual([]);
});
