import { changedFront } from "../formats/claude-code/front-edit.ts";
import { changedRules } from "../formats/codex/rules-edit.ts";
import type { EntryChange } from "../formats/entry-fix.ts";
import { changedFrontYaml } from "../formats/front-edit.ts";
import type { AgentFile } from "../formats/index.ts";
import { changedJson } from "../formats/json-change.ts";
import { changedToml } from "../formats/toml-edit.ts";
import type { SymbolicPath } from "../model/place.ts";

/** A text after changes. */
export interface ChangedEntries {
  readonly text: string;
  /** The agent takes entries of it again that it took none of before. */
  readonly revived: boolean;
}

/**
 * An agent's file after changes of entries, each at a place of the text as it is; nothing where one of them cannot be made, or the agent could not read it any more.
 */
export function changedEntries(
  file: AgentFile,
  text: string,
  changes: readonly EntryChange[],
): ChangedEntries | undefined {
  const gone: SymbolicPath[] = [];
  let now: string | undefined = text;
  const once = new Map(changes.map((change) => [JSON.stringify(change), change]));
  for (const change of once.values()) {
    const path = shifted(change.path, gone);
    now = now && changedText(file, now, { ...change, path });
    if (change.kind === "remove" || change.kind === "move") gone.push(change.path);
  }
  if (now === undefined || now === text) return undefined;
  const [before, after] = [text, now].map((one) => file.format.read(one, file.at).broken);
  return after === true && before !== true ? undefined : { text: now, revived: before !== after };
}

function changedText(
  { format, at: { file } }: AgentFile,
  text: string,
  change: EntryChange,
): string | undefined {
  if (file.endsWith(".toml")) return changedToml(text, change);
  if (file.endsWith(".rules")) return changedRules(text, change);
  if (!file.endsWith(".md")) return changedJson(text, change);
  return format.id === "claude-code" ? changedFront(text, change) : changedFrontYaml(text, change);
}

/** Where an item of a list stands after those before it were removed. */
function shifted(path: SymbolicPath, gone: readonly SymbolicPath[]): SymbolicPath {
  return path.map((step, depth) => {
    if (typeof step !== "number") return step;
    const before = gone.filter(
      (one) =>
        one.length === depth + 1 &&
        Number(one[depth]) < step &&
        one.slice(0, depth).every((name, at) => name === path[at]),
    );
    return step - before.length;
  });
}
