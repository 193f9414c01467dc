/** How much is kept. */
export interface KeptBounds {
  /** Answers; with more all of them go. */
  readonly most: number;
  /** The length of a text whose answer is kept, in UTF-16 units; absent: any. */
  readonly longest?: number;
}

/** A function whose answers about texts are kept, for those that come again and again, as files repeat what others hold. */
export function keptByText<V>(
  make: (text: string) => V,
  { most, longest = Infinity }: KeptBounds,
): (text: string) => V {
  const known = new Map<string, V>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as V;
    const answer = make(text);
    if (text.length > longest) return answer;
    if (known.size >= most) known.clear();
    known.set(text, answer);
    return answer;
  };
}
