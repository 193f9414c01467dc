import type { Range } from "../../model/place.ts";
import { LineIndex } from "../../model/place.ts";
import type { YamlDocument } from "../../policy/yaml/parse-document.ts";
import type { ScalarNode, YamlNode } from "../../policy/yaml/tree.ts";
import type { DocumentKind } from "../../workspace/inspection.ts";
import { keysOf, nodeAt } from "../rule-node.ts";
import { setToken, toolTokens, wildcardTokens } from "./texts.ts";
import { TOKEN_MODIFIERS, TOKEN_TYPES } from "./token.ts";
import type { Token } from "./token.ts";

/**
 * What the words of a document are by where they stand, which a grammar of words cannot tell: tools, servers, sets, arguments and decisions,
 * the signs of patterns, and prose in which none of them means anything. Five numbers a token, as LSP wants them.
 */
export function semanticTokens(
  { text, root }: YamlDocument,
  kind: DocumentKind,
  within: Range = { start: 0, end: text.length },
): readonly number[] {
  if (root === undefined || kind === "config" || kind === "agent") return [];
  const sets = new Set(keysOf(nodeAt(root, ["sets"])));
  const walk: Walk = { text, sets, isPolicy: kind === "policy" };
  const found = tokensIn(root, "document", walk)
    .filter(({ start, end }) => start < end && start < within.end && end > within.start)
    .toSorted((a, b) => a.start - b.start);
  return encoded(found, text);
}

interface Walk {
  readonly text: string;
  /** The sets of the document. */
  readonly sets: ReadonlySet<string>;
  readonly isPolicy: boolean;
}

/** What stands at a place: it says what keys and values below it are. */
type Slot =
  | "document"
  | "servers"
  | "sets"
  | "tools"
  | "rule"
  | "call"
  | "args"
  | "test"
  | "tool"
  | "pattern"
  | "set"
  | "decision"
  | "prose"
  | "id"
  | "other";

function tokensIn(node: YamlNode, slot: Slot, walk: Walk): readonly Token[] {
  if (node.kind === "list") return node.items.flatMap((item) => tokensIn(item, slot, walk));
  if (node.kind === "scalar") return ofScalar(node, slot, walk);
  return node.entries.flatMap(({ key, keyRange, value }) => {
    // What an alias repeats is told where its anchor is.
    if (walk.text.charAt(value.range.start) === "*") return ofKey(keyRange, slot, walk);
    return [...ofKey(keyRange, slot, walk), ...tokensIn(value, slotOf(key, slot, walk), walk)];
  });
}

function ofKey(range: Range, slot: Slot, { text }: Walk): readonly Token[] {
  const bare = withoutQuotes(range, text);
  switch (slot) {
    case "servers":
      return [{ ...bare, type: "namespace", modifiers: ["declaration"] }];
    case "sets":
      return [{ ...bare, type: "variable", modifiers: ["declaration"] }];
    case "tools":
      return toolTokens(text, bare);
    case "args": {
      const name = text.slice(bare.start, bare.end);
      const optional = name.endsWith("?") ? 1 : 0;
      return name === "rest"
        ? []
        : [{ start: bare.start, end: bare.end - optional, type: "parameter", modifiers: [] }];
    }
    default:
      return [];
  }
}

function ofScalar(node: ScalarNode, slot: Slot, { text, sets }: Walk): readonly Token[] {
  const { value, style, range } = node;
  if (typeof value !== "string" || style === "block" || text.charAt(range.start) === "*") return [];
  const bare = withoutQuotes(range, text);
  if (text.slice(bare.start, bare.end).includes("\n")) return [];
  switch (slot) {
    case "tool":
      return toolTokens(text, bare);
    case "pattern":
    case "set": {
      const isSet = /^\$[^$]/.test(value);
      if (isSet) return [setToken(value.slice(1), bare, sets)];
      return slot === "set" ? [] : wildcardTokens(text, bare);
    }
    case "decision":
      return value === "allow" || value === "ask" || value === "deny"
        ? [{ ...bare, type: "keyword", modifiers: [value] }]
        : [];
    case "prose":
      return [{ ...range, type: "string", modifiers: [] }];
    case "id":
      return [{ ...bare, type: "label", modifiers: ["declaration"] }];
    default:
      return [];
  }
}

/** What stands under a key, by where the key stands. */
function slotOf(key: string, slot: Slot, { isPolicy }: Walk): Slot {
  switch (slot) {
    case "document":
      return (isPolicy ? OF_POLICY : OF_CALLS).get(key) ?? "other";
    case "sets":
      return "rule";
    case "rule":
      return OF_RULE.get(key) ?? "other";
    case "call":
      return OF_CALL.get(key) ?? "other";
    case "args":
      return isPolicy ? "test" : "other";
    // Below the name of an argument stand keywords, and a mapping of names under one of them.
    case "test":
      return key === "properties" ? "args" : "other";
    default:
      return "other";
  }
}

const OF_POLICY: ReadonlyMap<string, Slot> = new Map([
  ["servers", "servers"],
  ["sets", "sets"],
  ["tools", "tools"],
  ["rules", "rule"],
  ["otherwise", "decision"],
]);
const OF_CALLS: ReadonlyMap<string, Slot> = new Map([
  ["name", "prose"],
  ["steps", "call"],
  ["cases", "call"],
]);
const OF_RULE: ReadonlyMap<string, Slot> = new Map([
  ["id", "id"],
  ["because", "prose"],
  ...(["allow", "ask", "deny", "tool"] as const).map((key) => [key, "tool"] as const),
  ...(["path", "command", "cwd", "host"] as const).map((key) => [key, "pattern"] as const),
  ["env", "set"],
  ["method", "set"],
  ["except", "rule"],
  ["args", "args"],
]);
const OF_CALL: ReadonlyMap<string, Slot> = new Map([
  ["name", "prose"],
  ["call", "call"],
  ["session", "call"],
  ["tool", "tool"],
  ["args", "args"],
  ["each", "args"],
  ["expect", "decision"],
  ["allow", "args"],
  ["ask", "args"],
]);

function withoutQuotes({ start, end }: Range, text: string): Range {
  const isQuoted = /["']/.test(text.charAt(start)) && end - start > 1;
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}

/** Each token counts from the one before it. Of two at one place the first counts. */
function encoded(tokens: readonly Token[], text: string): readonly number[] {
  const lines = new LineIndex(text);
  const numbers: number[] = [];
  let last = { line: 0, column: 0 };
  let reached = 0;
  for (const { start, end, type, modifiers } of tokens) {
    if (start < reached) continue;
    reached = end;
    const at = lines.position(start);
    const line = at.line - last.line;
    const column = line === 0 ? at.column - last.column : at.column;
    const bits = modifiers.reduce((sum, one) => sum + 2 ** TOKEN_MODIFIERS.indexOf(one), 0);
    numbers.push(line, column, end - start, TOKEN_TYPES.indexOf(type), bits);
    last = at;
  }
  return numbers;
}
