/**
 * The texts in which an expression of RE2 finds something, as the source of a JavaScript expression (with `u`) for whole texts; `undefined` where the two
 * could differ: flags and groups with `(?`, named and POSIX classes, `\b`, `\pN`, an anchor that is not the first or last of a choice. Source of
 * RE2's meaning: https://github.com/google/re2/wiki/Syntax.
 */
export function toJsSource(pattern: string): string | undefined {
  const choices: string[] = [];
  let choice = start();
  let depth = 0;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (choice.closed && char !== "|") return undefined;
    if (char === "|" && depth === 0) {
      choices.push(wholeText(choice));
      choice = start();
    } else if (char === "^") {
      if (depth > 0 || choice.source !== "" || choice.anchored) return undefined;
      choice.anchored = true;
    } else if (char === "$") {
      if (depth > 0) return undefined;
      choice.closed = true;
    } else if (char === "[") {
      const end = classEnd(pattern, at);
      if (end === undefined) return undefined;
      choice.source += pattern.slice(at, end);
      at = end - 1;
    } else if (char === "\\") {
      const escape = ESCAPES.get(pattern.charAt(++at));
      if (escape === undefined && !/[-\\^$.*+?()[\]{}|/]/.test(pattern.charAt(at)))
        return undefined;
      choice.source += escape ?? (pattern.charAt(at) === "-" ? "-" : `\\${pattern.charAt(at)}`);
    } else {
      if (char === "(" && pattern.charAt(at + 1) === "?") {
        if (pattern.charAt(at + 2) !== ":") return undefined;
      }
      if (char === "(") depth++;
      if (char === ")") depth--;
      choice.source += char === "." ? "[^\\n]" : char;
    }
  }
  return [...choices, wholeText(choice)].join("|");
}

interface Choice {
  source: string;
  /** Begins with `^`. */
  anchored: boolean;
  /** Ends in `$`. */
  closed: boolean;
}

function start(): Choice {
  return { source: "", anchored: false, closed: false };
}

function wholeText({ source, anchored, closed }: Choice): string {
  return `${anchored ? "" : "[^]*"}(?:${source})${closed ? "" : "[^]*"}`;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["d", "[0-9]"],
  ["D", "[^0-9]"],
  ["w", "[0-9A-Za-z_]"],
  ["W", "[^0-9A-Za-z_]"],
  ["s", "[\\t\\n\\f\\r ]"],
  ["S", "[^\\t\\n\\f\\r ]"],
  ["n", "\\n"],
  ["t", "\\t"],
  ["r", "\\r"],
]);

/** The end of a plain class: letters, ranges, a leading `^`; nothing escaped but punctuation. */
function classEnd(pattern: string, from: number): number | undefined {
  const found = /^\[\^?(?:[^\\[\]]|\\[-\\\]^[.*+?(){}|/$])+\]/u.exec(pattern.slice(from));
  return found === null ? undefined : from + found[0].length;
}
