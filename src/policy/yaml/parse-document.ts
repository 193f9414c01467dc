import type { TextEdit } from "../../model/edit.ts";
import type { Problem } from "../../model/problem.ts";
import { Report } from "../report.ts";
import { plainCharacters } from "./characters.ts";
import { compose } from "./compose.ts";
import { convert } from "./convert.ts";
import type { YamlNode } from "./tree.ts";

/** The largest document that is read, in UTF-16 code units. */
export const LARGEST_DOCUMENT = 1024 * 1024;

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
  const contents = compose(plainCharacters(text, report), report);
  const root = contents === undefined ? undefined : convert(contents, report);
  return { text, root, problems: report.problems() };
}
