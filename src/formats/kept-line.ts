import { kept } from "../engine/kept.ts";
import { keptByText } from "../model/kept-by-text.ts";
import type { ShellGrammars } from "../model/syntax.ts";

/** What was read of command lines, kept by the grammars that took them apart: rules probe many files with the same calls. */
export function keptLine<L>(
  read: (source: string, grammars: ShellGrammars) => L,
): (source: string, grammars: ShellGrammars) => L {
  const readers = kept((grammars: ShellGrammars) =>
    keptByText((source) => read(source, grammars), { most: 5000, longest: 600 }),
  );
  return (source, grammars) => readers(grammars)(source);
}
