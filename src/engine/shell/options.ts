import type { ShellWord } from "./tree.ts";

/** What an option takes: nothing, a value, a value that is only ever attached, or a file to read or write. */
export type OptionKind = "flag" | "value" | "attached" | "read" | "write";

/** The options of a program. */
export interface OptionGrammar {
  readonly options: ReadonlyMap<string, OptionKind>;
  /** `-5` is an option. */
  readonly numbers: boolean;
  /** Options end at the first operand. */
  readonly strict: boolean;
}

/** The words of a command, sorted. */
export interface Sorted {
  /** Every option is known, and no word may be another. */
  readonly clear: boolean;
  /** The same up to the first operand, where options end there. */
  readonly optionsClear: boolean;
  readonly options: readonly {
    readonly name: string;
    readonly kind: OptionKind;
    readonly value: ShellWord | undefined;
  }[];
  readonly operands: readonly ShellWord[];
}

/**
 * Reads a grammar like `-n: -q --lines: --output> -f< --color? -#`: `:` takes a value, `<` a file that is read, `>` one that is written,
 * `?` a value only when attached; `-#` are numbers, `!` ends the options at the first operand.
 */
export function grammarOf(source: string): OptionGrammar {
  const options = new Map<string, OptionKind>();
  let numbers = false;
  let strict = false;
  for (const item of source.split(" ")) {
    if (item === "-#") numbers = true;
    else if (item === "!") strict = true;
    else if (item !== "") {
      const kind = SUFFIXES.get(item.slice(-1));
      options.set(kind === undefined ? item : item.slice(0, -1), kind ?? "flag");
    }
  }
  return { options, numbers, strict };
}

const SUFFIXES: ReadonlyMap<string, OptionKind> = new Map([
  [":", "value"],
  ["?", "attached"],
  ["<", "read"],
  [">", "write"],
]);

/** Sorts the words after the program into options and operands. */
export function sortWords(words: readonly ShellWord[], grammar: OptionGrammar): Sorted {
  const options: Sorted["options"][number][] = [];
  const operands: ShellWord[] = [];
  let clear = true;
  let splits = false;
  let ended = false;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i];
    if (word === undefined) break;
    if (ended || !mayBeOption(word)) {
      if (word.splits && word.glob === undefined) splits = true;
      operands.push(word);
      if (grammar.strict) ended = true;
    } else if (!word.known && !/^--[a-z-]+=/.test(word.text)) {
      clear = false;
      operands.push(word);
    } else if (word.text === "--") {
      ended = true;
    } else {
      const read = word.text.startsWith("--") ? readLong(word, grammar) : readShort(word, grammar);
      if (read === undefined) clear = false;
      for (const option of read ?? []) {
        const needs =
          option.kind !== "flag" && option.kind !== "attached" && option.value === undefined;
        if (needs) i += 1;
        const value = needs ? words[i] : option.value;
        if (needs && (value === undefined || value.splits)) clear = false;
        options.push({ ...option, value });
      }
    }
  }
  return {
    clear: clear && !splits,
    optionsClear: clear && !(splits && !grammar.strict),
    options,
    operands,
  };
}

/** May the shell hand an option to the program here? */
export function mayBeOption(word: ShellWord): boolean {
  if (word.known) return word.text.length > 1 && word.text.startsWith("-");
  return word.text === ""
    ? !word.pipe
    : word.text.startsWith("-") || (word.splits && word.glob === undefined);
}

type Read = readonly {
  readonly name: string;
  readonly kind: OptionKind;
  readonly value: ShellWord | undefined;
}[];

function readLong(word: ShellWord, grammar: OptionGrammar): Read | undefined {
  const equals = word.text.indexOf("=");
  const name = equals < 0 ? word.text : word.text.slice(0, equals);
  const kind = grammar.options.get(name);
  if (kind === undefined || (equals >= 0 && kind === "flag")) return undefined;
  return [
    {
      name,
      kind,
      value:
        equals < 0 ? undefined : { ...word, text: word.text.slice(equals + 1), glob: undefined },
    },
  ];
}

function readShort(word: ShellWord, grammar: OptionGrammar): Read | undefined {
  // Some programs write long names with one dash.
  const whole = grammar.options.get(word.text);
  if (whole !== undefined) return [{ name: word.text, kind: whole, value: undefined }];
  if (grammar.numbers && /^-\d+$/.test(word.text)) return [];
  const read: Read[number][] = [];
  for (let i = 1; i < word.text.length; i += 1) {
    const name = `-${word.text.charAt(i)}`;
    const kind = grammar.options.get(name);
    if (kind === undefined) return undefined;
    const rest = word.text.slice(i + 1);
    if (kind === "flag") read.push({ name, kind, value: undefined });
    else
      return [
        ...read,
        { name, kind, value: rest === "" ? undefined : { ...word, text: rest, glob: undefined } },
      ];
  }
  return read;
}

/** Was one of these options given? */
export function has(sorted: Sorted, ...names: readonly string[]): boolean {
  return sorted.options.some((option) => names.includes(option.name));
}
