/**
 * A name as the most forgiving file system has it: NFC, without case, what follows a `:` (an NTFS stream) and trailing dots and blanks cut.
 * Upper case first: `ſ` and `ß` meet their equals only there. Widely, names are compared so, and by `foldCase` alone: elsewhere `a:b` is a
 * name.
 */
export function foldName(name: string): string {
  const plain = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(name);
  if (plain) return name;
  const stream = name.indexOf(":", 1);
  return cutEnd(foldCase(stream < 0 ? name : name.slice(0, stream))) || name;
}

/** Without trailing dots and blanks. An expression (`/[. ]+$/`) would take the square of their number where they are not at the end. */
export function cutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === "." || text[end - 1] === " ")) end--;
  return text.slice(0, end);
}

/** NFC and without case. */
export function foldCase(text: string): string {
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  const safe = text.length > 30 ? streamSafe(text) : text;
  return safe.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/**
 * Normalising sorts the marks on a letter, and takes the square of their number. After 30 of them, which no language needs, a joiner ends the
 * run, as the stream-safe text format does (Unicode Standard Annex 15, section 13).
 */
function streamSafe(text: string): string {
  return text.replace(/\p{M}{30}(?=\p{M})/gu, "$&\u034f");
}

/** All segments folded; a `\` also separates. */
export function foldSegments(segments: readonly string[]): readonly string[] {
  const split = segments.some((name) => name.includes("\\"));
  return (
    split ? segments.flatMap((name) => name.split("\\").filter((part) => part !== "")) : segments
  ).map(foldName);
}
