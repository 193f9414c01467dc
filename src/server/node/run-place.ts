import { diskFiles } from "../../host/files.ts";
import { failed } from "../../model/problem.ts";
import type { Outcome } from "../../model/problem.ts";
import { shown } from "../../model/shown.ts";
import { isInside } from "../../workspace/paths.ts";
import type { LoadedPolicy } from "../../workspace/workspace.ts";
import type { ServerGround } from "../server.ts";
import { isVirtual } from "../uris.ts";

/** What is said beside each reason why nothing is run. */
export const STILL = "The calls are decided all the same";

/** Why nothing is run in a workspace that is not trusted. */
export const NOT_TRUSTED = `the workspace is not trusted, and a run carries out what its files say; trust the workspace to run them. ${STILL}`;

/** The folder that is copied: that of the policy, where it is one of those that are open, or in one. */
export async function rootToRun(
  policy: LoadedPolicy,
  { folders }: ServerGround,
): Promise<string | { readonly problem: string }> {
  if (isVirtual(policy.root))
    return { problem: `the workspace is on no disk of this machine. ${STILL}` };
  const root = await diskFiles.real(policy.root);
  const open = await Promise.all(folders().map((folder) => diskFiles.real(folder)));
  if (open.some((folder) => isInside(root, folder))) return root;
  return {
    problem: `the policy belongs to the workspace ${shown(root)}, which is not open; open that folder, or use \`ambit simulate --run\``,
  };
}

/** Where programs are looked for, and the Node that runs our tools. */
export interface RunPlace {
  readonly path: string;
  readonly node: string;
}

/** Finds what a run needs besides the sandbox. The error is for people. */
export async function placeOfRun(root: string): Promise<Outcome<RunPlace>> {
  const { findNode } = await import("../../sandbox/find-node.ts");
  const path = process.env["PATH"] ?? "";
  // An editor's own program is no Node that could run inside.
  const own = "electron" in process.versions ? undefined : process.execPath;
  const node = await findNode({ path, workspace: root, own });
  return failed(node) ? node : { value: { path, node: node.value } };
}
