import type { Report } from "../report.ts";

/**
 * What may not stand in a document: controls but tab and line ends, a carriage return alone, lone surrogates, noncharacters, and U+FFFD,
 * which is what a decoder writes where a file is no UTF-8.
 */
const BAD = new RegExp(
  String.raw`[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd-\uffff]|\r(?!\n)|\p{Cs}`,
  "gu",
);

/** The same text, as long, with each character that may not stand in a document as U+FFFD. They are reported together, at the first. */
export function plainCharacters(text: string, report: Report): string {
  let first = -1;
  let count = 0;
  const plain = text.replace(BAD, (_, at: number) => {
    if (first < 0) first = at;
    count++;
    return "\ufffd";
  });
  if (first < 0) return text;
  const code = text.charCodeAt(first).toString(16).toUpperCase().padStart(4, "0");
  const more = count === 1 ? "" : `, and ${count - 1} more follow`;
  const message = `U+${code} cannot stand in a document${more}; the text must be UTF-8 without control characters`;
  report.error("bad-character", { start: first, end: first + 1 }, message);
  return plain;
}
