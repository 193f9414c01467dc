import { kindOfPath } from "../host/files.ts";
import { shown } from "../model/shown.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { kindOf } from "../workspace/inspection.ts";
import { fromCommandLine } from "./given-path.ts";
import { Refusal } from "./refusal.ts";

/** What could not be read or written: told at once, and the rest is checked all the same. */
export class Unread {
  count = 0;

  add(path: string, why: string): void {
    this.complain(`\`${shown(path)}\` cannot be read`, why);
  }

  complain(what: string, why: string): void {
    this.count++;
    process.stderr.write(`ambit: ${what}: ${shown(why)}\n`);
  }
}

/** The documents by absolute path, each with the words to name it by: the named files, and below folders those that are `wanted`. */
export async function documentsUnder(
  workspace: Workspace,
  paths: readonly string[],
  unread: Unread,
  wanted: (path: string) => boolean = () => true,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const given of paths) {
    const path = fromCommandLine(given);
    const kind = await kindOfPath(path);
    if (kind === undefined) throw new Refusal(`there is no \`${given}\``, 3);
    if (kind === "file") {
      if (!/\.ya?ml$/.test(path) && kindOf(path) !== "agent")
        throw new Refusal(
          `\`${given}\` is no policy, scenario or test suite, which are \`.yaml\` files, and no permission file of an agent that Ambit knows`,
          3,
        );
      found.set(path, given);
      continue;
    }
    const below = await workspace.documents(path, (folder, why) => unread.add(folder, why));
    for (const file of below.filter(wanted)) found.set(file, file);
  }
  return found;
}
