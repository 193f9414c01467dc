import type { Decision } from "../model/call.ts";
import type { Rule } from "./rule.ts";
import { programName } from "./command-match.ts";
import type { Target } from "./target.ts";

/** The rules of one effect, by what they are about, so that a call looks only at those that may match. */
export class RuleIndex {
  readonly #byTool = new Map<string, ToolRules>();
  readonly #general: Rule[] = [];

  constructor(rules: readonly Rule[], effect: Decision) {
    for (const rule of rules) if (rule.clause.effect === effect) this.#add(rule);
  }

  /** Rules that may match the target narrowly, some twice never. */
  narrow(target: Target): readonly Rule[] {
    if (target.kind === "hidden") return NONE;
    const own = this.#byTool.get(target.tool);
    if (own === undefined) return this.#general;
    const word = target.kind === "command" ? firstWord(target) : undefined;
    return together(own.narrow(word), this.#general);
  }

  /** Rules that may match the target widely. */
  wide(target: Target): readonly Rule[] {
    if (target.kind === "hidden")
      return [...this.#general, ...[...this.#byTool.values()].flatMap((own) => own.all)];
    const own = this.#byTool.get(target.tool);
    if (own === undefined) return this.#general;
    const word = target.kind === "command" ? firstWord(target) : undefined;
    return together(word === undefined ? own.all : own.wide(programName(word)), this.#general);
  }

  #add(rule: Rule): void {
    const { tools } = rule.clause;
    if (tools.length === 0 || !tools.every((pattern) => pattern.kind === "exact")) {
      this.#general.push(rule);
      return;
    }
    for (const tool of new Set(tools.map((pattern) => pattern.tool))) {
      const own = this.#byTool.get(tool) ?? new ToolRules();
      this.#byTool.set(tool, own);
      own.add(rule);
    }
  }
}

const NONE: readonly Rule[] = [];

/** The rules about one tool; those of the shell by the first word of their patterns. */
class ToolRules {
  readonly all: Rule[] = [];
  readonly #narrow = new Map<string, Rule[]>();
  readonly #wide = new Map<string, Rule[]>();
  readonly #anyWord: Rule[] = [];

  add(rule: Rule): void {
    this.all.push(rule);
    const words = firstWords(rule);
    if (words === undefined) this.#anyWord.push(rule);
    else {
      for (const word of words) push(this.#narrow, word, rule);
      for (const word of new Set([...words].map(programName))) push(this.#wide, word, rule);
    }
  }

  narrow(word: string | undefined): readonly Rule[] {
    return word === undefined
      ? this.#anyWord
      : together(this.#narrow.get(word) ?? NONE, this.#anyWord);
  }

  wide(program: string): readonly Rule[] {
    return together(this.#wide.get(program) ?? NONE, this.#anyWord);
  }
}

function firstWord(target: Extract<Target, { kind: "command" }>): string | undefined {
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
  if (a.length === 0) return b;
  return b.length === 0 ? a : [...a, ...b];
}
