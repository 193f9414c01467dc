import { realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { StdioLaunch } from "../model/launch.ts";
import type { Seen } from "./profile.ts";
import { isOpenToAll, isWithin } from "./tool-folders.ts";

/** What a server needs besides the profile. */
export interface ServerNeeds {
  /** Of the machine, read-only. */
  readonly visible: readonly Seen[];
  readonly env: ReadonlyMap<string, string>;
}

/** Where a server is looked at. */
export interface NeedsQuery {
  readonly workspace: string;
  readonly home: string;
  readonly reader: "person" | "anybody";
  /** Is a path seen inside anyway? */
  sees(path: string): boolean;
}

/** The marks of a folder that holds a program with all its parts. */
const MARKS = ["package.json", "pyvenv.cfg", "pyproject.toml"];

/**
 * What the words that start a server name outside of what is seen inside: of each file the folder of its package, never the home or a
 * folder that holds it. `npx` and `uvx` get what they have installed or fetched before, and are told that there is no network.
 */
export async function needsOf(launch: StdioLaunch, query: NeedsQuery): Promise<ServerNeeds> {
  const visible = new Map<string, Seen>();
  for (const word of [launch.command, ...launch.args]) {
    const real = word.startsWith("/") ? await realpath(word).catch(() => undefined) : undefined;
    const tree = real === undefined ? undefined : await treeOf(real, query);
    if (real === undefined || tree === undefined) continue;
    // Under the name that the word has for it, too, where links lead there.
    const rest = real.slice(tree.length);
    const named = word.endsWith(rest) ? word.slice(0, word.length - rest.length) : tree;
    for (const at of [tree, named]) if (isAllowed(at, query)) visible.set(at, { from: tree, at });
  }
  const [program] = launch.command.split("/").slice(-1);
  const caches = program === undefined ? undefined : CACHES.get(program);
  for (const name of caches?.folders ?? []) {
    const folder = join(query.home, name);
    if (await isFolder(folder)) visible.set(folder, { from: folder, at: folder });
  }
  return { visible: [...visible.values()], env: new Map([...(caches?.env ?? []), ...launch.env]) };
}

/** Programs that start what they fetch: where from the home they keep it, and what tells them to fetch nothing. */
const CACHES: ReadonlyMap<
  string,
  { readonly folders: readonly string[]; readonly env: ReadonlyMap<string, string> }
> = new Map([
  [
    "npx",
    {
      folders: [".npm/_npx"],
      env: new Map([
        ["npm_config_offline", "true"],
        ["npm_config_update_notifier", "false"],
        ["npm_config_logs_max", "0"],
      ]),
    },
  ],
  [
    "uvx",
    {
      folders: [".cache/uv", ".local/share/uv"],
      env: new Map([["UV_OFFLINE", "1"]]),
    },
  ],
]);

async function treeOf(path: string, query: NeedsQuery): Promise<string | undefined> {
  if (isWithin(path, query.workspace) || query.sees(path)) return undefined;
  const folder = await packageOf(path);
  if (!isAllowed(folder, query)) return undefined;
  if (query.reader === "anybody" && !(await isOpenToAll(folder))) return undefined;
  return folder;
}

function isAllowed(folder: string, { home, workspace }: NeedsQuery): boolean {
  const isSystem = folder === "/" || SYSTEM.test(folder);
  return !isSystem && !isWithin(home, folder) && !isWithin(workspace, folder);
}

/** Nothing of these becomes visible, whatever a server is started with; of `/tmp` and `/var/tmp` only a package of its own. */
const SYSTEM = /^\/(etc|proc|sys|dev|run|boot)(\/|$)|^\/var(\/(?!tmp\/)|$)|^\/tmp$/;

/** The outermost folder of packages that a file lies in, or its own package, or its folder. */
async function packageOf(path: string): Promise<string> {
  const modules = path.indexOf("/node_modules/");
  if (modules >= 0) return path.slice(0, modules + "/node_modules".length);
  const own = (await isFolder(path)) ? path : dirname(path);
  for (let at = own; at !== "/"; at = dirname(at))
    for (const mark of MARKS)
      if ((await stat(join(at, mark)).catch(() => undefined)) !== undefined) return at;
  return own;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}
