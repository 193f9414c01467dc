import type { SymbolicPath } from "../../model/place.ts";
import { kindOf } from "../../workspace/inspection.ts";
import { nodeAt, textsOf } from "../rule-node.ts";
import { SchemaPlace } from "../schema.ts";
import { jsonText } from "../yaml-text.ts";
import { argumentValues } from "./arguments.ts";
import { isListed, listedValues } from "./cases.ts";
import { commandOffers } from "./commands.ts";
import { hostOffers } from "./hosts.ts";
import { setsWith, setTexts } from "./keys.ts";
import type { Offer } from "./offer.ts";
import { fileOffers, pathOffers } from "./paths.ts";
import { ruleValues } from "./rule-ids.ts";
import { toolOffers } from "./tools.ts";
import type { Writing } from "./writing.ts";

/** The values that may stand at the cursor. */
export async function valueOffers(writing: Writing): Promise<readonly Offer[]> {
  const { cursor, kind } = writing;
  const fixed = SchemaPlace.at(kind, cursor.path).values.flatMap((value): readonly Offer[] => {
    const text = jsonText(value);
    return text === undefined ? [] : [{ label: String(value), text, kind: "EnumMember", rank: 5 }];
  });
  const others = new Set(listed(cursor.root, cursor.path));
  const offers = isListed(writing)
    ? listedValues(writing)
    : [...fixed, ...argumentValues(writing), ...(await slotOffers(writing))];
  return offers.filter(({ label }) => !others.has(label));
}

/** What is in the list already of which the value is an item. */
function listed(root: Writing["cursor"]["root"], path: SymbolicPath): readonly string[] {
  return typeof path.at(-1) === "number" ? textsOf(nodeAt(root, path.slice(0, -1))) : [];
}

async function slotOffers(writing: Writing): Promise<readonly Offer[]> {
  const { cursor, kind } = writing;
  const { path } = cursor;
  const key = path.findLast((step) => typeof step === "string");
  if (kind === "config") return configurationOffers(writing, key);
  const inCall = kind !== "policy" || path.includes("examples");
  // Under a name of `each` stands a list.
  if (kind === "test" && path[2] === "each" && path.length < 5) return [];
  switch (key) {
    case "allow":
    case "ask":
    case "deny":
    case "tool":
      return path[0] === "tools" ? [] : toolOffers(writing, inCall);
    case "extends":
    case "ceiling":
    case "policy":
      return path.length <= 2 ? fileOffers(writing, (name) => kindOf(name) === "policy") : [];
    case "config":
      return path[0] === "servers" ? configOffers(writing) : [];
    case "reads":
    case "seen":
      return LABELS;
    case "dialect":
      return DIALECTS;
    case "env":
      return [...setOffers(writing, key)];
    case "path":
    case "cwd":
      if (path[0] === "tools") return viewArguments(writing);
      return [...setOffers(writing, key), ...(await pathOffers(writing, inCall))];
    case "command":
      if (path[0] === "servers") return [];
      return [...setOffers(writing, key), ...(await commandOffers(writing, inCall))];
    case "host":
      return [...setOffers(writing, key), ...hostOffers(writing)];
    case "method":
      return [...setOffers(writing, key), ...(inCall || path.includes("args") ? [] : METHODS)];
    default:
      return isArgument(path) && !inCall ? setOffers(writing, "args") : [];
  }
}

async function configurationOffers(
  writing: Writing,
  key: string | undefined,
): Promise<readonly Offer[]> {
  switch (key) {
    case "rule":
      return ruleValues(writing);
    case "file":
      return pathOffers(writing, true);
    case "files":
      return pathOffers(writing, false);
    default:
      return [];
  }
}

/** The value of an argument of a rule, or one of a list of them. */
function isArgument(path: SymbolicPath): boolean {
  const at = path.indexOf("args");
  const isItem = path.length === at + 3 && typeof path.at(-1) === "number";
  return path[0] === "rules" && at >= 0 && (path.length === at + 2 || isItem);
}

/** Sets of the document, and those that ship with the language, that have values for a key. */
function setOffers({ cursor, kind }: Writing, key: string): readonly Offer[] {
  const { path, root } = cursor;
  // A set uses no other, a call knows none, and below `args` only the entry of that name fits.
  if (kind !== "policy" || path[0] !== "rules" || path.includes("examples")) return [];
  const used = path.includes("args") ? "args" : key;
  if (used === "args" && !isArgument(path)) return [];
  const own = setsWith(root, used).map((name) => ({
    label: `$${name}`,
    kind: "Variable" as const,
    rank: 0,
    detail: setTexts(root, name, used).join(", "),
  }));
  return used === "host" ? [...own, ...BUILT_IN] : own;
}

const BUILT_IN: readonly Offer[] = [
  {
    label: "$metadata",
    kind: "Variable",
    rank: 4,
    detail: "where machines of a cloud ask who they are",
  },
  {
    label: "$private",
    kind: "Variable",
    rank: 4,
    detail: "addresses that are not of the internet",
  },
];

const LABELS: readonly Offer[] = ["untrusted", "private"].map((label, rank) => ({
  label,
  kind: "Value",
  rank,
}));

const DIALECTS: readonly Offer[] = ["bash", "powershell"].map((label, rank) => ({
  label,
  kind: "Value",
  rank,
}));

const METHODS: readonly Offer[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].map(
  (label, rank) => ({
    label,
    kind: "EnumMember",
    rank,
  }),
);

async function configOffers({ around }: Writing): Promise<readonly Offer[]> {
  const files = new Set((await around.servers()).map(({ config }) => config));
  return [...files].map((label) => ({ label, kind: "File", rank: 0 }));
}

/** The arguments of the tool whose facts are stated. */
function viewArguments({ cursor, tools }: Writing): readonly Offer[] {
  const tool = tools.get(String(cursor.path[1]));
  return [...(tool?.inputSchema.properties.keys() ?? [])]
    .filter((label) => label !== "")
    .map((label) => ({ label, kind: "Field", rank: 0 }));
}
