import type { ToolCall } from "../model/call.ts";
import type { Persona } from "../model/level.ts";
import type { Place, Range } from "../model/place.ts";
import type { Severity } from "../model/problem.ts";
import type { Confidence, Fix } from "./rule.ts";

/** Something that a person should look at, at a place in a text. */
export interface Finding {
  /** The id of a rule, or the code of a problem of the document. */
  readonly code: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly persona: Persona;
  readonly message: string;
  readonly file: string;
  readonly range: Range;
  /** The same by the names of the file; absent for what is wrong with the document itself. */
  readonly at?: Place;
  /** Of one that stands for several: where the others are. */
  readonly others?: readonly Pick<Finding, "at" | "range" | "suggestion">[];
  /** What stands there is a secret, and is shown nowhere else. */
  readonly secret?: true;
  readonly witness?: ToolCall;
  readonly related: readonly {
    readonly file: string;
    readonly range: Range;
    readonly message: string;
  }[];
  readonly fixes: readonly Fix[];
  /** Replaces the text at `range`: a spelling that was probably meant. */
  readonly suggestion?: string;
}
