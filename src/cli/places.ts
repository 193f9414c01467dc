import { relative } from "node:path";

import type { Clause } from "../model/clause.ts";
import { LineIndex } from "../model/place.ts";
import type { Range } from "../model/place.ts";
import type { Subject } from "../model/subject.ts";
import { slashed } from "../host/files.ts";
import { documentsOf } from "../workspace/inspection.ts";
import type { Loaded } from "../workspace/load.ts";

/** A place as people and JSON read it: the file from the current folder, lines and columns from 1. */
export interface PrintedPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Turns ranges of documents into lines and columns; keeps each text's lines. */
export class Places {
  readonly #texts: (file: string) => string;
  readonly #lines = new Map<string, LineIndex>();
  readonly #short = new Map<string, string>();

  /** `texts` gives what a file held when it was read. */
  constructor(texts: (file: string) => string) {
    this.#texts = texts;
  }

  /** Where something stands. */
  of(
    file: string,
    range: Range,
  ): PrintedPlace & { readonly endLine: number; readonly endColumn: number } {
    const start = this.#index(file).position(range.start);
    const end = this.#index(file).position(range.end);
    return {
      file: this.#shortPath(file),
      line: start.line + 1,
      column: start.column + 1,
      endLine: end.line + 1,
      endColumn: end.column + 1,
    };
  }

  /** Where a rule stands. */
  ofClause(clause: Clause, subjects: readonly Subject[]): PrintedPlace {
    const subject = subjects.find(({ file }) => file === clause.file);
    if (subject === undefined) return { file: shortPath(clause.file), line: 1, column: 1 };
    const { file, line, column } = this.of(clause.file, subject.locate({ path: clause.at }));
    return { file, line, column };
  }

  /** The line of a text at which a range starts. */
  lineText(file: string, range: Range): string {
    const text = this.#texts(file);
    const from = text.lastIndexOf("\n", range.start - 1) + 1;
    const to = text.indexOf("\n", range.start);
    return text.slice(from, to < 0 ? text.length : to).replace(/\r$/, "");
  }

  #shortPath(file: string): string {
    const short = this.#short.get(file) ?? shortPath(file);
    this.#short.set(file, short);
    return short;
  }

  #index(file: string): LineIndex {
    const lines = this.#lines.get(file) ?? new LineIndex(this.#texts(file));
    this.#lines.set(file, lines);
    return lines;
  }
}

/** A path as people read it: from the current folder, where it lies in it or beside it. */
export function shortPath(file: string): string {
  const short = slashed(relative(process.cwd(), file));
  return short === "" || short.startsWith("../../") ? file : short;
}

/** Where the rules of a policy and its documents stand. */
export type ClausePlaces = (clause: Clause) => PrintedPlace;

/** Looks up rules of a policy, whichever of its documents they stand in. */
export function clausePlaces(policy: Loaded): ClausePlaces {
  const places = documentPlaces(policy);
  const subjects = documentsOf(policy.bounds);
  return (clause) => places.ofClause(clause, subjects);
}

/** Looks up ranges in the documents of a policy. */
export function documentPlaces(policy: Loaded): Places {
  const texts = new Map(documentsOf(policy.bounds).map(({ file, text }) => [file, text]));
  return new Places((file) => texts.get(file) ?? "");
}
