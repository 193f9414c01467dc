/** What the flags of an expression mean where a part of it stands. */
export interface Flags {
  /** Without regard to case. */
  readonly fold: boolean;
  /** `^` and `$` also at the ends of lines. */
  readonly lines: boolean;
  readonly dotAll: boolean;
  readonly unicode: boolean;
}

/** `new RegExp` would throw. */
export class Invalid extends Error {}

/** Valid, but not modelled here. */
export class Unsupported extends Error {}

/** Where a parser stands in a source. */
export class Cursor {
  readonly source: string;
  readonly unicode: boolean;
  /** How many groups capture, in the whole source. */
  readonly groups: number;
  readonly isNamed: boolean;
  readonly #names = new Set<string>();
  #at = 0;
  #opened = 0;

  constructor(source: string, unicode: boolean) {
    this.source = source;
    this.unicode = unicode;
    const { count, named } = countGroups(source);
    this.groups = count;
    this.isNamed = named || unicode;
  }

  get done(): boolean {
    return this.#at >= this.source.length;
  }

  /** One code unit; empty at the end. */
  get next(): string {
    return this.source.charAt(this.#at);
  }

  /** The next code units, at most so many. */
  rest(most: number): string {
    return this.source.slice(this.#at, this.#at + most);
  }

  skip(length: number): void {
    this.#at += length;
  }

  /** Steps over `text` where it is next. */
  take(text: string): boolean {
    const found = this.source.startsWith(text, this.#at);
    if (found) this.#at += text.length;
    return found;
  }

  /** The code of the next character, and steps over it: a code point with the flag `u`, else a code unit. */
  char(): number {
    const code = this.unicode
      ? this.source.codePointAt(this.#at)
      : this.source.charCodeAt(this.#at);
    if (code === undefined || this.done) throw new Invalid("it ends too early");
    this.#at += code > 0xffff ? 2 : 1;
    return code;
  }

  /** Its number. */
  openGroup(name?: string): number {
    if (name !== undefined) {
      if (this.#names.has(name)) throw new Unsupported("two groups have the same name");
      this.#names.add(name);
    }
    return ++this.#opened;
  }
}

function countGroups(source: string): { readonly count: number; readonly named: boolean } {
  let count = 0;
  let named = false;
  let inClass = false;
  for (let at = 0; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === "\\") at++;
    else if (inClass) inClass = char !== "]";
    else if (char === "[") inClass = true;
    else if (char === "(") {
      const isNamed = /^\(\?<[^=!]/.test(source.slice(at, at + 4));
      named ||= isNamed;
      if (isNamed || source.charAt(at + 1) !== "?") count++;
    }
  }
  return { count, named };
}
