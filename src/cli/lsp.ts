import { Refusal } from "./refusal.ts";

/** `ambit lsp`: the language server on standard input and output. */
export async function lsp(args: readonly string[]): Promise<number> {
  if (args.length !== 1 || args[0] !== "--stdio")
    throw new Refusal("the server needs `--stdio`", 2);
  const { serveStdio } = await import("../server/node/stdio.ts");
  return serveStdio();
}
