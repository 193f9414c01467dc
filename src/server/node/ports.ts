import { homedir } from "node:os";
import { installedVersion } from "../../host/agent-version.ts";
import { diskFiles, slashed } from "../../host/files.ts";
import { compileQuickly, loadGrammars } from "../../host/grammars.ts";
import { diskResolver } from "../../host/resolver.ts";
import type { PathResolver } from "../../model/resolver.ts";
import type { Ports } from "../../workspace/ports.ts";

/** This machine, as a server that runs for long sees it. */
export async function machinePorts(): Promise<Ports> {
  compileQuickly();
  return {
    files: diskFiles,
    grammars: await loadGrammars(),
    resolver: passingResolver(),
    home: slashed(homedir()),
    installed: installedVersion,
    now: () => new Date().toISOString(),
  };
}

/** What was seen of the disk counts for the work at hand, which runs to its end without a break, and no longer. */
function passingResolver(): PathResolver {
  let current: PathResolver | undefined;
  const resolver = (): PathResolver => {
    if (current === undefined) {
      current = diskResolver();
      setImmediate(() => (current = undefined));
    }
    return current;
  };
  return {
    real: (path) => resolver().real(path),
    holds: (tree, matches) => resolver().holds(tree, matches),
    kind: (path) => resolver().kind?.(path),
  };
}
