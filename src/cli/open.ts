import { homedir } from "node:os";

import { diskFiles, kindOfPath, slashed } from "../host/files.ts";
import { compileQuickly, loadGrammars } from "../host/grammars.ts";
import { diskResolver } from "../host/resolver.ts";
import { USUAL_AGENT } from "../workspace/agent-files.ts";
import type { AgentOptions } from "../workspace/agent-files.ts";
import type { Files, Ports } from "../workspace/ports.ts";
import { Workspace } from "../workspace/workspace.ts";
import type { LoadedPolicy } from "../workspace/workspace.ts";
import { fromCommandLine } from "./given-path.ts";
import { Refusal } from "./refusal.ts";

/** The workspace on this machine's disk. */
export async function openWorkspace(): Promise<Workspace> {
  return new Workspace(await openPorts());
}

/** What a workspace needs of this machine; `files` stand in place of those of the disk. */
export async function openPorts(files: Files = diskFiles): Promise<Ports> {
  compileQuickly();
  return {
    files,
    grammars: await loadGrammars(),
    resolver: diskResolver(),
    home: slashed(homedir()),
    now: () => new Date().toISOString(),
  };
}

/** Loads the policies of `--policy` as one; throws a `Refusal` for a file that cannot be read. */
export async function openPolicy(
  workspace: Workspace,
  paths: readonly string[],
  options: AgentOptions = USUAL_AGENT,
): Promise<LoadedPolicy> {
  for (const path of paths) {
    const file = await diskFiles.read(fromCommandLine(path));
    if ("text" in file) continue;
    const why = "missing" in file ? "there is no such file" : file.unreadable;
    throw new Refusal(`the policy \`${path}\` cannot be read: ${why}`, 3);
  }
  const loaded = await workspace.policy(paths.map(fromCommandLine), options);
  if ("engine" in loaded) return loaded;
  const why = "unreadable" in loaded ? `: ${loaded.unreadable}` : "";
  throw new Refusal(`the policy \`${paths.join("`, `")}\` cannot be read${why}`, 3);
}

/** The folder of `--folder`; throws a `Refusal` where there is none. */
export async function folderOption(given: string | undefined): Promise<string | undefined> {
  if (given === undefined) return undefined;
  const folder = fromCommandLine(given);
  if ((await kindOfPath(folder)) === "folder") return folder;
  throw new Refusal(`there is no folder \`${given}\``, 3);
}
