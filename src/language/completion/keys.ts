import type { LineIndex } from "../../model/place.ts";
import { code, plainMarkdown } from "../markdown.ts";
import { keysOf, nodeAt, textsOf } from "../rule-node.ts";
import { SchemaPlace } from "../schema.ts";
import type { DescribedKey } from "../schema.ts";
import { jsonText, scalarText } from "../yaml-text.ts";
import { argumentOffers } from "./arguments.ts";
import { caseKeyFilter, listedKeys } from "./cases.ts";
import { snippetText } from "./offer.ts";
import type { Offer } from "./offer.ts";
import { ruleKeys } from "./rule-ids.ts";
import { ruleKeyFilter } from "./rule-keys.ts";
import type { Writing } from "./writing.ts";

/** The keys that a mapping may still have. */
export async function keyOffers(writing: Writing, lines: LineIndex): Promise<readonly Offer[]> {
  const { cursor, kind } = writing;
  const present = keysOf(nodeAt(cursor.root, cursor.path));
  const isOfRule = ruleKeyFilter(writing, present);
  const isOfCase = caseKeyFilter(writing, present);
  const known = SchemaPlace.at(kind, cursor.path)
    .keys.filter(({ key }) => !present.includes(key) && isOfRule(key) && isOfCase(key))
    .map((key, index) => keyOffer(key, index, writing, lines));
  const own = [
    ...argumentOffers(writing, present),
    ...listedKeys(writing, present),
    ...ruleKeys(writing, present),
    ...(await namedOffers(writing, present)),
  ];
  return [...own, ...known];
}

function keyOffer(
  { key, description, takes }: DescribedKey,
  index: number,
  { cursor, kind }: Writing,
  lines: LineIndex,
): Offer {
  // In the order of the schema, which is that of the page.
  const base = {
    label: key,
    rank: 10 + index,
    documentation: description,
    kind: "Property",
  } as const;
  if (cursor.colon === "written") return { ...base, text: key };
  const inner = " ".repeat(lines.position(cursor.range.start).column + 2);
  if (cursor.style === "flow" || takes === "value")
    return { ...base, ...valued(key, cursor.path, kind) };
  return takes === "mapping"
    ? { ...base, snippet: `${key}:\n${inner}$0` }
    : { ...base, snippet: `${key}:\n${inner}- $0` };
}

/** A key with its value where only one may stand there. */
function valued(
  key: string,
  path: Writing["cursor"]["path"],
  kind: Writing["kind"],
): Pick<Offer, "text"> {
  const { values } = SchemaPlace.at(kind, [...path, key]);
  const [only, ...others] = values;
  const text = only === undefined || others.length > 0 ? undefined : jsonText(only);
  // Beside `none`, the `views` of a tool take other values too.
  return { text: text === undefined || key === "views" ? `${key}: ` : `${key}: ${text}` };
}

/** Names that the workspace gives: its servers, and tools to state facts of. */
async function namedOffers(
  { cursor, kind, around, tools }: Writing,
  present: readonly string[],
): Promise<readonly Offer[]> {
  if (kind !== "policy" || cursor.path.length !== 1) return [];
  const colon = cursor.colon === "written" ? "" : ": ";
  if (cursor.path[0] === "servers") {
    const servers = (await around.servers()).filter(({ name }) => /^[^/*$]+$/.test(name));
    return servers
      .filter(({ name }) => !present.includes(name))
      .map(({ name, config }) => ({
        label: name,
        kind: "Module",
        rank: 0,
        documentation: `A server of ${code(config)}.`,
        text: `${scalarText(name)}${colon}${colon === "" ? "" : `{ config: ${config} }`}`,
      }));
  }
  if (cursor.path[0] !== "tools") return [];
  const servers = keysOf(nodeAt(cursor.root, ["servers"]));
  return [...tools]
    .filter(([name]) => name.startsWith("mcp:") && !present.includes(name) && isPlainTool(name))
    .filter(([name]) => servers.length === 0 || servers.includes(name.slice(4).split("/")[0] ?? ""))
    .map(([name, { description }]) => ({
      label: name,
      kind: "Function",
      rank: 0,
      documentation: plainMarkdown(description ?? ""),
      snippet: `${snippetText(scalarText(name))}${colon}`,
    }));
}

/** Does the name stand for one tool, and no pattern? */
export function isPlainTool(name: string): boolean {
  return /^[^*{}\s]+$/.test(name);
}

/** The names of the sets of a document that have values for a key. */
export function setsWith(root: Writing["cursor"]["root"], key: string): readonly string[] {
  const sets = nodeAt(root, ["sets"]);
  return keysOf(sets).filter((name) => {
    const set = nodeAt(sets, [name]);
    return /^[^\s$]\S*$/.test(name) && keysOf(set).includes(key);
  });
}

/** The texts of a set under a key. */
export function setTexts(
  root: Writing["cursor"]["root"],
  name: string,
  key: string,
): readonly string[] {
  return textsOf(nodeAt(root, ["sets", name, key]));
}
