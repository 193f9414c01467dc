import { add, wordOf } from "./by-key.ts";
import type { ClaudeCommand } from "./claude-command.ts";
import { commandMatches, isPowerShell, spelledTest } from "./match.ts";
import type { BoundRule } from "./stages.ts";

/** The rules of a list that are about commands, by the word that the command has to begin with: lists grow by the entry, and rules probe each one. */
export class CommandIndex {
  readonly #byWord = new Map<string, BoundRule[]>();
  /** Those without a star, by their whole text: most lists hold little else. */
  readonly #byText = new Map<string, BoundRule[]>();
  /** Those that any word may begin. */
  readonly #open: BoundRule[] = [];
  readonly #place = new Map<BoundRule, number>();

  constructor(rules: readonly BoundRule[]) {
    for (const [place, rule] of rules.entries()) {
      this.#place.set(rule, place);
      const start = startOf(rule);
      if (start === undefined) this.#open.push(rule);
      else add(start.whole ? this.#byText : this.#byWord, start.text, rule);
    }
  }

  /** The rules that match one of the commands, in the order of the list. */
  matching(commands: readonly ClaudeCommand[]): readonly BoundRule[] {
    const found = new Set<BoundRule>();
    for (const command of commands) {
      const look = (rule: BoundRule): void => {
        if (commandMatches(rule, command)) found.add(rule);
      };
      const texts = new Set(command.forms).add(command.plain);
      for (const text of texts) this.#byText.get(text)?.forEach(look);
      for (const word of new Set([...texts].map(wordOf))) this.#byWord.get(word)?.forEach(look);
      this.#open.forEach(look);
    }
    if (found.size < 2) return [...found];
    const place = (rule: BoundRule): number => this.#place.get(rule) ?? 0;
    return [...found].toSorted((a, b) => place(a) - place(b));
  }
}

/** The text that every command of the rule is, or the word that it begins with; nothing where a star may be in that. */
function startOf({
  rule: { test, tool },
}: BoundRule): { readonly text: string; readonly whole: boolean } | undefined {
  if (test.kind !== "command") return undefined;
  const { glob, bare } = isPowerShell(tool) ? spelledTest(test) : test;
  const [front = "", star] = glob;
  if (star === undefined && bare === undefined) return { text: front, whole: true };
  return front.includes(" ") ? { text: wordOf(front), whole: false } : undefined;
}
