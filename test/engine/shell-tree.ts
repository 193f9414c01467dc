/** A command line as a tree, which a test can both print for a reader of bash and evaluate without one. */
export type Node =
  | { readonly kind: "sequence"; readonly items: readonly Node[] }
  | { readonly kind: "and" | "or"; readonly left: Node; readonly right: Node }
  | { readonly kind: "pipe"; readonly items: readonly Node[] }
  | { readonly kind: "background"; readonly first: Node; readonly then: Node | undefined }
  | {
      readonly kind: "subshell" | "group";
      readonly body: Node;
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: "if";
      readonly condition: Node;
      readonly then: Node;
      readonly otherwise: Node | undefined;
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: "for";
      readonly words: readonly TreeWord[];
      readonly body: Node;
      readonly redirects: readonly Redirect[];
    }
  | Invocation;

/** A command, or a wrapper with the command that it runs. */
export type Invocation = Simple | Wrapped;

export interface Simple {
  readonly kind: "simple";
  readonly assigns: readonly Assign[];
  readonly words: readonly TreeWord[];
  readonly redirects: readonly Redirect[];
}

/**
 * A wrapper. `prefix`: its own words, literal. `transparent` needs no grant of its own where the inside is granted, `view` shows its inside to
 * denies and asks only, `hidden` shows nothing. `sets`: names that it assigns (`env A=1`). `appends`: more words, unknown, follow (`xargs`).
 */
export interface Wrapped {
  readonly kind: "wrapped";
  readonly assigns: readonly Assign[];
  readonly prefix: readonly string[];
  readonly nature: "transparent" | "view" | "hidden";
  readonly sets: readonly string[];
  readonly appends: boolean;
  /** A command of words without assignments and redirections of its own, or the script of `bash -c`. */
  readonly inner: Invocation | { readonly kind: "script"; readonly script: Node };
  readonly redirects: readonly Redirect[];
  /** Unknown words follow the script. */
  readonly followed?: true;
}

export interface Assign {
  readonly name: string;
  readonly value: TreeWord;
}

export interface Redirect {
  readonly operator: ">" | ">>" | "<" | ">|" | "&>" | "<>" | "2>&1";
  /** Absent for a copy of a descriptor. */
  readonly target?: TreeWord;
}

/** A word as its pieces. */
export type TreeWord = readonly Piece[];

export type Piece =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly quote: "none" | "single" | "double" | "escape" | "ansi";
    }
  /** `$X`, `"$X"` or `"$@"`. */
  | { readonly kind: "variable"; readonly name: string; readonly quoted: boolean }
  | { readonly kind: "substitution"; readonly body: Node; readonly quoted: boolean }
  /** An unquoted `*`. */
  | { readonly kind: "star" };

/** Prints the tree as one line of bash. */
export function print(node: Node): string {
  switch (node.kind) {
    case "sequence":
      return node.items.map(print).join("; ");
    case "and":
      return `${print(node.left)} && ${print(node.right)}`;
    case "or":
      return `${print(node.left)} || ${print(node.right)}`;
    case "pipe":
      return node.items.map(print).join(" | ");
    case "background":
      return `${print(node.first)} &${node.then ? ` ${print(node.then)}` : ""}`;
    case "subshell":
      return `( ${print(node.body)})${redirections(node.redirects)}`;
    case "group":
      return `{ ${closed(node.body)} }${redirections(node.redirects)}`;
    case "if": {
      const otherwise = node.otherwise ? ` else ${closed(node.otherwise)}` : "";
      return `if ${closed(node.condition)} then ${closed(node.then)}${otherwise} fi${redirections(node.redirects)}`;
    }
    case "for":
      return `for i in${node.words.map((word) => ` ${printWord(word)}`).join("")}; do ${closed(node.body)} done${redirections(node.redirects)}`;
    default: {
      const assigns = node.assigns.map((assign) => `${assign.name}=${printWord(assign.value)}`);
      return [...assigns, ...wordsOf(node).map(printWord)].join(" ") + redirections(node.redirects);
    }
  }
}

/** The words of a command as written, those of a wrapper and its inside in one. */
export function wordsOf(node: Invocation): readonly TreeWord[] {
  if (node.kind === "simple") return node.words;
  const prefix = node.prefix.map(plain);
  if (node.inner.kind === "script")
    return [
      ...prefix,
      [{ kind: "text", text: print(node.inner.script), quote: "single" }],
      ...(node.followed ? [ANY_WORDS] : []),
    ];
  return [...prefix, ...wordsOf(node.inner)];
}

/** Words that nobody knows, and any number of them. */
export const ANY_WORDS: TreeWord = [{ kind: "variable", name: "@", quoted: true }];

/** A word without quotes. */
export function plain(text: string): TreeWord {
  return [{ kind: "text", text, quote: "none" }];
}

function closed(node: Node): string {
  const text = print(node);
  return node.kind === "background" && !node.then ? text : `${text};`;
}

function redirections(redirects: readonly Redirect[]): string {
  return redirects
    .map((each) => ` ${each.operator}${each.target ? ` ${printWord(each.target)}` : ""}`)
    .join("");
}

function printWord(word: TreeWord): string {
  return word.map(printPiece).join("");
}

function printPiece(piece: Piece): string {
  switch (piece.kind) {
    case "text":
      return printText(piece.text, piece.quote);
    case "variable":
      return piece.quoted ? `"$${piece.name}"` : `$${piece.name}`;
    case "substitution":
      return piece.quoted ? `"$(${print(piece.body)})"` : `$(${print(piece.body)})`;
    case "star":
      return "*";
  }
}

function printText(text: string, quote: "none" | "single" | "double" | "escape" | "ansi"): string {
  switch (quote) {
    case "none":
      return text;
    case "single":
      return `'${text.replaceAll("'", "'\\''")}'`;
    case "double":
      return `"${text.replace(/[\\"$`]/g, "\\$&")}"`;
    case "escape":
      return text.replace(/[^A-Za-z0-9]/g, "\\$&").replace(/^[A-Za-z0-9]/, "\\$&");
    case "ansi":
      return `$'${[...text].map((character) => (/[A-Za-z0-9/]/.test(character) ? character : `\\x${(character.codePointAt(0) ?? 0).toString(16).padStart(2, "0")}`)).join("")}'`;
  }
}
