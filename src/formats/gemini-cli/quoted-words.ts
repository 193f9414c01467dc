/**
 * A command line as the words that the built-in lists of Gemini CLI see: quotes undone, variables empty, operators as words of their own, nothing behind a
 * comment. `undefined` where that reading fails. Source: the `shell-quote` package, as used in `policy/policy-engine.ts` (0.61.0).
 */
export function quotedWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    CONTROL.lastIndex = at;
    const control = CONTROL.exec(line)?.[0];
    if (control !== undefined) {
      words.push(control);
      at += control.length;
      continue;
    }
    const end = wordEnd(line, at);
    if (end === at) {
      at++;
      continue;
    }
    const word = plain(line.slice(at, end));
    if (word === undefined) return undefined;
    if (word.text !== "" || !word.comment) words.push(word.text);
    if (word.comment) return [...words, ""];
    at = end;
  }
  return words;
}

const CONTROL = /\|\||&&|;;|\|&|<\(|<<<|>>|>&|<&|[&;()|<>]/y;
const QUOTED = /"(?:\\[^]|[^"\\])*"|'(?:\\'|[^'])*'/y;

function wordEnd(line: string, from: number): number {
  let at = from;
  for (;;) {
    const char = line[at];
    if (char === undefined) return at;
    QUOTED.lastIndex = at;
    const quoted = QUOTED.exec(line)?.[0];
    if (quoted !== undefined) at += quoted.length;
    else if (char === "\\" && /['"|&;()<> \t]/.test(line[at + 1] ?? "")) at += 2;
    else if (!/[\s'"|&;()<>]/.test(char)) at++;
    else return at;
  }
}

function plain(word: string): { readonly text: string; readonly comment: boolean } | undefined {
  let text = "";
  let quote: string | undefined;
  for (let at = 0; at < word.length; at++) {
    const char = word[at] ?? "";
    if (quote === "'") {
      if (char === "'") quote = undefined;
      else text += char;
    } else if (char === "$") {
      const length = variable(word, at);
      if (length === undefined) return undefined;
      if (length === 1) text += "$";
      at += length - 1;
    } else if (quote === '"') {
      if (char === '"') quote = undefined;
      else if (char === "\\") {
        const next = word[++at] ?? "";
        text += /["\\$]/.test(next) ? next : `\\${next}`;
      } else text += char;
    } else if (char === "'" || char === '"') quote = char;
    else if (char === "#") return { text, comment: true };
    else if (char === "\\") text += word[++at] ?? "";
    else text += char;
  }
  return { text, comment: false };
}

/** The length of a variable; 1 where the sign stands for itself. */
function variable(word: string, at: number): number | undefined {
  if (word[at + 1] === "{") {
    const close = word.indexOf("}", at);
    return close < 0 || close === at + 2 ? undefined : close - at + 1;
  }
  if (/[*@#?$!_-]/.test(word[at + 1] ?? "")) return 2;
  return 1 + (/^\w*/.exec(word.slice(at + 1))?.[0].length ?? 0);
}
