import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as vscode from "vscode";
import { extensionFolder } from "./support.ts";

/** A stretch of a line, and its scopes from the outermost. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

interface Grammar {
  tokenizeLine(
    line: string,
    state: unknown,
  ): {
    readonly tokens: readonly {
      readonly startIndex: number;
      readonly endIndex: number;
      readonly scopes: readonly string[];
    }[];
    readonly ruleStack: unknown;
  };
}

interface Contributes {
  readonly grammars?: readonly {
    readonly scopeName: string;
    readonly language?: string;
    readonly path: string;
  }[];
}

/** The tokens of a text, by the editor's own tokenizer and the grammars that are contributed to it. */
export async function tokensOf(text: string, language: string): Promise<readonly Token[]> {
  const grammars = contributedGrammars();
  const scope = [...grammars].find(([, one]) => one.language === language)?.[0] ?? "";
  const grammar = await load(scope, grammars);
  let state: unknown = null;
  return text.split("\n").flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes,
    }));
  });
}

type Grammars = ReadonlyMap<string, { readonly file: string; readonly language?: string }>;

function contributedGrammars(): Grammars {
  const all = vscode.extensions.all.flatMap(({ packageJSON, extensionPath }) => {
    const { contributes } = packageJSON as { contributes?: Contributes };
    return (contributes?.grammars ?? []).map(
      ({ scopeName, path: file, ...rest }) =>
        [scopeName, { file: path.join(extensionPath, file), ...rest }] as const,
    );
  });
  return new Map(all.filter(([, { file }]) => existsSync(file)).reverse());
}

async function load(scope: string, grammars: Grammars): Promise<Grammar> {
  const folder = ["node_modules", "node_modules.asar"]
    .map((name) => path.join(vscode.env.appRoot, name))
    .find((one) => existsSync(path.join(one, "vscode-textmate", "package.json")));
  const require = createRequire(path.join(extensionFolder(), "package.json"));
  const textmate = require(path.join(folder ?? "", "vscode-textmate"));
  const oniguruma = require(path.join(folder ?? "", "vscode-oniguruma"));
  const wasm = readFileSync(path.join(folder ?? "", "vscode-oniguruma", "release", "onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (name: string) => {
      const file = grammars.get(name)?.file;
      return file === undefined ? null : textmate.parseRawGrammar(readFileSync(file, "utf8"), file);
    },
  });
  return registry.loadGrammar(scope);
}
