import { MarkupKind } from "vscode-languageserver-types";
import type { Hover } from "vscode-languageserver-types";
import type { Clause } from "../../model/clause.ts";
import { LineIndex } from "../../model/place.ts";
import type { Range } from "../../model/place.ts";
import type { LoadedPolicy, Workspace } from "../../workspace/workspace.ts";
import { code, paragraphs, plainMarkdown } from "../markdown.ts";
import { lspRange } from "../ranges.ts";
import { wordAt } from "./offers.ts";
import type { AgentDocument } from "./offers.ts";
import { entryWords } from "./entry-words.ts";

/** What stands at an offset of an agent's file means, in words: an entry with its calls and their decision, a key or word; nothing where there is none. */
export async function agentHover(
  workspace: Workspace,
  document: AgentDocument,
  offset: number,
): Promise<Hover | undefined> {
  const policy = await workspace.policy([document.path]);
  if (!("engine" in policy)) return undefined;
  const word = await wordAt(workspace, document, offset);
  const entry = entryAt(policy, offset);
  const range = word?.range ?? entry?.range;
  if (range === undefined) return undefined;
  const value = paragraphs([
    word && `${code(word.word)}: ${word.own ? word.meaning : plainMarkdown(word.meaning)}`,
    ...(entry === undefined ? [] : entryMarkdown(workspace, policy, entry.clause)),
  ]);
  const { text } = policy.bounds.main;
  return {
    contents: { kind: MarkupKind.Markdown, value },
    range: lspRange(range, new LineIndex(text)),
  };
}

interface Entry {
  readonly clause: Clause;
  readonly range: Range;
}

function entryAt(policy: LoadedPolicy, offset: number): Entry | undefined {
  const { main } = policy.bounds;
  return policy.engine.clauses
    .filter(({ file }) => file === main.file)
    .flatMap((clause) =>
      ([undefined, "key"] as const).map((on) => ({
        clause,
        range: main.locate({ path: clause.at, ...(on === undefined ? {} : { on }) }),
      })),
    )
    .filter(({ range }) => range.start <= offset && offset <= range.end)
    .toSorted((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start))[0];
}

function entryMarkdown(
  workspace: Workspace,
  policy: LoadedPolicy,
  clause: Clause,
): readonly (string | undefined)[] {
  const { format } = policy.agent ?? {};
  const heading = format?.heading?.(clause) ?? EFFECTS[clause.effect];
  return [
    `**${heading}:** ${code(clause.id)}`,
    ...entryWords(workspace, policy, clause),
    format && `As ${format.name} reads it (checked against ${format.checked.version}).`,
  ];
}

const EFFECTS: Readonly<Record<Clause["effect"], string>> = {
  allow: "Allows without asking",
  ask: "Asks for",
  deny: "Denies",
};
