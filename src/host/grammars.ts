import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type * as TreeSitter from "@vscode/tree-sitter-wasm";
import type { ShellGrammars } from "../model/syntax.ts";

/**
 * Loads the shell grammars from a folder with `tree-sitter.wasm`, `tree-sitter.js` and one wasm file a language; without one, from the
 * installed package. Each dialect has one parser, which is used again.
 */
export async function loadGrammars(folder: string = installedFolder()): Promise<ShellGrammars> {
  const { Parser, Language } = createRequire(pathToFileURL(join(folder, "grammars.js")))(
    join(folder, "tree-sitter.js"),
  ) as typeof TreeSitter;
  await Parser.init({ locateFile: (file: string) => join(folder, file) });
  const load = async (name: string): Promise<TreeSitter.Parser> =>
    new Parser().setLanguage(await Language.load(join(folder, `tree-sitter-${name}.wasm`)));
  const parsers = { bash: await load("bash"), powershell: await load("powershell") };
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

function installedFolder(): string {
  return dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm"));
}
