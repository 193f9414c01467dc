import { TextDocument } from "vscode-languageserver-textdocument";
import type { CompletionItem, TextEdit } from "vscode-languageserver-types";
import { loadGrammars } from "../../src/host/grammars.ts";
import { completeAgentFile } from "../../src/language/agents/completion.ts";
import { filled } from "../../src/language/completion/offer.ts";
import { Workspace } from "../../src/workspace/workspace.ts";
import { Disk } from "../server/disk.ts";

const grammars = await loadGrammars();
const TOOLS = `{ "ambit-tools": 1, "server": "github", "tools": [{ "name": "merge", "inputSchema": {} }] }\n`;
const SHOP = {
  "/shop/.git/HEAD": "",
  "/shop/package.json": '{ "scripts": { "build": "tsc", "test": "vitest", "a b": "" } }',
  "/shop/.mcp.json": '{ "mcpServers": { "docs": { "command": "x" } } }',
  "/shop/.ambit/tools/github.json": TOOLS,
  "/shop/.claude/agents/reviewer.md": "",
  "/shop/src/a.ts": "",
  "/shop/src/lib/b.ts": "",
  "/shop/web/c.ts": "",
};

/** What is offered at `$0` in a file of a small workspace, by its text. */
async function offered(
  path: string,
  marked: string,
  language?: string,
): Promise<ReadonlyMap<string, CompletionItem>> {
  const offset = marked.indexOf("$0");
  const text = marked.replace("$0", "");
  const files = new Disk({ ...SHOP, [path]: text });
  const now = (): string => "2026-11-01T00:00:00Z";
  const workspace = new Workspace({ files, grammars, home: "/home/dev", now });
  const items = await completeAgentFile(workspace, { path, language }, offset, true);
  return new Map(items.map((item) => [item.label, item]));
}

/** The labels of what is offered. */
export async function labels(
  path: string,
  marked: string,
  language?: string,
): Promise<readonly string[]> {
  return [...(await offered(path, marked, language)).keys()];
}

/** What the text is after the offer is taken. */
export async function taken(path: string, marked: string, label: string): Promise<string> {
  const item = (await offered(path, marked)).get(label);
  if (item === undefined) throw new Error(`${label} is not offered`);
  const document = TextDocument.create(path, "json", 1, marked.replace("$0", ""));
  const edit = item.textEdit as TextEdit;
  return TextDocument.applyEdits(document, [{ ...edit, newText: filled(edit.newText) }]);
}
