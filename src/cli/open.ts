import { homedir } from "node:os";
import { resolve } from "node:path";

import { diskFiles, slashed } from "../host/files.ts";
import { loadGrammars } from "../host/grammars.ts";
import { diskResolver } from "../host/resolver.ts";
import type { Ports } from "../workspace/ports.ts";
import { Workspace } from "../workspace/workspace.ts";
import type { LoadedPolicy } from "../workspace/workspace.ts";
import { Refusal } from "./refusal.ts";

/** The workspace on this machine's disk. */
export async function openWorkspace(): Promise<Workspace> {
  const ports: Ports = {
    files: diskFiles,
    grammars: await loadGrammars(),
    resolver: diskResolver(),
    home: slashed(homedir()),
    now: () => new Date().toISOString(),
  };
  return new Workspace(ports);
}

/** The absolute form of a path of the command line. */
export function fromCommandLine(path: string): string {
  return slashed(resolve(path));
}

/** Loads the policies of `--policy` as one; throws a `Refusal` for a file that cannot be read. */
export async function openPolicy(
  workspace: Workspace,
  paths: readonly string[],
): Promise<LoadedPolicy> {
  const loaded = await workspace.policy(paths.map(fromCommandLine));
  if ("engine" in loaded) return loaded;
  const why = "missing" in loaded ? "there is no such file" : loaded.unreadable;
  throw new Refusal(`the policy \`${paths.join("`, `")}\` cannot be read: ${why}`, 3);
}
