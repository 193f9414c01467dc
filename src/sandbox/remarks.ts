import type { Engine } from "../engine/engine.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import { own } from "../model/json.ts";
import { shown, shownShort } from "../model/shown.ts";
import type { ToolDefinition } from "../model/tool-catalog.ts";
import type { Effects } from "./effects.ts";
import { reachedFor } from "./effects.ts";

/** What is to be known about the effects of a call. */
export interface Remark {
  /** `denied`: the policy denies what the call did besides; `ungranted`: nothing grants it; `annotation`: the server said otherwise. */
  readonly kind: "denied" | "ungranted" | "annotation";
  readonly words: string;
  /** The rules that deny it. */
  readonly rules: readonly Clause[];
}

/** What is held against a policy of one call. */
const MOST_PATHS = 5_000;

/** More names than this are counted. */
const MOST_NAMES = 5;

/** Holds what a call did against the policy that let it through: each file as a call of its own, in the same session. */
export function heldAgainstPolicy(
  engine: Engine,
  call: ToolCall,
  effects: Effects,
): readonly Remark[] {
  const { created, changed, deleted } = effects;
  // A folder that was made for a file says no more than the file.
  const made = created.filter((path) => !path.endsWith("/"));
  const written = [...made, ...changed, ...deleted].map(withoutSlash);
  return [
    ...denied(engine, call, "file.read", effects.read ?? [], "also read"),
    ...denied(engine, call, "file.read", effects.missed ?? [], "also tried to read"),
    ...denied(engine, call, "file.write", written, "also wrote"),
    ...ungranted(engine, call, written),
  ];
}

/** Holds it against what the server says of the tool. */
export function heldAgainstAnnotations(
  tool: ToolDefinition | undefined,
  effects: Effects,
): readonly Remark[] {
  const { created, changed, deleted } = effects;
  const network = reachedFor(effects) ?? [];
  const { annotations = {} } = tool ?? {};
  const remarks: string[] = [];
  const written = created.length + changed.length + deleted.length;
  if (own(annotations, "readOnlyHint") === true && written > 0)
    remarks.push(`says read-only, wrote ${files(written)}`);
  const lost = changed.length + deleted.length;
  if (own(annotations, "destructiveHint") === false && lost > 0)
    remarks.push(`says not destructive, changed or deleted ${files(lost)}`);
  if (own(annotations, "openWorldHint") === false && network.length > 0)
    remarks.push(`says closed world, tried to reach ${names(network)}`);
  return remarks.map((words) => ({ kind: "annotation", words, rules: [] }));
}

function denied(
  engine: Engine,
  call: ToolCall,
  tool: "file.read" | "file.write",
  paths: readonly string[],
  did: string,
): readonly Remark[] {
  const byRules = new Map<
    string,
    { readonly rules: readonly Clause[]; readonly paths: string[] }
  >();
  for (const path of paths.slice(0, MOST_PATHS)) {
    const { decision, rules } = decide(engine, call, tool, path);
    if (decision !== "deny" || rules.length === 0) continue;
    const key = rules.map(({ id }) => id).join("\0");
    const same = byRules.get(key) ?? { rules, paths: [] };
    same.paths.push(path);
    byRules.set(key, same);
  }
  return [...byRules.values()].map(({ rules, paths: those }) => {
    const by = rules.map(({ id }) => `\`${shown(id)}\``).join(" and ");
    const deny = rules.length === 1 ? "denies" : "deny";
    return { kind: "denied", words: `${did} ${names(those)}, which ${by} ${deny}`, rules };
  });
}

function ungranted(engine: Engine, call: ToolCall, paths: readonly string[]): readonly Remark[] {
  const those = paths.slice(0, MOST_PATHS).filter((path) => {
    const { decision, rules } = decide(engine, call, "file.write", path);
    return decision !== "allow" && rules.length === 0;
  });
  if (those.length === 0) return [];
  const words = `wrote what no rule grants to write: ${names(those)}`;
  return [{ kind: "ungranted", words, rules: [] }];
}

function decide(
  engine: Engine,
  call: ToolCall,
  tool: string,
  path: string,
): ReturnType<Engine["decide"]> {
  const { workspace } = call.context ?? {};
  const context = { ...call.context, ...(workspace === undefined ? {} : { cwd: workspace }) };
  return engine.decide({ ...call, tool, args: { path }, context });
}

function withoutSlash(path: string): string {
  return path.endsWith("/") ? path.slice(0, -1) : path;
}

function files(number: number): string {
  return `${number} file${number === 1 ? "" : "s"}`;
}

function names(all: readonly string[]): string {
  const some = all.slice(0, MOST_NAMES).map((name) => `\`${shownShort(name, 120)}\``);
  const more = all.length - some.length;
  return `${some.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
