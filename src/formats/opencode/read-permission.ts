import type { Decision } from "../../model/call.ts";
import type { Json } from "../../model/json.ts";
import { isObject } from "../../model/json.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { shownShort } from "../../model/shown.ts";
import { clauseOf } from "./clause-of.ts";
import type { Leaf, PermissionMap } from "./permission-map.ts";

/** What an entry belongs to. */
export interface Owner {
  readonly file: string;
  readonly servers: readonly string[];
}

/** Says what opencode would refuse. The message has no final stop. */
export type Refuse = (at: SymbolicPath, message: string) => void;

/**
 * Reads a `permission`: one action, or actions by key, or by key and pattern. What opencode refuses is refused, and left out. Source: the V1 schema
 * (`packages/core/src/v1/config/permission.ts` of anomalyco/opencode); recorded from 1.18.33.
 */
export function readPermission(
  value: Json,
  at: SymbolicPath,
  owner: Owner,
  refuse: Refuse,
): PermissionMap {
  const leaf = (
    permission: string,
    pattern: string,
    action: Decision,
    place: SymbolicPath,
  ): Leaf => ({
    action,
    clause: clauseOf({ ...owner, at: place, permission, pattern, action }),
  });
  const map = new Map<string, Leaf | ReadonlyMap<string, Leaf>>();
  if (isAction(value)) return map.set("*", leaf("*", "*", value, at));
  if (!isObject(value)) {
    refuse(at, wrong("the permission", "an action, or a map of actions"));
    return map;
  }
  for (const [key, rule] of Object.entries(value)) {
    const place = [...at, key];
    if (isAction(rule)) map.set(key, leaf(key, "*", rule, place));
    else if (!isObject(rule))
      refuse(place, wrong(`\`${shownShort(key, 60)}\``, "an action, or a map of patterns"));
    else if (ACTIONS_ONLY.has(key)) {
      const name = `\`${key}\``;
      refuse(
        place,
        `${name} takes an action only, and no map of patterns: write one of ${ACTION_NAMES}`,
      );
    } else {
      const patterns = new Map<string, Leaf>();
      for (const [pattern, action] of Object.entries(rule)) {
        if (isAction(action))
          patterns.set(pattern, leaf(key, pattern, action, [...place, pattern]));
        else refuse([...place, pattern], wrong(`\`${shownShort(pattern, 60)}\``, "an action"));
      }
      map.set(key, patterns);
    }
  }
  return map;
}

/** The keys of tools that the deprecated `tools` maps to the permission to edit. */
const EDIT_TOOLS: ReadonlySet<string> = new Set(["write", "edit", "patch", "multiedit"]);

/** Reads the deprecated `tools`: `true` allows, `false` denies; what writes files is `edit`. */
export function readTools(
  value: Json,
  at: SymbolicPath,
  owner: Owner,
  refuse: Refuse,
): PermissionMap {
  const map = new Map<string, Leaf>();
  if (!isObject(value)) {
    refuse(at, wrong("`tools`", "a map of booleans"));
    return map;
  }
  for (const [tool, on] of Object.entries(value)) {
    if (typeof on !== "boolean") {
      refuse(
        [...at, tool],
        wrong(`\`${shownShort(tool, 60)}\``, "a boolean here, in the deprecated `tools`"),
      );
      continue;
    }
    const permission = EDIT_TOOLS.has(tool) ? "edit" : tool;
    const action = on ? "allow" : "deny";
    const clause = clauseOf({ ...owner, at: [...at, tool], permission, pattern: "*", action });
    map.set(permission, { action, clause });
  }
  return map;
}

/** Keys under which a map makes the whole configuration invalid. */
export const ACTIONS_ONLY: ReadonlySet<string> = new Set([
  ...["webfetch", "websearch", "todowrite", "question", "doom_loop"],
]);

/** The names of permissions. Source: the V1 schema, as above. */
export const PERMISSION_NAMES: readonly string[] = [
  ...["read", "edit", "bash", "glob", "grep", "list", "task", "skill", "lsp", "external_directory"],
  ...ACTIONS_ONLY,
];

const ACTION_NAMES = "`allow`, `ask` and `deny`";

function wrong(what: string, wanted: string): string {
  const actions = wanted.includes("boolean") ? "`true` or `false`" : ACTION_NAMES;
  return `${what} has to be ${wanted}: ${actions}`;
}

function isAction(value: Json | undefined): value is Decision {
  return value === "allow" || value === "ask" || value === "deny";
}
