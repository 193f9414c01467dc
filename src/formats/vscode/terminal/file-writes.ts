import type { Shell } from "./key.ts";

/** What `chat.tools.terminal.blockDetectedFileWrites` can be. */
export type BlockedWrites = "never" | "outsideWorkspace" | "all";

/** Where a line runs. Absolute paths. */
export interface WriteGround {
  readonly shell: Shell;
  readonly cwd: string | undefined;
  readonly workspace: string | undefined;
}

/**
 * Why what a line writes keeps it from being approved; `undefined` where it does not. `targets`: of redirections and of `sed -i`, as written.
 *
 * Source: microsoft/vscode, `commandLineFileWriteAnalyzer.ts` at 06dc23c5 and its tests at 0558c520 (MIT).
 */
export function writeObstacle(
  targets: readonly string[],
  blocked: BlockedWrites,
  ground: WriteGround,
): string | undefined {
  if (targets.length === 0 || blocked === "never") return undefined;
  if (blocked === "all")
    return "`chat.tools.terminal.blockDetectedFileWrites` is `all`, and the line writes to a file";
  const sink = ground.shell === "powershell" ? "$null" : "/dev/null";
  for (const target of targets) {
    if (target === sink) continue;
    if (ground.workspace === undefined) return "the line writes to a file, and no folder is open";
    const path = literalPath(target);
    if (path === undefined)
      return `nobody knows to which file \`${target.slice(0, 60)}\` writes before it runs`;
    const absolute = path.startsWith("/") ? path : ground.cwd && `${ground.cwd}/${path}`;
    if (absolute === undefined || !isBelow(normal(absolute), normal(ground.workspace)))
      return `the line writes to \`${target.slice(0, 60)}\`, outside of the workspace`;
  }
  return undefined;
}

/** The path that a word is; `undefined` where the shell would still expand something in it. */
function literalPath(word: string): string | undefined {
  let path = "";
  for (const [, single, double, escaped, plain] of word.matchAll(
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)|(.)/gs,
  )) {
    if (double !== undefined && /(?<!\\)[$`!]/.test(double)) return undefined;
    if (plain !== undefined && /[$(){}`~*?[\]!]/.test(plain)) return undefined;
    path += single ?? double?.replace(/\\([$`"\\!])/g, "$1") ?? escaped ?? plain ?? "";
  }
  return path.includes("%") ? undefined : path;
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === "/" ? "/" : `${folder}/`);
}

function normal(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return `/${segments.join("/")}`;
}
