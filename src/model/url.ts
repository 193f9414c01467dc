/** No host is longer than 253 characters; names, passwords and other scripts leave room. */
const LONGEST_AUTHORITY = 2000;

/**
 * Reads a URL by the WHATWG rules; `undefined` where it is none, and where what stands before its path is longer than any host: of names
 * in other scripts the parser takes the square of their length.
 */
export function parseUrl(text: string): URL | undefined {
  // The parser drops these wherever they stand.
  const plain = /[\t\n\r]/.test(text) ? text.replace(/[\t\n\r]/g, "") : text;
  const authority = /^[\0- ]*[a-z][a-z0-9+.-]*:[/\\]*([^/\\?#]*)/i.exec(plain)?.[1] ?? "";
  if (authority.length > LONGEST_AUTHORITY || !URL.canParse(text)) return undefined;
  return new URL(text);
}
