/**
 * Widely, names are compared as the most forgiving file system does: NFC, without case, what follows a `:` (an NTFS stream) and trailing
 * dots and blanks cut. Upper case first: `ſ` and `ß` meet their equals only there.
 */
export function foldName(name: string): string {
  const plain = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(name);
  if (plain) return name;
  const stream = name.indexOf(":", 1);
  return foldCase(stream < 0 ? name : name.slice(0, stream)).replace(/[. ]+$/, "") || name;
}

/** NFC and without case. */
export function foldCase(text: string): string {
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  return text.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/** All segments folded; a `\` also separates. */
export function foldSegments(segments: readonly string[]): readonly string[] {
  const split = segments.some((name) => name.includes("\\"));
  return (
    split ? segments.flatMap((name) => name.split("\\").filter((part) => part !== "")) : segments
  ).map(foldName);
}
