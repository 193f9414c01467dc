/** Characters that act on a terminal or hide, besides the line ends between values. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u;

/** What is not plain, and so may be unseen: found faster than those. */
const UNUSUAL = /[^\n -~]/gu;

/** The text of JSON with everything unseen as an escape; it says the same. */
export function visibleJson(text: string): string {
  return text.replace(UNUSUAL, (char) => (UNSEEN.test(char) ? escaped(char) : char));
}

function escaped(char: string): string {
  const units = Array.from({ length: char.length }, (_, at) => char.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
