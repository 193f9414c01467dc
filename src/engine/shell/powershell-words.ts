import type { SyntaxNode } from "../../model/syntax.ts";
import { plainWord } from "./cursor.ts";
import type { ShellWord } from "./tree.ts";

/** An argument as a word. A string without expansions is known, and so is a token of plain characters. */
export function wordOfElement(node: SyntaxNode): ShellWord {
  if (node.type === "generic_token" || node.type === "command_parameter") return tokenOf(node);
  return literalOf(node);
}

/** A program's name or a value: the one literal that it consists of, or a word that is not known. */
export function literalOf(node: SyntaxNode): ShellWord {
  if (node.type === "command_name" || node.type === "generic_token") return tokenOf(node);
  if (node.type === "integer_literal" || node.type === "decimal_integer_literal")
    return tokenOf(node);
  if (node.type === "verbatim_string_characters")
    return plainWord(node.text.slice(1, -1).replaceAll("''", "'"), node.startIndex, node.endIndex);
  if (node.type === "expandable_string_literal") return expandable(node);
  const children = node.children.filter((child) => child !== null);
  const only = children[0];
  return children.length === 1 &&
    only?.startIndex === node.startIndex &&
    only.endIndex === node.endIndex
    ? literalOf(only)
    : unknown(node);
}

function tokenOf(node: SyntaxNode): ShellWord {
  const word = plainWord(node.text, node.startIndex, node.endIndex);
  const odd = node.text.search(/[^A-Za-z0-9_./\\:=+%^~-]/);
  if (odd < 0 && !node.text.startsWith("~")) return word;
  return { ...word, text: node.text.slice(0, Math.max(odd, 0)), known: false, splits: true };
}

function expandable(node: SyntaxNode): ShellWord {
  const inner = node.text.slice(1, -1);
  const odd = inner.search(/[$`"]/);
  const word = plainWord(odd < 0 ? inner : inner.slice(0, odd), node.startIndex, node.endIndex);
  return odd < 0 ? word : { ...word, known: false };
}

function unknown(node: SyntaxNode): ShellWord {
  return { ...plainWord("", node.startIndex, node.endIndex), known: false, splits: true };
}
