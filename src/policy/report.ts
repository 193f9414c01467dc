import type { Range } from "../model/place.ts";
import type { Problem, Severity } from "../model/problem.ts";
import type { ProblemCode } from "./problem-codes.ts";

/** More problems than this are counted, and no longer listed. */
const MOST_PROBLEMS = 500;

/** Collects the problems of one document. */
export class Report {
  readonly #problems: Problem[];
  #errors: number;
  #left = 0;

  /** Begins with problems that were found before. */
  constructor(found: readonly Problem[] = []) {
    this.#problems = [...found];
    this.#errors = found.filter((problem) => problem.severity === "error").length;
  }

  /** How many errors were reported, also of those no longer listed. */
  get errors(): number {
    return this.#errors;
  }

  /** How many problems were reported, also of those no longer listed. */
  get count(): number {
    return this.#problems.length + this.#left;
  }

  /** Something that is wrong: what it stands in no longer counts as written. */
  error(code: ProblemCode, range: Range, message: string, suggestion?: string): void {
    this.#errors++;
    this.#add("error", code, range, message, suggestion);
  }

  /** Something that is probably not meant, and changes no decision. */
  warning(code: ProblemCode, range: Range, message: string, suggestion?: string): void {
    this.#add("warning", code, range, message, suggestion);
  }

  /** Is it still worth finding out more about a problem, such as what was meant? */
  get curious(): boolean {
    return this.#problems.length < MOST_PROBLEMS / 5;
  }

  /** The problems in the order of the text. */
  problems(): readonly Problem[] {
    const problems = this.#problems.toSorted((a, b) => a.range.start - b.range.start);
    const last = problems.at(-1);
    if (this.#left === 0 || last === undefined) return problems;
    const message = `${this.#left} more problems are not listed`;
    return [
      ...problems,
      { code: "too-many-problems", message, severity: "info", range: last.range },
    ];
  }

  #add(
    severity: Severity,
    code: ProblemCode,
    range: Range,
    message: string,
    suggestion?: string,
  ): void {
    if (this.#problems.length >= MOST_PROBLEMS) {
      this.#left++;
      return;
    }
    const problem = { code, message, severity, range };
    this.#problems.push(suggestion === undefined ? problem : { ...problem, suggestion });
  }
}
