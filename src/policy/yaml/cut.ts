/** A stretch of a text, which begins at `start`. */
export interface Piece {
  readonly text: string;
  readonly start: number;
}

/** A document as what stands before the items of its list of rules, the items one by one, and what follows. */
export interface Pieces {
  readonly head: Piece;
  readonly items: readonly Piece[];
  readonly tail: Piece | undefined;
}

/**
 * Cuts a text where the items of `rules:` begin. `undefined` where the lines do not tell for certain: then the text is read as a whole.
 * What stands in a piece is for the parser to say: a quote that one piece opens and another closes is an error in both.
 */
export function cutAtRules(text: string): Pieces | undefined {
  const [key, another] = text.matchAll(/^rules:[ ]*\r?\n/gm);
  if (key === undefined || another !== undefined || UNCLEAR.test(text)) return undefined;
  // A byte order mark is one only where a text begins.
  if (text.includes("\ufeff", 1)) return undefined;
  const starts: number[] = [];
  let indent = -1;
  let end = text.length;
  for (let at = key.index + key[0].length; at < text.length; at = nextLine(text, at)) {
    const column = blanksAt(text, at);
    const first = text.charAt(at + column);
    if (first === "" || first === "\n" || first === "\r" || first === "#") continue;
    const isItem = first === "-" && /[ \r\n]/.test(text.charAt(at + column + 1));
    if (indent < 0 && isItem) indent = column;
    if (isItem && column === indent) starts.push(at);
    else if (column === 0) {
      end = at;
      break;
    } else if (column <= indent || indent < 0) return undefined;
  }
  const [first] = starts;
  if (first === undefined) return undefined;
  return {
    head: { text: text.slice(0, first), start: 0 },
    items: starts.map((start, i) => ({ text: text.slice(start, starts[i + 1] ?? end), start })),
    tail: end === text.length ? undefined : { text: text.slice(end), start: end },
  };
}

/** Document marks, directives, and tabs before the text of a line. */
const UNCLEAR = /^(?:---|\.\.\.|%| *\t)/m;

function nextLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end + 1;
}

function blanksAt(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 32) at++;
  return at - from;
}
