import type { Clause } from "../model/clause.ts";
import type { Mark } from "../model/mark.ts";
import type { Range, SymbolicPath } from "../model/place.ts";
import type { Problem } from "../model/problem.ts";
import type { Subject } from "../model/subject.ts";

/** What an adapter read from a file. */
export interface VendorContents {
  readonly format: Exclude<Subject["format"], "ambit">;
  readonly file: string;
  readonly text: string;
  readonly clauses: readonly Clause[];
  readonly marks: readonly Mark[];
  readonly problems: readonly Problem[];
  readonly servers?: Subject["servers"];
  /** The file says nothing that can be understood. */
  readonly broken: boolean;
  /** The range of the value at a path, or of what is nearest to it; `key`: of its name. */
  locate(path: SymbolicPath, on: "key" | "value"): Range;
}

/** A subject of an agent's own file: no sets, no examples, no links. */
export function subjectOf(contents: VendorContents): Subject {
  const { format, file, text, clauses, marks, problems, servers, broken, locate } = contents;
  return {
    file,
    text,
    format,
    principal: {},
    stages: [{ clauses, combine: "strictest", otherwise: "ask" }],
    servers,
    facts: [],
    sets: [],
    examples: [],
    extends: [],
    ceilings: [],
    problems,
    waivers: [],
    marks,
    broken,
    locate: ({ path, on = "value" }) => locate(path, on),
  };
}
