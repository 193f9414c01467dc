/** Characters that act on a terminal or hide, besides the line ends between values. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;

/** JSON that shows on a terminal as what it is: also the controls that `JSON.stringify` leaves as they are are written as escapes. */
export function toJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent);
  return text.replace(UNSEEN, (char) => (char === "\n" ? char : escaped(char)));
}

function escaped(char: string): string {
  const units = Array.from({ length: char.length }, (_, at) => char.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
