import { Lexer, parseDocument as parseYaml } from "yaml";
import { parseDocument } from "./yaml/parse-document.ts";
import type { YamlNode } from "./yaml/tree.ts";

/**
 * The text with even indentation and spacing, comments and quotes kept. Nothing where the document has problems of YAML, or would not read back
 * as the same with the same comments.
 */
export function formatDocument(text: string, indent: number): string | undefined {
  const before = parseDocument(text);
  if (before.root === undefined || before.problems.length > 0) return undefined;
  const formatted = stringified(text, indent);
  if (formatted === undefined || formatted === text) return undefined;
  const after = parseDocument(formatted);
  const isSame =
    after.problems.length === 0 &&
    after.root !== undefined &&
    written(after.root) === written(before.root) &&
    comments(formatted) === comments(text);
  return isSame ? formatted : undefined;
}

function stringified(text: string, indent: number): string | undefined {
  try {
    const document = parseYaml(text, {
      schema: "failsafe",
      uniqueKeys: false,
      keepSourceTokens: true,
    });
    if (document.errors.length > 0) return undefined;
    const crlf = text.includes("\r\n");
    // Without a width no text is folded.
    const done = closeLists(document.toString({ indent, lineWidth: 0 }));
    return crlf ? done.replace(/\r?\n/g, "\r\n") : done;
  } catch {
    return undefined;
  }
}

/** Lists in brackets without blanks inside, as our documents are written: `{ path: [a, b] }`. */
function closeLists(text: string): string {
  const kept: string[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    // Marks of the lexer's own: they stand for nothing in the text.
    if (MARKS.has(lexeme)) continue;
    const last = kept.at(-1) ?? "";
    if (/^ +$/.test(lexeme) && last === "[") continue;
    if (lexeme === "]" && /^ +$/.test(last) && !(kept.at(-2) ?? "").endsWith("\n")) kept.pop();
    kept.push(lexeme);
  }
  return kept.join("");
}

const MARKS: ReadonlySet<string> = new Set(["\u0002", "\u0018", "\u001f"]);

/** All values in their order, as they are written. */
function written(node: YamlNode): string {
  if (node.kind === "scalar")
    return JSON.stringify([typeof node.value, String(node.value), node.source]);
  if (node.kind === "list") return `[${node.items.map(written).join()}]`;
  return `{${node.entries.map(({ key, value }) => `${JSON.stringify(key)}:${written(value)}`).join()}}`;
}

function comments(text: string): string {
  const found: string[] = [];
  for (const lexeme of new Lexer().lex(text)) if (lexeme.startsWith("#")) found.push(lexeme.trim());
  return found.join("\n");
}
