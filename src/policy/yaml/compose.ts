import { Composer, Lexer, Parser } from "yaml";
import type { CST, ErrorCode, ParsedNode } from "yaml";
import type { Report } from "../report.ts";
import { SyntaxErrors } from "./syntax-errors.ts";

/** Deeper nesting is not read: the composer of the tree is recursive. */
const DEEPEST_NESTING = 100;

/** The tree of the first document of a text, as the library builds it. Scalars are not resolved, nor keys compared. */
export function compose(
  text: string,
  report: Report,
  deepest = DEEPEST_NESTING,
): ParsedNode | undefined {
  const errors = new SyntaxErrors(text, report);
  const composer = new Composer({
    keepSourceTokens: false,
    prettyErrors: false,
    // Scalars are resolved, and keys compared, by ourselves: exactly, and in linear time.
    schema: "failsafe",
    uniqueKeys: false,
  });
  // The library's own way makes an `Error` of each, whose stack costs more than all the rest of a text that is no YAML.
  Object.assign(composer, { onError: onError(errors) });
  const documents = [];
  try {
    for (const token of tokens(text, errors, report, deepest))
      documents.push(...composer.next(token));
    documents.push(...composer.end(true, text.length));
  } catch {
    // The library throws on no text that we know of; should it, the document is broken, and nothing else is.
    errors.add("IMPOSSIBLE", 0, 0, "it cannot be read");
  }
  return documents[0]?.contents ?? undefined;
}

/** Where the library says that an error is. */
type ErrorSource =
  | number
  | readonly [number, number]
  | { readonly offset: number; readonly source: unknown };

function onError(errors: SyntaxErrors) {
  return (at: ErrorSource, code: ErrorCode, message: string, warning?: boolean): void => {
    if (warning === true) return;
    if (typeof at === "number") errors.add(code, at, at + 1, message);
    else if ("offset" in at)
      errors.add(
        code,
        at.offset,
        at.offset + (typeof at.source === "string" ? at.source.length : 1),
        message,
      );
    else errors.add(code, at[0], at[1], message);
  };
}

/** The tokens of the first document: no directives, nothing after it, and no deeper than can be composed. */
function* tokens(
  text: string,
  errors: SyntaxErrors,
  report: Report,
  deepest: number,
): Generator<CST.Token> {
  let documents = 0;
  for (const token of topTokens(text, report, deepest)) {
    if (token.type === "directive") {
      const range = { start: token.offset, end: token.offset + token.source.length };
      const message = `\`${token.source}\` is not known here; leave the line out`;
      report.error("yaml-directive", range, message);
    } else if (token.type === "error") {
      errors.add(
        "UNEXPECTED_TOKEN",
        token.offset,
        token.offset + token.source.length,
        token.message,
      );
    } else if (token.type === "document" && ++documents > 1) {
      const range = { start: token.offset, end: token.offset + 3 };
      const message = "a second document begins here; a file holds one, so leave out the `---`";
      report.error("multiple-documents", range, message);
      return;
    } else yield token;
  }
}

function* topTokens(text: string, report: Report, deepest: number): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > deepest) {
      const range = { start: parser.offset - lexeme.length, end: parser.offset };
      const message = `this is nested more than ${deepest} levels deep; what follows is not read`;
      report.error("too-deep", range, message);
      break;
    }
  }
  yield* parser.end();
}
