import type { PieceList } from "./piece-list.ts";
import type { Script, ShellWord } from "./tree.ts";

/** The line cannot be read; `message` says why. Caught by `readShell` alone. */
export class Unreadable extends Error {}

/** Gives up on a line. */
export function unreadable(why: string): never {
  throw new Unreadable(why);
}

/** A here-document that was announced and whose text stands after the next line end. */
export interface PendingDocument {
  readonly delimiter: string;
  readonly quoted: boolean;
  readonly stripsTabs: boolean;
  readonly settle: (text: string, literal: boolean, scripts: readonly Script[]) => void;
}

/** What the readings of one line, and of the programs inside its words, have in common. */
export interface Shared {
  readonly home: string | undefined;
  /** A second reading of the same text; many of them take time beyond measure. */
  rewinds: number;
  depth: number;
  /** Something is evaluated a second time: arithmetic, `${!x}`, subscripts. */
  evaluates: boolean;
  /** A quoted text that such an evaluation would run. */
  sleeping: boolean;
  /** Names that `${x:=y}` sets. */
  readonly sets: string[];
  /** Stretches whose text was rewritten before it was read, so that places inside are not exact. */
  readonly rewritten: { readonly start: number; readonly end: number }[];
}

/** Readers that are handed in, as words and programs hold each other. */
export interface Readers {
  /** Reads a program up to (and without) the closing parenthesis. */
  readonly script: (cursor: Cursor) => Script;
  /** Reads a text up to the closing double quote, which is passed; the opening one is. */
  readonly doubleQuoted: (cursor: Cursor, list: PieceList) => void;
}

/** A place in a source. Line continuations are looked past by `peek` and `take`; quoted text reads `source` itself. */
export class Cursor {
  readonly source: string;
  readonly shared: Shared;
  readonly readers: Readers;
  /** Where the text stands in the outermost source; `undefined` when it is that source. */
  readonly origin: { readonly start: number; readonly end: number } | undefined;
  readonly pending: PendingDocument[] = [];
  position = 0;

  constructor(
    source: string,
    shared: Shared,
    readers: Readers,
    origin?: { readonly start: number; readonly end: number },
  ) {
    this.source = source;
    this.shared = shared;
    this.readers = readers;
    this.origin = origin;
  }

  /** The next character, `""` at the end. */
  peek(): string {
    const { source } = this;
    while (source.charCodeAt(this.position) === 92 && source.charCodeAt(this.position + 1) === 10)
      this.position += 2;
    return source.charAt(this.position);
  }

  /** The next character, which is passed. */
  take(): string {
    const next = this.peek();
    this.position += next.length;
    return next;
  }

  /** The stretch of characters that stands next; at least one character, which is passed with it. */
  run(characters: RegExp): string {
    characters.lastIndex = this.position;
    const stretch = characters.exec(this.source)?.[0] ?? this.source.charAt(this.position);
    this.position += stretch.length;
    return stretch;
  }

  /** The very next character, no continuation looked past; `""` at the end. */
  raw(): string {
    const next = this.source.charAt(this.position);
    this.position += next.length;
    return next;
  }

  /** Passes `text` where it stands next. */
  takes(text: string): boolean {
    if (this.peek() !== text.charAt(0)) return false;
    const start = this.position;
    for (const wanted of text) {
      if (this.peek() !== wanted) {
        this.position = start;
        return false;
      }
      this.position += 1;
    }
    return true;
  }

  /** Does `text` stand next? */
  sees(text: string): boolean {
    if (this.peek() !== text.charAt(0)) return false;
    const start = this.position;
    const found = this.takes(text);
    this.position = start;
    return found;
  }

  /** Where a place of this source lies in the outermost one. */
  place(start: number, end: number): { readonly start: number; readonly end: number } {
    return this.origin ?? { start, end };
  }

  /** A cursor over a text inside this one (backticks, a here-document). */
  inside(text: string, start: number, end: number): Cursor {
    const origin = this.place(start, end);
    this.shared.rewritten.push(origin);
    return new Cursor(text, this.shared, this.readers, origin);
  }

  /** Runs `read` one level deeper. */
  nest<T>(read: () => T): T {
    this.shared.depth += 1;
    if (this.shared.depth > DEEPEST) unreadable("it is nested too deeply");
    const result = read();
    this.shared.depth -= 1;
    return result;
  }

  /** Notes that the text from `start` is read once more. */
  rewind(start: number): void {
    this.shared.rewinds += 1;
    if (this.shared.rewinds > MOST_REWINDS) unreadable("its parentheses are too tangled");
    this.position = start;
  }
}

/** Levels of nesting that are read; the stack of the machine allows many more. */
const DEEPEST = 100;
const MOST_REWINDS = 200;

/** Is it a character that ends an unquoted word? */
export function isMeta(character: string): boolean {
  return character === "" || META.has(character);
}

const META = new Set([" ", "\t", "\n", ";", "&", "|", "<", ">", "(", ")"]);

/** A word that says `text` and nothing more. */
export function plainWord(text: string, start: number, end: number): ShellWord {
  return {
    text,
    known: true,
    splits: false,
    start,
    end,
    scripts: [],
    quoted: false,
    glob: undefined,
    pipe: false,
  };
}

/** The raw text up to a single quote, which is passed. */
export function rawUntilQuote(cursor: Cursor): string {
  const end = cursor.source.indexOf("'", cursor.position);
  if (end < 0) unreadable("a quote is not closed");
  const text = cursor.source.slice(cursor.position, end);
  cursor.position = end + 1;
  return text;
}
