/** The line break that a text uses. */
export function lineBreakOf(text: string): "\r\n" | "\n" {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  if (end < 0) return text.length;
  return end > offset && text.charAt(end - 1) === "\r" ? end - 1 : end;
}

/** Is there nothing but blanks before an offset on its line? */
export function blankBefore(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === "";
}

/** The dash of the next item of a block list, past the comments after the item before it. */
export function nextDash(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at) !== "-") {
    at = text.charAt(at) === "#" ? lineEnd(text, at) : at + 1;
  }
  return at;
}
