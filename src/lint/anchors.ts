/** The same pattern tied to both ends of the text: it matches nothing that the pattern does not. */
export function anchored(pattern: string): string {
  // Of choices the signs at the ends hold for the first and the last only.
  if (pattern.includes("|")) return `^(?:${pattern})$`;
  const [start, end] = openEnds(pattern);
  return `${start ? "^" : ""}${pattern}${end ? "$" : ""}`;
}

/** Whether other text may stand before and after what matches. A `.*` there says that it is meant. */
export function openEnds(pattern: string): readonly [start: boolean, end: boolean] {
  const start = /^(\(\?[a-z]+\))?(\^|\\A|\(\^|\.\*)/.test(pattern);
  const end = /(\$|\\z|\$\)|\.\*|\.\+)$/.test(pattern) && !/(^|[^\\])(\\\\)*\\\$$/.test(pattern);
  return [!start, !end];
}
