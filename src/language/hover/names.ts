import type { YamlNode } from "../../policy/yaml/tree.ts";
import { entryOf } from "../../policy/yaml/tree.ts";
import { shownShort } from "../../model/shown.ts";
import { BUILT_IN_SETS } from "../../policy/built-in-sets.ts";
import { code, paragraphs, plainMarkdown } from "../markdown.ts";
import { EFFECTS, nodeAt, textsOf } from "../rule-node.ts";

/** More values of a set than this are counted. */
const MOST_VALUES = 12;

/** What is in a set; nothing where there is none of this name. */
export function setMarkdown(root: YamlNode | undefined, name: string): string | undefined {
  const own = nodeAt(root, ["sets", name]);
  if (own?.kind === "map") {
    const lists = own.entries.map(({ key, value }) => valuesLine(key, textsOf(value)));
    return paragraphs([`The set ${code(`$${name}`)}`, lists.join("\n")]);
  }
  const shipped = own === undefined ? BUILT_IN_SETS.get(name)?.lists.host : undefined;
  if (shipped === undefined) return undefined;
  const hosts = shipped.map(({ source }) => source);
  return paragraphs([
    `The set ${code(`$${name}`)}, which ships with Ambit`,
    valuesLine("host", hosts),
  ]);
}

/** A rule in one sentence. */
export function ruleMarkdown(rule: YamlNode | undefined): string | undefined {
  const effect = EFFECTS.find((one) => entryOf(rule, one) !== undefined);
  if (effect === undefined) return undefined;
  const tools = textsOf(entryOf(rule, effect)?.value).map(code).join(", ");
  const limits = ["path", "command", "cwd", "host", "method"].flatMap((key) => {
    const texts = textsOf(entryOf(rule, key)?.value);
    return texts.length === 0 ? [] : [valuesLine(key, texts)];
  });
  const [because] = textsOf(entryOf(rule, "because")?.value);
  return paragraphs([
    `${VERBS[effect]} ${tools}`,
    limits.join("\n"),
    because === undefined ? undefined : plainMarkdown(shownShort(because, 300)),
  ]);
}

const VERBS: Readonly<Record<(typeof EFFECTS)[number], string>> = {
  allow: "Allows",
  ask: "Asks before",
  deny: "Denies",
};

function valuesLine(key: string, texts: readonly string[]): string {
  const named = texts.slice(0, MOST_VALUES).map((text) => code(shownShort(text, 120)));
  const left = texts.length - named.length;
  const all = [...named, ...(left > 0 ? [`${left} more`] : [])].join(", ");
  return `- ${code(key)}: ${all === "" ? "…" : all}`;
}
