import type { ToolPattern } from "../../model/tool-pattern.ts";
import { toGlob } from "../../model/glob.ts";

/** What VS Code's own tools do, in Ambit's names. */
export type BuiltIn = "shell" | "file.read" | "file.write" | "web.fetch" | "agent.run";

/**
 * VS Code's tools by all names that they have or had: in lists of tools (`execute/runInTerminal`), for the model (`run_in_terminal`), and as
 * tool sets (`execute`).
 *
 * Source: VS Code documentation, "Tools and context reference" (2026-09-20), and names in public agent files.
 */
const ACTS: readonly (readonly [act: BuiltIn, names: string])[] = [
  [
    "shell",
    "execute execute/runInTerminal runInTerminal run_in_terminal runCommands runCommands/runInTerminal execute/createAndRunTask " +
      "createAndRunTask create_and_run_task execute/runTask runTask run_task runTasks runTasks/runTask runTasks/createAndRunTask shell",
  ],
  [
    "file.write",
    "edit edit/editFiles editFiles edit/createFile createFile create_file edit/createDirectory createDirectory create_directory " +
      "edit/editNotebook editNotebook edit_notebook_file insert_edit_into_file replace_string_in_file multi_replace_string_in_file apply_patch edit_file",
  ],
  [
    "file.read",
    "read read/readFile readFile read_file search search/codebase codebase search/fileSearch fileSearch file_search search/textSearch " +
      "textSearch grep_search search/listDirectory listDirectory list_dir search/usages usages read/problems problems",
  ],
  ["web.fetch", "web web/fetch fetch fetch_webpage openSimpleBrowser"],
  ["agent.run", "agent agent/runSubagent runSubagent"],
];

const BY_NAME: ReadonlyMap<string, BuiltIn> = new Map(
  ACTS.flatMap(([act, names]) => names.split(" ").map((name) => [name, act] as const)),
);

/** What the tool of this name does; `undefined` for those of servers and extensions, and for those that do nothing of the kind. */
export function builtInOf(name: string): BuiltIn | undefined {
  return BY_NAME.get(name);
}

/** The names in lists of tools that begin with a tool set, by which a misspelt one is told from that of a server. */
export const QUALIFIED_TOOLS: readonly string[] = [
  ...[...BY_NAME.keys()].filter((name) => name.includes("/")),
  ..."read/getNotebookSummary read/readNotebookCellOutput read/terminalLastCommand read/terminalSelection execute/runNotebookCell".split(
    " ",
  ),
  ..."execute/getTerminalOutput execute/testFailure execute/awaitTerminal execute/killTerminal execute/runTests search/changes".split(
    " ",
  ),
  ..."search/searchResults search/searchSubagent web/githubRepo web/githubTextSearch vscode/askQuestions vscode/extensions".split(
    " ",
  ),
  ..."vscode/getProjectSetupInfo vscode/installExtension vscode/newWorkspace vscode/runCommand vscode/VSCodeAPI vscode/vscodeAPI".split(
    " ",
  ),
  ..."vscode/memory vscode/openSimpleBrowser vscode/resolveMemoryFileUri vscode/switchAgent vscode/toolSearch vscode/reviewPlan".split(
    " ",
  ),
  ..."browser/openBrowserPage browser/readPage browser/screenshotPage browser/navigatePage browser/clickElement".split(
    " ",
  ),
];

/** The tools that a name in a list of tools stands for, in Ambit's words. */
export function toolPatternsOf(name: string): readonly ToolPattern[] {
  if (name === "*") return [{ kind: "any", source: name }];
  const act = builtInOf(name);
  if (act !== undefined) return [{ kind: "exact", source: name, tool: act }];
  const slash = name.lastIndexOf("/");
  const [server, tool] = [name.slice(0, slash), name.slice(slash + 1)];
  const isQualified = QUALIFIED_TOOLS.includes(name);
  if (slash > 0 && tool !== "" && !isQualified) {
    // A server may be named by its publisher too, as in `microsoft/playwright-mcp/*`; Ambit's names have no further slash.
    const plain = server.slice(server.lastIndexOf("/") + 1);
    return tool.includes("*")
      ? [{ kind: "mcp", source: name, server: [plain], tool: toGlob(tool) }]
      : [{ kind: "exact", source: name, tool: `mcp:${plain}/${tool}` }];
  }
  return [{ kind: "exact", source: name, tool: `tool:${name}` }];
}
