import type { Range } from "../../model/place.ts";
import { starlarkTokens } from "./starlark-tokens.ts";
import type { Token } from "./starlark-tokens.ts";

/** A literal value of Starlark. `other` is one that is neither text nor list; `open` is an expression that would have to be run. */
export type Expression =
  | { readonly kind: "text"; readonly value: string; readonly range: Range }
  | { readonly kind: "list"; readonly items: readonly Expression[]; readonly range: Range }
  | { readonly kind: "other"; readonly what: string; readonly range: Range }
  | { readonly kind: "open"; readonly what: string; readonly range: Range };

/** An argument of a call; without a name where it stands by its position. */
export interface Argument {
  readonly name?: string;
  readonly at: Range;
  readonly value: Expression;
}

/** A statement. `open`: it would have to be run. `bad`: no Starlark takes it. */
export type Statement =
  | Call
  | { readonly kind: "open"; readonly what: string; readonly range: Range }
  | { readonly kind: "bad"; readonly what: string; readonly range: Range };

/** A call of a function by its name. */
export interface Call {
  readonly kind: "call";
  readonly name: string;
  readonly nameAt: Range;
  readonly args: readonly Argument[];
  readonly range: Range;
}

/** What would have to be run in a value, if anything. */
export function openIn(value: Expression): Extract<Expression, { kind: "open" }> | undefined {
  if (value.kind === "open") return value;
  if (value.kind !== "list") return undefined;
  for (const item of value.items) {
    const found = openIn(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Longer files are not read. UTF-16 code units. */
const LONGEST = 4 * 1024 * 1024;

/** Nested deeper, an expression is `open`. */
const DEEPEST = 50;

/** Reads the literal part of Starlark: calls, strings, lists, names for literals. Everything else is named at its place. Never throws. */
export function readStarlark(text: string): readonly Statement[] {
  if (text.length > LONGEST)
    return [{ kind: "open", what: "a file of this length", range: { start: 0, end: 0 } }];
  const statements: Statement[] = [];
  const names = new Map<string, Expression>();
  const lines = linesOf(starlarkTokens(text), text);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined) continue;
    const { tokens, indent } = line;
    const bad = tokens.find((token) => token.kind === "bad");
    const [first] = tokens;
    if (first === undefined) continue;
    if (bad !== undefined) {
      statements.push({ kind: "bad", what: bad.value, range: bad.range });
    } else if (BLOCKS.has(first.value) && first.kind === "name") {
      let last = line;
      for (let next = lines[at + 1]; next && belongs(next, indent); next = lines[at + 1]) {
        last = next;
        at++;
      }
      const end = last.tokens.at(-1)?.range.end ?? first.range.end;
      const range = { start: first.range.start, end };
      statements.push({ kind: "open", what: `\`${first.value}\``, range });
      // What the block gives a new value is not known behind it.
      names.clear();
    } else if (indent > 0) {
      statements.push({
        kind: "bad",
        what: "a line is indented for no reason",
        range: first.range,
      });
    } else {
      const statement = new Parser(tokens, names).statement();
      if (statement !== undefined) statements.push(statement);
    }
  }
  return statements;
}

const BLOCKS: ReadonlySet<string> = new Set(["for", "if", "def", "while", "elif", "else", "with"]);

interface Line {
  readonly tokens: readonly Token[];
  readonly indent: number;
}

function linesOf(tokens: readonly Token[], text: string): readonly Line[] {
  const lines: Line[] = [];
  let open: Token[] = [];
  let fresh = true;
  let indent = 0;
  for (const token of tokens) {
    if (token.kind !== "end") {
      if (open.length === 0 && fresh) {
        const start = token.range.start;
        indent = start - text.lastIndexOf("\n", start - 1) - 1;
        if (text.startsWith("\ufeff") && indent === start) indent = Math.max(indent - 1, 0);
      }
      open.push(token);
      continue;
    }
    if (open.length > 0) lines.push({ tokens: open, indent });
    open = [];
    fresh = token.value === "\n";
  }
  return lines;
}

function belongs({ tokens: [first], indent }: Line, outer: number): boolean {
  return indent > outer || (indent === outer && ["elif", "else"].includes(first?.value ?? ""));
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #names: Map<string, Expression>;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], names: Map<string, Expression>) {
    this.#tokens = tokens;
    this.#names = names;
  }

  /** A whole line: a call, a name for a literal, or nothing that does anything. */
  statement(): Statement | undefined {
    const [first, second] = this.#tokens;
    if (first === undefined) return undefined;
    const range = { start: first.range.start, end: this.#tokens.at(-1)?.range.end ?? 0 };
    if (first.kind === "name" && second?.value === "=" && second.kind === "sign") {
      this.#at = 2;
      const value = this.#expression();
      const whole = value !== undefined && this.#atEnd;
      this.#names.set(first.value, whole ? value : open("an expression", range));
      return value === undefined ? { kind: "bad", what: this.#fault(), range } : undefined;
    }
    if (first.kind === "name" && first.value === "pass" && second === undefined) return undefined;
    if (first.kind === "name" && first.value === "load") return this.#load(range);
    while (this.#sign("(") && this.#tokens[this.#at]?.kind === "name") continue;
    const opened = this.#at;
    const call = this.#call(range);
    if (call === undefined) {
      this.#at = 0;
      const value = this.#expression();
      if (value === undefined) return { kind: "bad", what: this.#fault(), range };
      const inside = openIn(value);
      if (inside !== undefined) return { kind: "open", what: inside.what, range };
      return this.#atEnd ? undefined : { kind: "open", what: "an expression", range };
    }
    for (let left = opened; left > 0 && this.#sign(")"); left--) continue;
    return this.#atEnd ? call : { kind: "open", what: "an expression", range };
  }

  #load(range: Range): Statement {
    return { kind: "bad", what: "`load` is not known", range };
  }

  get #atEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  #fault(): string {
    return this.#atEnd ? "it ends too early" : "this is not expected here";
  }

  #sign(value: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== "sign" || token.value !== value) return false;
    this.#at++;
    return true;
  }

  #call(range: Range): Statement | undefined {
    const name = this.#tokens[this.#at];
    if (name?.kind !== "name" || this.#tokens[this.#at + 1]?.value !== "(") return undefined;
    this.#at += 2;
    const args: Argument[] = [];
    while (!this.#sign(")")) {
      const token = this.#tokens[this.#at];
      if (token === undefined) return { kind: "bad", what: "a bracket is not closed", range };
      if (token.kind === "sign" && (token.value === "*" || token.value === "**"))
        return { kind: "open", what: `\`${token.value}\` in a call`, range };
      const named = token.kind === "name" && this.#tokens[this.#at + 1]?.value === "=";
      if (named) this.#at += 2;
      const value = this.#expression();
      if (value === undefined) return { kind: "bad", what: this.#fault(), range: token.range };
      args.push(named ? { name: token.value, at: token.range, value } : { at: value.range, value });
      if (!this.#sign(",") && this.#tokens[this.#at]?.value !== ")") {
        const here = this.#tokens[this.#at]?.range ?? range;
        return { kind: "bad", what: this.#fault(), range: here };
      }
    }
    return { kind: "call", name: name.value, nameAt: name.range, args, range };
  }

  /** An expression up to what cannot belong to it; nothing where none stands here. */
  #expression(): Expression | undefined {
    const from = this.#at;
    if (++this.#depth > DEEPEST) {
      this.#depth--;
      return this.#skip(from, "an expression that is nested too deep");
    }
    const value = this.#primary();
    this.#depth--;
    if (value === undefined) return undefined;
    const token = this.#tokens[this.#at];
    const goesOn =
      token !== undefined &&
      ((token.kind === "sign" && !/^[,)\]}:=]$/.test(token.value)) ||
        (token.kind === "name" && OPERATORS.has(token.value)));
    if (goesOn) return this.#skip(from, whatOf(token.value));
    // Two values beside each other: Starlark does not join strings so.
    if (token !== undefined && token.kind !== "sign") return undefined;
    return value;
  }

  #primary(): Expression | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined) return undefined;
    const { range } = token;
    if (token.kind === "text") {
      this.#at++;
      return { kind: "text", value: token.value, range };
    }
    if (token.kind === "number") {
      this.#at++;
      return { kind: "other", what: "a number", range };
    }
    if (token.kind === "name") {
      const next = this.#tokens[this.#at + 1];
      if (next?.kind === "text" && /^[fFbB]$/.test(token.value) && next.range.start === range.end) {
        this.#at += 2;
        return open("an f-string", { start: range.start, end: next.range.end });
      }
      this.#at++;
      if (CONSTANTS.has(token.value)) return { kind: "other", what: `\`${token.value}\``, range };
      const known = this.#names.get(token.value);
      return known === undefined ? open(`\`${token.value}\``, range) : { ...known, range };
    }
    if (token.kind !== "sign") return undefined;
    if (token.value === "[") return this.#list("]", range);
    if (token.value === "(") return this.#list(")", range);
    if (token.value === "{") return this.#skip(this.#at, "a dict");
    if (token.value === "-" || token.value === "+") return this.#skip(this.#at, "an expression");
    return undefined;
  }

  #list(close: string, { start }: Range): Expression | undefined {
    const from = this.#at++;
    const items: Expression[] = [];
    let commas = 0;
    while (!this.#sign(close)) {
      const item = this.#expression();
      const token = this.#tokens[this.#at];
      if (token?.kind === "name" && token.value === "for")
        return this.#skip(from, "a comprehension");
      if (item === undefined) return undefined;
      items.push(item);
      if (this.#sign(",")) commas++;
      else if (this.#tokens[this.#at]?.value !== close) return undefined;
    }
    const range = { start, end: this.#tokens[this.#at - 1]?.range.end ?? start };
    if (close === "]") return { kind: "list", items, range };
    const [only] = items;
    if (only !== undefined && commas === 0) return only;
    return { kind: "other", what: "a tuple", range };
  }

  /** Over all that belongs to the expression that began at `from`. */
  #skip(from: number, what: string): Expression {
    let depth = 0;
    this.#at = from;
    for (let token = this.#tokens[this.#at]; token; token = this.#tokens[this.#at]) {
      if (token.kind === "sign") {
        if ("([{".includes(token.value)) depth++;
        else if (")]}".includes(token.value) && --depth < 0) break;
        else if (token.value === "," && depth === 0) break;
      }
      this.#at++;
    }
    const start = this.#tokens[from]?.range.start ?? 0;
    return open(what, { start, end: this.#tokens[this.#at - 1]?.range.end ?? start });
  }
}

const CONSTANTS: ReadonlySet<string> = new Set(["True", "False", "None"]);
const OPERATORS: ReadonlySet<string> = new Set(["if", "in", "not", "and", "or", "lambda"]);

function whatOf(sign: string): string {
  return sign === "(" ? "a call" : `\`${sign}\``;
}

function open(what: string, range: Range): Expression {
  return { kind: "open", what, range };
}
