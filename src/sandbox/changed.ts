import type { Changes } from "./throw-away.ts";

/** What happened to the files of a workspace. Paths are from its folder; those of folders end in `/`. */
export interface FileEffects {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly deleted: readonly string[];
}

/** What happened between two looks at a throw-away workspace. */
export function changedBetween(before: Changes, after: Changes): FileEffects {
  const effects = { created: [] as string[], changed: [] as string[], deleted: [] as string[] };
  const paths = new Set([...before.entries.keys(), ...after.entries.keys()]);
  for (const path of [...paths].toSorted()) {
    const [was, is] = [before.entries.get(path), after.entries.get(path)];
    if (was?.state === is?.state && was?.stamp === is?.stamp) continue;
    const wasThere = was === undefined ? is?.state !== "created" : was.state !== "deleted";
    const isThere = is === undefined ? was?.state !== "created" : is.state !== "deleted";
    if (wasThere && isThere) effects.changed.push(path);
    else if (isThere) effects.created.push(path);
    else if (wasThere) effects.deleted.push(path);
  }
  return effects;
}
