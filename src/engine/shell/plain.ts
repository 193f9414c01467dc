import { plainWord } from "./cursor.ts";
import type { Script, ShellWord } from "./tree.ts";

/** The program of a line of safe characters alone, without a parser; `undefined` for any other line. */
export function plainScript(source: string): Script | undefined {
  if (source.length > 2000 || !PLAIN.test(source)) return undefined;
  const words: ShellWord[] = [];
  for (let start = 0; start <= source.length;) {
    const blank = source.indexOf(" ", start);
    const end = blank < 0 ? source.length : blank;
    words.push(plainWord(source.slice(start, end), start, end));
    start = end + 1;
  }
  if (RESERVED.test(source)) return undefined;
  const stage = {
    kind: "simple",
    assigns: [],
    words,
    redirects: [],
    start: 0,
    end: source.length,
  } as const;
  return {
    chains: [
      { first: { negated: false, timed: undefined, stages: [stage] }, rest: [], background: false },
    ],
  };
}

/** Words of characters that no shell reads in another way, one blank between them. The first one is no assignment. */
const PLAIN =
  /^[A-Za-z0-9_./-][A-Za-z0-9_./:@%+,-]*(?: [A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,=-]*)*$/;
const RESERVED =
  /^(?:time|if|then|elif|else|fi|for|select|while|until|do|done|case|esac|function|coproc|in)(?: |$)|CDPATH/;
