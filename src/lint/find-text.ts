import type { SymbolicPath } from "../model/place.ts";
import type { Subject } from "../model/subject.ts";

/** The narrowest place in a document whose text matches; that of the whole document where it stands in a comment between others. */
export function findText(subject: Subject, pattern: RegExp): SymbolicPath | undefined {
  if (!pattern.test(subject.text)) return undefined;
  const clauses = subject.stages.flatMap((stage) => stage.clauses);
  const own = clauses.filter(({ file }) => file === subject.file).map(({ at }) => at);
  const tops = [...own, ...subject.sets.map(({ at }) => at), ["agent"], ["servers"], ["tools"]];
  const top = tops.find((path) => holds(subject, path, pattern));
  return top === undefined ? [] : narrowest(subject, top, pattern);
}

function narrowest(subject: Subject, path: SymbolicPath, pattern: RegExp): SymbolicPath {
  for (const key of [...KEYS, ...INDEXES]) {
    const inner = [...path, key];
    if (isNarrower(subject, inner, path) && holds(subject, inner, pattern))
      return path.length > DEEPEST ? inner : narrowest(subject, inner, pattern);
  }
  return path;
}

function holds(subject: Subject, path: SymbolicPath, pattern: RegExp): boolean {
  const { start, end } = subject.locate({ path });
  return pattern.test(subject.text.slice(start, end));
}

/** A key that is not written is located at what it would stand in. */
function isNarrower(subject: Subject, inner: SymbolicPath, outer: SymbolicPath): boolean {
  const [a, b] = [subject.locate({ path: inner }), subject.locate({ path: outer })];
  return a.end - a.start < b.end - b.start;
}

const KEYS = ["command", "host", "path", "args", "env", "examples", "match", "no-match", "except"];
const INDEXES = Array.from({ length: 40 }, (_, index) => index);
const DEEPEST = 5;
