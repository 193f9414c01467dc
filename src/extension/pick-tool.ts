import * as vscode from "vscode";
import type { RecentCall } from "./recent-calls.ts";
import { BUILT_IN_TOOLS, catalogTools } from "./tools.ts";
import type { Tool } from "./tools.ts";
import { visibleText } from "./visible-text.ts";

/** What was picked: a tool, whose arguments are still to be asked for, or a call of before. */
export type Picked = { readonly tool: Tool } | { readonly call: RecentCall };

/** Asks for a tool, or for one of the last calls. */
export async function pickTool(recent: readonly RecentCall[]): Promise<Picked | undefined> {
  const tools = [...BUILT_IN_TOOLS, ...(await toolsOfCatalogs())];
  const items: (vscode.QuickPickItem & { readonly choice?: Picked })[] = [
    ...tools.map((tool) => ({
      label: visibleText(tool.name, 100),
      description: visibleText(tool.description, 200),
      choice: { tool },
    })),
    ...(recent.length === 0 ? [] : [SEPARATOR]),
    ...recent.map((call) => ({
      label: visibleText(call.tool, 100),
      description: visibleText(JSON.stringify(call.args), 200),
      choice: { call },
    })),
  ];
  const item = await vscode.window.showQuickPick(items, {
    title: "Simulate Tool Call",
    placeHolder: "Which tool? Nothing is executed",
    matchOnDescription: true,
  });
  return item?.choice;
}

const SEPARATOR = { label: "the last calls", kind: vscode.QuickPickItemKind.Separator };

async function toolsOfCatalogs(): Promise<readonly Tool[]> {
  const files = await vscode.workspace.findFiles(
    "**/.ambit/tools/*.json",
    "**/node_modules/**",
    50,
  );
  const read = files.map(async (file) => {
    const server = file.path.replace(/^.*\//, "").replace(/\.json$/, "");
    const bytes = await vscode.workspace.fs.readFile(file);
    return catalogTools(server, new TextDecoder().decode(bytes));
  });
  // A file may go while the others are read.
  const settled = await Promise.allSettled(read);
  const tools = settled.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  return tools.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
