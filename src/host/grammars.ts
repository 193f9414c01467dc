import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import type * as TreeSitter from "@vscode/tree-sitter-wasm";
import type { ShellGrammars } from "../model/syntax.ts";

const require = createRequire(import.meta.url);

/**
 * Has V8 compile the shell grammars as they are needed, and simply, from now on. Its optimising compiler would work on them for seconds
 * and take up to 2 GB for that (Node 24), which neither a command that parses a few lines nor a server ever gets back.
 */
export function compileQuickly(): void {
  for (const flag of [...SIMPLY, "--wasm-lazy-compilation"]) setFlagsFromString(flag);
  quickly = true;
}

/** `--liftoff-only` holds for Node 20; given while V8 runs, newer ones (Node 24) want what it stands for as well. */
const SIMPLY = ["--liftoff-only", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering"];

/** The same, taken back. */
const AS_USUAL = ["--no-liftoff-only", "--wasm-tier-up", "--wasm-dynamic-tiering"];

/** V8 does not tell its flags. */
let quickly = false;

/**
 * Loads the shell grammars: those that were built beside this program, else those of the development dependency. Each dialect has one
 * parser, which is used again.
 */
export async function loadGrammars(): Promise<ShellGrammars> {
  const program = programFile();
  const { Parser, Language } = require(program) as typeof TreeSitter;
  const wasm = (file: string): string => join(dirname(program), file);
  await Parser.init({ locateFile: wasm });
  const load = async (name: string): Promise<TreeSitter.Parser> =>
    new Parser().setLanguage(await Language.load(wasm(`tree-sitter-${name}.wasm`)));
  const parsers = {
    bash: await load("bash"),
    powershell: await untuned(() => load("powershell")),
  };
  return {
    parse: (dialect, source) => {
      const tree = parsers[dialect].parse(source);
      if (tree === null) throw new Error("the grammar gave no tree");
      return {
        root: tree.rootNode,
        release: () => {
          tree.delete();
        },
      };
    },
  };
}

/**
 * Loads WebAssembly that V8 will not compile a second time for speed. The lexer of PowerShell is one function of such a size that this
 * takes ten seconds of a core, which a process waits for when it ends, and makes it no faster.
 */
async function untuned<T>(load: () => Promise<T>): Promise<T> {
  for (const flag of SIMPLY) setFlagsFromString(flag);
  try {
    return await load();
  } finally {
    if (!quickly) for (const flag of AS_USUAL) setFlagsFromString(flag);
  }
}

/** What runs the grammars stands in their folder. */
function programFile(): string {
  const built = join(dirname(fileURLToPath(import.meta.url)), "grammars/tree-sitter.cjs");
  return existsSync(built) ? built : require.resolve("@vscode/tree-sitter-wasm");
}
