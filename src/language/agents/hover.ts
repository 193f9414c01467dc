import { MarkupKind } from "vscode-languageserver-types";
import type { Hover } from "vscode-languageserver-types";
import type { Clause } from "../../model/clause.ts";
import { LineIndex } from "../../model/place.ts";
import type { LoadedPolicy } from "../../workspace/workspace.ts";
import { code, paragraphs } from "../markdown.ts";
import { lspRange } from "../ranges.ts";

/** What an entry of an agent's file means, in words; nothing where there is none. */
export function entryHover(policy: LoadedPolicy, offset: number): Hover | undefined {
  const { main } = policy.bounds;
  const found = policy.engine.clauses
    .filter(({ file }) => file === main.file)
    .map((clause) => ({ clause, range: main.locate({ path: clause.at }) }))
    .filter(({ range }) => range.start <= offset && offset <= range.end)
    .toSorted((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start))[0];
  if (found === undefined) return undefined;
  const { format } = policy.agent ?? {};
  const words = format?.words?.(found.clause);
  const value = paragraphs([
    `**${EFFECTS[found.clause.effect]}** ${code(found.clause.id)}`,
    words,
    format && `As ${format.name} reads it (checked against ${format.checked.version}).`,
  ]);
  const range = lspRange(found.range, new LineIndex(main.text));
  return { contents: { kind: MarkupKind.Markdown, value }, range };
}

const EFFECTS: Readonly<Record<Clause["effect"], string>> = {
  allow: "Allows without asking:",
  ask: "Asks for:",
  deny: "Denies:",
};
