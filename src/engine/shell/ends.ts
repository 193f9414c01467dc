/** The text without the characters `char` at its end; an expression (`/x+$/`) would take the square of its length. */
export function withoutEnd(text: string, char: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === char) end--;
  return text.slice(0, end);
}
