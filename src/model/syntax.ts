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
