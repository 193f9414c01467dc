import type { Decision } from "../model/call.ts";
import type { Clause, ConstraintName } from "../model/clause.ts";
import type { Place } from "../model/place.ts";
import type { Subject } from "../model/subject.ts";

/**
 * Where a pattern of a clause is written: its own item in the list of the constraint or of the tools, or the whole list where it comes from a set. An item is
 * known by its text, because a `$set` in the list shifts the others; `nth`, from zero, is which of
 * those that read the same.
 */
export function placeOf(
  subject: Subject,
  clause: Clause,
  name: ConstraintName | Decision,
  source: string,
  nth = 0,
): Place {
  let before = 0;
  const list = [...clause.at, name];
  const whole = subject.locate({ path: list });
  for (let index = 0; ; index++) {
    const path = [...list, index];
    const { start, end } = subject.locate({ path });
    if (start === whole.start && end === whole.end) return { path: list };
    if (isText(subject.text.slice(start, end), source) && before++ === nth) return { path };
  }
}

function isText(written: string, source: string): boolean {
  return written === source || written === `"${source}"` || written === `'${source}'`;
}
