import type { Problem } from "../../model/problem.ts";
import { Report } from "../report.ts";
import { plainCharacters } from "./characters.ts";
import { compose } from "./compose.ts";
import { convert } from "./convert.ts";
import { readPieces } from "./reuse.ts";
import type { ReadPieces } from "./reuse.ts";
import type { YamlNode } from "./tree.ts";

/** The largest document that is read, in UTF-16 code units. */
export const LARGEST_DOCUMENT = 1024 * 1024;

/** A text as a tree. `root` is absent where the text holds no value at all. */
export interface YamlDocument {
  readonly text: string;
  readonly root: YamlNode | undefined;
  readonly problems: readonly Problem[];
  /** What a later version of the text may still hold; where the text was read as a whole, the pieces of an earlier version. */
  readonly pieces: ReadPieces;
  /** Of the rules. Absent where the text was read as a whole. */
  readonly marks?: readonly object[];
}

/**
 * Reads YAML 1.2 (core schema, one document, unique keys, no merge keys, tags or directives). Never throws; what is wrong is a problem, and
 * what can be understood all the same is in the tree. Takes time in proportion to the text. Of an earlier version of it, `previous`, the
 * rules that stand in both are not read again.
 */
export function parseDocument(text: string, previous?: YamlDocument): YamlDocument {
  if (previous?.text === text) return previous;
  const report = new Report();
  if (text.length > LARGEST_DOCUMENT) {
    const message = `the document has ${text.length} characters; more than ${LARGEST_DOCUMENT} are not read`;
    report.error("document-too-large", { start: 0, end: 0 }, message);
    return { text, root: undefined, problems: report.problems(), pieces: NONE };
  }
  const plain = plainCharacters(text, report);
  const pieced = report.errors === 0 ? readPieces(text, previous?.pieces ?? NONE) : undefined;
  if (pieced !== undefined) return { text, problems: [], ...pieced };
  const contents = compose(plain, report);
  const root = contents === undefined ? undefined : convert(contents, report).root;
  return { text, root, problems: report.problems(), pieces: previous?.pieces ?? NONE };
}

const NONE: ReadPieces = new Map();
