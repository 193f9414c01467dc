import type { Connection } from "vscode-languageserver";
import { knownTools } from "../language/tool-docs.ts";
import { pathsFrom, toolForms } from "../language/tool-forms.ts";
import { PATHS, TOOL_FORMS } from "../protocol/call-form.ts";
import type { PathsParams, ToolForm, ToolFormsParams } from "../protocol/call-form.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Fence } from "./fence.ts";
import { pathOf } from "./uris.ts";

/** Answers what the form of a call asks for: tools with their arguments, and paths. */
export function serveCallForms(connection: Connection, workspace: Workspace, fence: Fence): void {
  connection.onRequest(
    TOOL_FORMS,
    async ({ policy }: ToolFormsParams): Promise<readonly ToolForm[]> =>
      (await fence("the tools of a form", async () =>
        toolForms(await knownTools(await workspace.surroundings(pathOf(policy)))),
      )) ?? [],
  );
  connection.onRequest(
    PATHS,
    async ({ policy, text }: PathsParams): Promise<readonly string[]> =>
      (await fence("the paths of a form", async () =>
        pathsFrom(await workspace.surroundings(pathOf(policy)), text),
      )) ?? [],
  );
}
