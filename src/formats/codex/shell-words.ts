import { withTree } from "../../model/syntax.ts";
import type { ShellGrammars, SyntaxNode } from "../../model/syntax.ts";
import { keptLine } from "../kept-line.ts";

/** Each by its words. */
type Commands = readonly (readonly string[])[];

/** Longer lines are judged whole. UTF-16 code units. */
const LONGEST = 256 * 1024;

/**
 * The commands of a line that consists of nothing but words, joined by `&&`, `||`, `;`, `|` and line breaks: each as its words, quotes undone. `undefined` where
 * anything else stands there; Codex then judges the line as one. Source: recorded from Codex 0.169.0; codex-rs/shell-command/src/bash.rs.
 */
export const plainCommands = keptLine((line, grammars): Commands | undefined =>
  fromTree(line, grammars, (root) => {
    if (root.hasError) return undefined;
    const commands: (readonly string[])[] = [];
    const open: SyntaxNode[] = [root];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node.isNamed ? !KINDS.has(node.type) : !SIGNS.has(node.type) && node.type.trim() !== "")
        return undefined;
      const children = childrenOf(node);
      if (node.type === "command") {
        const words = plainWords(node);
        if (words === undefined) return undefined;
        commands.push(words);
      }
      for (const child of children.toReversed()) open.push(child);
    }
    return commands.length === 0 ? undefined : commands;
  }),
);

/** Every command that stands somewhere in a line, with the words that are literal; none where the grammar does not understand the line. */
export const literalCommands = keptLine((line, grammars): Commands => {
  const found = fromTree(line, grammars, (root) => {
    if (root.hasError) return [];
    const commands: (readonly string[])[] = [];
    const open: SyntaxNode[] = [root];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node.type === "command") {
        const words = literalWords(node);
        if (words !== undefined) commands.push(words);
      }
      open.push(...childrenOf(node));
    }
    return commands;
  });
  return found ?? [];
});

function fromTree<T>(
  line: string,
  grammars: ShellGrammars,
  read: (root: SyntaxNode) => T | undefined,
): T | undefined {
  if (line.length > LONGEST || line.includes("\0")) return undefined;
  return withTree({ grammars, dialect: "bash", source: line }, read);
}

const KINDS: ReadonlySet<string> = new Set([
  "program",
  "list",
  "pipeline",
  "command",
  "command_name",
  "word",
  "string",
  "string_content",
  "raw_string",
  "number",
  "concatenation",
]);
const SIGNS: ReadonlySet<string> = new Set(["&&", "||", ";", "|", '"', "'"]);

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.flatMap((child) => child ?? []);
}

function plainWords(command: SyntaxNode): readonly string[] | undefined {
  const words: string[] = [];
  for (const child of childrenOf(command)) {
    const word = child.type === "command_name" ? nameOf(child) : literalWord(child);
    if (word === undefined) return undefined;
    words.push(word);
  }
  return words;
}

/** A name in quotes is no plain name: such a line is judged whole. */
function nameOf(node: SyntaxNode): string | undefined {
  const [only] = childrenOf(node);
  return only?.type === "word" ? literalWord(only) : undefined;
}

/** A backslash, a wildcard, a brace or a tilde leaves it to the shell what a word is. */
const OPEN_WORD = /[\\*?[\]{}~$`]/;

function literalWord(node: SyntaxNode): string | undefined {
  switch (node.type) {
    case "word":
    case "number":
      return OPEN_WORD.test(node.text) ? undefined : node.text;
    case "raw_string":
      return node.text.slice(1, -1);
    case "string": {
      const inside = childrenOf(node).filter(({ isNamed }) => isNamed);
      if (inside.some(({ type }) => type !== "string_content")) return undefined;
      return node.text.slice(1, -1);
    }
    case "concatenation": {
      const parts = childrenOf(node).map(literalWord);
      return parts.includes(undefined) ? undefined : parts.join("");
    }
    default:
      return undefined;
  }
}

function literalWords(command: SyntaxNode): readonly string[] | undefined {
  const name = command.childForFieldName("name");
  const [first] = name === null ? [] : childrenOf(name);
  const program = first === undefined ? undefined : literalWord(first);
  if (program === undefined || name === null) return undefined;
  const args = childrenOf(command)
    .filter(({ startIndex }) => startIndex >= name.endIndex)
    .flatMap((child) => literalWord(child) ?? []);
  return [program, ...args];
}
