import { withTree } from "../model/syntax.ts";
import type { ShellGrammars, SyntaxNode } from "../model/syntax.ts";

/** One simple command of a line, as tree-sitter-bash sees it: what most agents split a line into. */
export interface LineCommand {
  /** As written, from its name on: without assignments before it and redirections. */
  readonly text: string;
  /** As written, whole. */
  readonly source: string;
  readonly start: number;
  readonly end: number;
  /** As written, quotes and all. The first is the name. */
  readonly words: readonly string[];
  /** `NAME=value` before the name, as written. */
  readonly assigns: readonly string[];
  /** Stands in `$(…)`, backticks or `<(…)`. */
  readonly substituted: boolean;
}

/** A redirection to or from a file, as written. */
export interface LineRedirect {
  /** Such as `>`, `2>>` (with its descriptor), `<`. */
  readonly operator: string;
  readonly target: string;
  readonly start: number;
  readonly end: number;
}

/** A line of bash as commands. The tree is that of the grammar which VS Code, Gemini CLI and opencode use for the same job. */
export interface BashLine {
  /** The grammar did not understand all of it. */
  readonly hasError: boolean;
  /** In the order in which they stand; those inside others behind them. */
  readonly commands: readonly LineCommand[];
  readonly redirects: readonly LineRedirect[];
  /** The types of all nodes: `subshell`, `command_substitution`, `if_statement`, … */
  readonly nodes: ReadonlySet<string>;
  /** Assignments that are statements by themselves, as written. */
  readonly assigns: readonly string[];
}

/** Longer lines are not read: `hasError`, and no commands. UTF-16 code units. */
const LONGEST = 256 * 1024;

/** Splits a line of bash. Never throws. */
export function readBashLine(source: string, grammars: ShellGrammars): BashLine {
  if (source.length > LONGEST || source.includes("\0")) return UNREAD;
  return plainLine(source) ?? parsedLine(source, grammars);
}

/** One command of plain words, as most are: the same as by the grammar, faster. */
function plainLine(source: string): BashLine | undefined {
  if (!PLAIN.test(source)) return undefined;
  const words = source.split(" ");
  if (KEYWORDS.has(words[0] ?? "") || words.some((word) => NUMBER.test(word))) return undefined;
  const [start, end] = [0, source.length];
  const command = { text: source, source, start, end, words, assigns: [], substituted: false };
  return { hasError: false, commands: [command], redirects: [], nodes: PLAIN_NODES, assigns: [] };
}

const PLAIN = /^[A-Za-z_./][\w./-]*(?: [\w@%+:,./-]+)*$/;
/** The grammar has a name of its own for such a word. */
const NUMBER = /^-?(?:0x)?\d+$/;
const PLAIN_NODES: ReadonlySet<string> = new Set(["program", "command", "command_name", "word"]);
/** Words with which something else than a command of words begins. */
const KEYWORDS: ReadonlySet<string> = new Set([
  ...["if", "then", "elif", "else", "fi", "for", "select", "while", "until", "do", "done"],
  ...["case", "esac", "in", "function", "time", "coproc", "declare", "typeset", "export"],
  ...["readonly", "local", "unset", "unsetenv"],
]);

function parsedLine(source: string, grammars: ShellGrammars): BashLine {
  return withTree({ grammars, dialect: "bash", source }, (root) => lineOf(root, source));
}

const UNREAD: BashLine = {
  hasError: true,
  commands: [],
  redirects: [],
  nodes: new Set(),
  assigns: [],
};

interface Open {
  readonly node: SyntaxNode;
  readonly substituted: boolean;
  readonly inCommand: boolean;
}

function lineOf(root: SyntaxNode, source: string): BashLine {
  const commands: LineCommand[] = [];
  const redirects: LineRedirect[] = [];
  const assigns: string[] = [];
  const nodes = new Set<string>();
  // A stack of our own: a line may be nested deeper than calls can be.
  const open: Open[] = [{ node: root, substituted: false, inCommand: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, substituted, inCommand } = next;
    if (node.isNamed) nodes.add(node.type);
    if (COMMANDS.has(node.type)) commands.push(commandOf(node, substituted, source));
    else if (node.type === "variable_assignment" && !inCommand)
      assigns.push(source.slice(node.startIndex, node.endIndex));
    else if (node.type === "file_redirect") {
      const redirect = redirectOf(node, source);
      if (redirect !== undefined) redirects.push(redirect);
    }
    const inner = substituted || SUBSTITUTIONS.has(node.type);
    const held = COMMANDS.has(node.type);
    const children = node.children.flatMap((child) => child ?? []);
    for (const child of children.toReversed())
      open.push({ node: child, substituted: inner, inCommand: held });
  }
  commands.sort((a, b) => a.start - b.start || b.end - a.end);
  return { hasError: root.hasError, commands, redirects, nodes, assigns };
}

const COMMANDS: ReadonlySet<string> = new Set([
  "command",
  "declaration_command",
  "unset_command",
  "test_command",
]);
const SUBSTITUTIONS: ReadonlySet<string> = new Set([
  "command_substitution",
  "process_substitution",
]);
const REDIRECTS: ReadonlySet<string> = new Set([
  "file_redirect",
  "heredoc_redirect",
  "herestring_redirect",
]);

function commandOf(node: SyntaxNode, substituted: boolean, source: string): LineCommand {
  const children = node.children.flatMap((child) => child ?? []);
  const own = children.filter(({ type }) => !REDIRECTS.has(type));
  const plain = node.type === "command";
  const before = plain ? own.filter(({ type }) => type === "variable_assignment") : [];
  const words = own.filter((child) => !before.includes(child));
  const textOf = (one: SyntaxNode): string => source.slice(one.startIndex, one.endIndex);
  const start = words[0]?.startIndex ?? node.startIndex;
  const end = words.at(-1)?.endIndex ?? node.endIndex;
  return {
    text: source.slice(start, end),
    source: source.slice(node.startIndex, node.endIndex),
    start: node.startIndex,
    end: node.endIndex,
    words: words.map(textOf),
    assigns: before.map(textOf),
    substituted,
  };
}

function redirectOf(node: SyntaxNode, source: string): LineRedirect | undefined {
  const children = node.children.flatMap((child) => child ?? []);
  const target = children.at(-1);
  if (target === undefined || children.length < 2) return undefined;
  const operator = children
    .slice(0, -1)
    .map((one) => source.slice(one.startIndex, one.endIndex))
    .join("");
  return {
    operator,
    target: source.slice(target.startIndex, target.endIndex),
    start: node.startIndex,
    end: node.endIndex,
  };
}
