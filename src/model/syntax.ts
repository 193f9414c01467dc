/** A node of a concrete syntax tree. tree-sitter's own `Node` is one; the engine knows no more of it than this. Offsets are UTF-16 code units. */
export interface SyntaxNode {
  readonly type: string;
  readonly text: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly isNamed: boolean;
  readonly isError: boolean;
  readonly isMissing: boolean;
  readonly hasError: boolean;
  readonly children: readonly (SyntaxNode | null)[];
  childForFieldName(name: string): SyntaxNode | null;
  /** All nodes below of these types, in order. */
  descendantsOfType(types: string[]): readonly (SyntaxNode | null)[];
}

/** A parsed source. `release` gives its memory back; no node may be used after it. */
export interface SyntaxTree {
  readonly root: SyntaxNode;
  release(): void;
}

/** The shell grammars, handed in by a caller: loading them is IO. */
export interface ShellGrammars {
  parse(dialect: "bash" | "powershell", source: string): SyntaxTree;
}

/** What is parsed, and by what. */
export interface Parsing {
  readonly grammars: ShellGrammars;
  readonly dialect: "bash" | "powershell";
  readonly source: string;
}

/** What is read of the tree of a source, which is released behind it. */
export function withTree<T>(
  { grammars, dialect, source }: Parsing,
  read: (root: SyntaxNode) => T,
): T {
  const tree = grammars.parse(dialect, source);
  try {
    return read(tree.root);
  } finally {
    tree.release();
  }
}
