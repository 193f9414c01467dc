/**
 * Does a glob hold for a whole text? `pieces` stand between its stars, which are any run of characters; a `?` in them is any one. Greedy from star to
 * star: the last one is the only one that ever has to give.
 */
export function textGlobHolds(pieces: readonly string[], text: string): boolean {
  const first = pieces[0] ?? "";
  if (!holdsAt(text, first, 0)) return false;
  if (pieces.length === 1) return text.length === first.length;
  const last = pieces.at(-1) ?? "";
  if (text.length < first.length + last.length) return false;
  if (!holdsAt(text, last, text.length - last.length)) return false;
  let from = first.length;
  const limit = text.length - last.length;
  for (let i = 1; i < pieces.length - 1; i++) {
    const piece = pieces[i] ?? "";
    const found = find(text, piece, from, limit);
    if (found === undefined) return false;
    from = found + piece.length;
  }
  return from <= limit;
}

function find(text: string, piece: string, from: number, limit: number): number | undefined {
  if (!piece.includes("?")) {
    const found = text.indexOf(piece, from);
    return found < 0 || found + piece.length > limit ? undefined : found;
  }
  for (let at = from; at + piece.length <= limit; at++) if (holdsAt(text, piece, at)) return at;
  return undefined;
}

function holdsAt(text: string, piece: string, at: number): boolean {
  if (!piece.includes("?")) return text.startsWith(piece, at);
  for (let i = 0; i < piece.length; i++) {
    const char = piece.charAt(i);
    if (char !== "?" && char !== text.charAt(at + i)) return false;
  }
  return true;
}
