import { access, constants } from "node:fs/promises";
import { join } from "node:path";

import { shownShort } from "../model/shown.ts";

/** How shells, `env`, `prlimit` and Node say that there is no such program. */
const SAYINGS = [
  /(?:^|\n)[^\n]*?: (?:line \d+: )?([^\s:]+): (?:command )?not found/,
  /failed to execute ([^\s:]+): No such file/,
  /env: ['‘]([^'’]+)['’]: No such file/,
  /spawn (\S+) ENOENT/,
];

/**
 * Why a program could not be run inside, by what was said; nothing where that was not the matter. `sees`: is a path of the machine seen inside?
 */
export async function missingProgramWords(
  said: string,
  path: string,
  sees: (path: string) => boolean,
): Promise<string | undefined> {
  const name = SAYINGS.map((saying) => saying.exec(said)?.[1]).find((found) => found !== undefined);
  if (name === undefined) return undefined;
  const program = shownShort(name, 100);
  const file = name.startsWith("/") ? name : await find(name, path);
  if (file === undefined) return `\`${program}\` is not installed on this machine either`;
  if (sees(file)) return undefined;
  return `\`${shownShort(file, 200)}\` is on this machine, but not seen inside: of the machine only /usr and folders of programs on PATH are`;
}

async function find(name: string, path: string): Promise<string | undefined> {
  for (const folder of path.split(":")) {
    if (!folder.startsWith("/")) continue;
    const file = join(folder, name);
    if (
      await access(file, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return file;
  }
  return undefined;
}
