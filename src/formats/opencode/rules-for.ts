import { builtInRules, closingRules } from "./built-in.ts";
import type { OpencodeFile } from "./file.ts";
import { mergedMaps, rulesOf } from "./permission-map.ts";
import type { PermissionMap } from "./permission-map.ts";
import type { OpencodeRule } from "./rule.ts";

/**
 * The list of an agent: what is built in, then what the files set for all, then for it. Source: `packages/opencode/src/agent/agent.ts` of anomalyco/opencode;
 * recorded from 1.18.33.
 */
export function rulesFor(
  files: readonly OpencodeFile[],
  agent: string,
  home: string | undefined,
): readonly OpencodeRule[] {
  const ranked = files.toSorted((a, b) => compare(rankOf(a), rankOf(b)));
  const merged = (pick: (file: OpencodeFile) => PermissionMap | undefined): PermissionMap =>
    ranked.reduce<PermissionMap>((before, file) => mergedMaps(before, pick(file) ?? NONE), NONE);
  // The deprecated map of tools stands before the permissions, key by key.
  const all = mergedMaps(
    merged(({ tools }) => tools),
    merged(({ permission }) => permission),
  );
  const own = merged(({ agents }) => agents.get(agent)?.permission);
  return [
    ...builtInRules(agent, home),
    ...rulesOf(all, home),
    ...rulesOf(own, home),
    ...closingRules(home),
  ];
}

const NONE: PermissionMap = new Map();

/**
 * The order in which the files are merged: the user's own, the project's from its top down, those in `.opencode`, then an administrator's; agents in Markdown behind
 * the configuration of their folder; `.jsonc` behind `.json`. Source: opencode.ai/v1/docs/config, "Precedence order".
 */
function rankOf({ at, agent }: OpencodeFile): readonly number[] {
  const user = at.scope === "user";
  const inFolder = at.file.includes("/.opencode/");
  if (at.scope === "managed") return [4, 0, 0, at.file.endsWith(".jsonc") ? 1 : 0];
  const place = agent !== undefined && user ? 2 : user ? 0 : inFolder ? 3 : 1;
  const depth = at.file.split("/").length;
  const ending = at.file.endsWith(".jsonc") ? 1 : 0;
  return [place, agent === undefined ? 0 : 1, depth, ending];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, i) => number !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
