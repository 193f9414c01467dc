import type { Finding } from "../../src/lint/finding.ts";

const MARK = /^\s*#\s*(\^+)\s+(\S.*)$/;

/** The `# ^^^ code` marks of a text: each stands under what is found, as `line:from-to code`, lines and columns from one. */
export function marksIn(text: string): readonly string[] {
  const marks: { line: number; from: number; mark: string }[] = [];
  let line = 0;
  for (const [index, row] of text.split("\n").entries()) {
    const found = MARK.exec(row);
    if (found === null) {
      line = index + 1;
      continue;
    }
    const from = row.indexOf("^") + 1;
    const to = from + (found[1]?.length ?? 0);
    marks.push({ line, from, mark: `${line}:${from}-${to} ${found[2] ?? ""}` });
  }
  return marks.toSorted((a, b) => a.line - b.line || a.from - b.from).map(({ mark }) => mark);
}

/** A finding as such a mark; one of several lines ends with its first. */
export function markOf(text: string, { code, range: { start, end } }: Finding): string {
  const before = text.slice(0, start).split("\n");
  const from = (before.at(-1)?.length ?? 0) + 1;
  const [first = ""] = text.slice(start, end).split("\n");
  return `${before.length}:${from}-${from + first.length} ${code}`;
}
