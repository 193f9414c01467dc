import { add, wordOf } from "./by-key.ts";
import type { ClaudeCommand } from "./claude-command.ts";
import { commandMatches, isPowerShell, spelledTest } from "./match.ts";
import type { BoundRule } from "./stages.ts";

/** The rules of a list that are about commands, by the word that the command has to begin with: lists grow by the entry, and rules probe each one. */
export class CommandIndex {
  readonly #byWord = new Map<string, Placed[]>();
  /** Those without a star, by their whole text: most lists hold little else. */
  readonly #byText = new Map<string, Placed[]>();
  /** Those that any word may begin. */
  readonly #open: Placed[] = [];

  constructor(rules: readonly BoundRule[]) {
    for (const [place, rule] of rules.entries()) {
      const { front, begins } = startOf(rule);
      const placed = { rule, place, front };
      if (begins === "text") add(this.#byText, front, placed);
      else if (begins === "word") add(this.#byWord, wordOf(front), placed);
      else this.#open.push(placed);
    }
  }

  /** The rules that match one of the commands, in the order of the list. */
  matching(commands: readonly ClaudeCommand[]): readonly BoundRule[] {
    const found = new Set<Placed>();
    for (const command of commands)
      for (const text of new Set(command.forms).add(command.plain)) {
        const look = (placed: Placed): void => {
          // Most of them begin in another way, and that is seen at once.
          if (text.startsWith(placed.front) && commandMatches(placed.rule, command))
            found.add(placed);
        };
        this.#byText.get(text)?.forEach(look);
        this.#byWord.get(wordOf(text))?.forEach(look);
        this.#open.forEach(look);
      }
    return [...found].toSorted((a, b) => a.place - b.place).map(({ rule }) => rule);
  }
}

/** A rule, where it stands in its list, and with what all begins that it matches. */
interface Placed {
  readonly rule: BoundRule;
  readonly place: number;
  readonly front: string;
}

/** With what every command of the rule begins, and whether that is the command, at least a whole word of it, or only letters. */
function startOf({ rule: { test, tool } }: BoundRule): {
  readonly front: string;
  readonly begins: "text" | "word" | "letters";
} {
  if (test.kind !== "command") return { front: "", begins: "letters" };
  const { glob, bare } = isPowerShell(tool) ? spelledTest(test) : test;
  const [letters = "", star] = glob;
  if (star === undefined && bare === undefined) return { front: letters, begins: "text" };
  return { front: bare ?? letters, begins: letters.includes(" ") ? "word" : "letters" };
}
