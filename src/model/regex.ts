import { RE2JS } from "re2js";
import type { Outcome } from "./problem.ts";

/** Longer expressions are not read. */
const LONGEST = 2000;

/** Compiles a regular expression of RE2: it runs in linear time, not anchored, whatever text it is given. */
export function parseRegex(source: string): Outcome<RE2JS> {
  if (source.length > LONGEST) return { error: `it is longer than ${LONGEST} characters` };
  try {
    return { value: RE2JS.compile(source) };
  } catch (error) {
    const detail =
      error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : "";
    return { error: detail === "" ? "it is no expression of RE2" : detail };
  }
}
