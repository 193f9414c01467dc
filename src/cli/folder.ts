import { diskFiles } from "../host/files.ts";
import { workspaceOf } from "../workspace/root.ts";
import { fromCommandLine } from "./given-path.ts";
import { Refusal } from "./refusal.ts";

/** The workspace folder that `--folder` names, or that the current folder lies in. */
export async function rootFolder(given: string | undefined): Promise<string> {
  const folder =
    given === undefined
      ? await workspaceOf(fromCommandLine("."), { files: diskFiles })
      : fromCommandLine(given);
  if (await diskFiles.exists(folder)) return diskFiles.real(folder);
  throw new Refusal(`there is no folder \`${folder}\``, 3);
}
