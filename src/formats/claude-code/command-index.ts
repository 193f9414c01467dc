import type { ClaudeCommand } from "./claude-command.ts";
import { commandMatches, isPowerShell, spelledTest } from "./match.ts";
import type { BoundRule } from "./stages.ts";

/** The rules of a list that are about commands, by the word that the command has to begin with: lists grow by the entry, and rules probe each one. */
export class CommandIndex {
  readonly #byWord = new Map<string, BoundRule[]>();
  /** Those that any word may begin. */
  readonly #open: BoundRule[] = [];
  readonly #place = new Map<BoundRule, number>();

  constructor(rules: readonly BoundRule[]) {
    for (const [place, rule] of rules.entries()) {
      this.#place.set(rule, place);
      const word = firstWord(rule);
      const same = word === undefined ? this.#open : (this.#byWord.get(word) ?? []);
      same.push(rule);
      if (word !== undefined) this.#byWord.set(word, same);
    }
  }

  /** The rules that match one of the commands, in the order of the list. */
  matching(commands: readonly ClaudeCommand[]): readonly BoundRule[] {
    const found = new Set<BoundRule>();
    for (const command of commands) {
      const words = new Set([command.plain, ...command.forms].map(wordOf));
      const likely = [...words].flatMap((word) => this.#byWord.get(word) ?? []);
      for (const rule of [...likely, ...this.#open])
        if (commandMatches(rule, command)) found.add(rule);
    }
    const place = (rule: BoundRule): number => this.#place.get(rule) ?? 0;
    return [...found].toSorted((a, b) => place(a) - place(b));
  }
}

/** The word that every command of the rule begins with; nothing where a star may be in it. */
function firstWord({ rule: { test, tool } }: BoundRule): string | undefined {
  if (test.kind !== "command") return undefined;
  const [front = "", star] = isPowerShell(tool) ? spelledTest(test).glob : test.glob;
  return star === undefined || front.includes(" ") ? wordOf(front) : undefined;
}

function wordOf(text: string): string {
  const end = text.indexOf(" ");
  return end < 0 ? text : text.slice(0, end);
}
