/** A text of a file as one line in which nothing hides, cut to `most` characters. */
export function visibleText(text: string, most: number): string {
  const line = text
    .slice(0, most * 4)
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, (char) => {
      return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
    });
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
