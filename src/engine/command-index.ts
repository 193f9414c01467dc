import { programName } from "./command-match.ts";
import type { Rule } from "./rule.ts";
import type { Target } from "./target.ts";

/** Rules about commands, by the first word of their patterns. */
export class CommandIndex {
  readonly #all: readonly Rule[];
  readonly #narrow = new Map<string, Rule[]>();
  readonly #wide = new Map<string, Rule[]>();
  /** Those whose first word is no literal word, or names a path. */
  readonly #anyWord: Rule[] = [];

  constructor(rules: readonly Rule[]) {
    this.#all = rules;
    for (const rule of rules) this.#add(rule);
  }

  narrow(target: CommandTarget): readonly Rule[] {
    const word = firstWord(target);
    const own = word === undefined ? undefined : this.#narrow.get(word);
    return own === undefined ? this.#anyWord : together(own, this.#anyWord);
  }

  wide(target: CommandTarget): readonly Rule[] {
    const word = firstWord(target);
    if (word === undefined) return this.#all;
    if (this.#wide.size === 0) return this.#anyWord;
    const own = this.#wide.get(programName(word));
    return own === undefined ? this.#anyWord : together(own, this.#anyWord);
  }

  #add(rule: Rule): void {
    const words = firstWords(rule);
    if (words === undefined) {
      this.#anyWord.push(rule);
      return;
    }
    for (const word of words) push(this.#narrow, word, rule);
    for (const word of new Set([...words].map(programName))) push(this.#wide, word, rule);
  }
}

type CommandTarget = Extract<Target, { kind: "command" }>;

function firstWord(target: CommandTarget): string | undefined {
  const [first] = target.command.words;
  return first?.known === true ? first.text : undefined;
}

/** The literal first words of a rule's command patterns; `undefined` where one has none, or names a path. */
function firstWords(rule: Rule): ReadonlySet<string> | undefined {
  const { command } = rule.clause.where;
  if (command === undefined || rule.clause.faulty) return undefined;
  const words = new Set<string>();
  for (const { choices } of command) {
    for (const choice of choices) {
      const [first] = choice.words;
      const [text, star] = first?.glob ?? [];
      if (text === undefined || star !== undefined || first?.home === true || text.includes("/"))
        return undefined;
      words.add(text);
    }
  }
  return words;
}

function push(map: Map<string, Rule[]>, key: string, rule: Rule): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [rule]);
  else list.push(rule);
}

function together(a: readonly Rule[], b: readonly Rule[]): readonly Rule[] {
  return b.length === 0 ? a : [...a, ...b];
}
