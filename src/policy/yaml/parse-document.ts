import { Composer, Lexer, Parser } from "yaml";
import type { CST, Document } from "yaml";
import type { TextEdit } from "../../model/edit.ts";
import type { Problem } from "../../model/problem.ts";
import { Report } from "../report.ts";
import { plainCharacters } from "./characters.ts";
import { convert } from "./convert.ts";
import { reportSyntax } from "./syntax-errors.ts";
import type { YamlNode } from "./tree.ts";

/** The largest document that is read, in UTF-16 code units. */
export const LARGEST_DOCUMENT = 1024 * 1024;

/** Deeper nesting is not read: the composer of the tree is recursive. */
const DEEPEST_NESTING = 100;

/** A text as a tree. `root` is absent where the text holds no value at all. */
export interface YamlDocument {
  readonly text: string;
  readonly root: YamlNode | undefined;
  readonly problems: readonly Problem[];
}

/** An earlier parse, and the edits that lead from its text to the present one. */
export interface PreviousParse {
  readonly document: YamlDocument;
  readonly edits: readonly TextEdit[];
}

/**
 * Reads YAML 1.2 (core schema, one document, unique keys, no merge keys, tags or directives). Never throws; what is wrong is a problem, and
 * what can be understood all the same is in the tree. Takes time in proportion to the text. `previous` is for a parse that reuses what an
 * edit did not touch; today the same text gives the same document, and any other is read anew.
 */
export function parseDocument(text: string, previous?: PreviousParse): YamlDocument {
  if (previous?.document.text === text) return previous.document;
  const report = new Report();
  if (text.length > LARGEST_DOCUMENT) {
    const message = `the document has ${text.length} characters; more than ${LARGEST_DOCUMENT} are not read`;
    report.error("document-too-large", { start: 0, end: 0 }, message);
    return { text, root: undefined, problems: report.problems() };
  }
  const document = compose(plainCharacters(text, report), report);
  const root = document === undefined ? undefined : convert(document.contents, report);
  return { text, root, problems: report.problems() };
}

function compose(text: string, report: Report): Document.Parsed | undefined {
  const composer = new Composer({
    keepSourceTokens: false,
    prettyErrors: false,
    // Scalars are resolved, and keys compared, by ourselves: exactly, and in linear time.
    schema: "failsafe",
    uniqueKeys: false,
  });
  let document: Document.Parsed | undefined;
  try {
    for (const token of tokens(text, report))
      for (const done of composer.next(token)) document ??= done;
    for (const done of composer.end(true, text.length)) document ??= done;
  } catch {
    // The library throws on no text that we know of; should it, the document is broken, and nothing else is.
    report.error("yaml-syntax", { start: 0, end: 0 }, "the document cannot be read as YAML");
  }
  if (document !== undefined) reportSyntax(document.errors, text, report);
  return document;
}

/** The tokens of the first document: no directives, nothing after it, and no deeper than can be composed. */
function* tokens(text: string, report: Report): Generator<CST.Token> {
  const parser = new Parser();
  let documents = 0;
  for (const token of topTokens(text, parser, report)) {
    if (token.type === "directive") {
      const range = { start: token.offset, end: token.offset + token.source.length };
      report.error(
        "yaml-directive",
        range,
        `\`${token.source}\` is not known here; leave the line out`,
      );
      continue;
    }
    if (token.type === "document" && ++documents > 1) {
      const range = { start: token.offset, end: token.offset + 3 };
      const message = "a second document begins here; a file holds one, so leave out the `---`";
      report.error("multiple-documents", range, message);
      return;
    }
    yield token;
  }
}

function* topTokens(text: string, parser: Parser, report: Report): Generator<CST.Token> {
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > DEEPEST_NESTING) {
      const message = `this is nested more than ${DEEPEST_NESTING} levels deep; what follows is not read`;
      report.error(
        "too-deep",
        { start: parser.offset - lexeme.length, end: parser.offset },
        message,
      );
      break;
    }
  }
  yield* parser.end();
}
