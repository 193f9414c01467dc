import { MarkupKind } from "vscode-languageserver-types";
import type { InlayHint } from "vscode-languageserver-types";
import { LineIndex } from "../model/place.ts";
import type { Range } from "../model/place.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";
import { entryOf } from "../policy/yaml/tree.ts";
import type { YamlNode } from "../policy/yaml/tree.ts";
import type { Pace, Reach } from "../workspace/reach.ts";
import { reachLines, reachWords } from "../workspace/reach-words.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { paragraphs, plainMarkdown } from "./markdown.ts";
import { placeAt } from "./place-at.ts";
import { EFFECTS, nodeAt } from "./rule-node.ts";

/** A policy, and where in it. */
export interface ReachAsked {
  readonly workspace: Workspace;
  readonly path: string;
  readonly document: YamlDocument;
  readonly pace: Pace;
}

/** What each rule in a range reaches here, after the line of its effect; nothing where the pace said to stop. */
export async function reachHints(asked: ReachAsked, range: Range): Promise<readonly InlayHint[]> {
  const { text, root } = asked.document;
  const places = new Map(
    [...effectEnds(root)].filter(([, at]) => range.start <= at && at <= range.end),
  );
  const found = await reaches(asked, (index) => places.has(index));
  const lines = new LineIndex(text);
  return [...found].flatMap(([index, reach]): readonly InlayHint[] => {
    const label = reachWords(reach);
    const at = lineEnd(text, places.get(index) ?? 0);
    const { line, column } = lines.position(at);
    if (label === "") return [];
    const tooltip = { kind: MarkupKind.Markdown, value: reachMarkdown(reach) ?? "" };
    return [{ position: { line, character: column }, label, tooltip, paddingLeft: true }];
  });
}

/** What the rule reaches at whose id or effect an offset stands, in words; nothing elsewhere. */
export async function reachAt(asked: ReachAsked, offset: number): Promise<string | undefined> {
  const place = placeAt(asked.document.root, offset);
  const [list, index, key, ...rest] = place?.path ?? [];
  const isAsked = EFFECTS.some((effect) => effect === key) ? place?.on === "key" : key === "id";
  if (list !== "rules" || typeof index !== "number" || rest.length > 0 || !isAsked)
    return undefined;
  const reach = (await reaches(asked, (one) => one === index)).get(index);
  return reach && reachMarkdown(reach);
}

function reachMarkdown(reach: Reach): string | undefined {
  const lines = reachLines(reach).map((line) => `- ${plainMarkdown(line)}`);
  return lines.length === 0
    ? undefined
    : paragraphs(["By itself it reaches here:", lines.join("\n")]);
}

async function reaches(
  { workspace, path, pace }: ReachAsked,
  wanted: (index: number) => boolean,
): Promise<ReadonlyMap<number, Reach>> {
  const policy = await workspace.policy([path]);
  if (!("engine" in policy)) return new Map();
  const found = await workspace.reach(
    policy,
    ({ file, at: [list, index] }) =>
      file === path && list === "rules" && typeof index === "number" && wanted(index),
    pace,
  );
  return new Map([...(found ?? [])].map(([{ at }, reach]) => [Number(at[1]), reach]));
}

/** Where the effect of each rule ends, by the number of the rule. */
function effectEnds(root: YamlNode | undefined): ReadonlyMap<number, number> {
  const rules = nodeAt(root, ["rules"]);
  const items = rules?.kind === "list" ? rules.items : [];
  return new Map(
    items.flatMap((rule, index) => {
      const effect = EFFECTS.flatMap((key) => entryOf(rule, key) ?? [])[0];
      return effect === undefined ? [] : [[index, effect.value.range.end] as const];
    }),
  );
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from).search(/[ \t]*(\r?\n|$)/);
  return from + Math.max(end, 0);
}
