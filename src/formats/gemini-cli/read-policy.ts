import type { Json, JsonObject } from "../../model/json.ts";
import { isList, isObject, own } from "../../model/json.ts";
import { failed } from "../../model/problem.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { shownShort } from "../../model/shown.ts";
import { nearest } from "../../policy/suggest.ts";
import { fullName } from "./engine.ts";
import { argsSources, compilePattern } from "./patterns.ts";
import type { ArgsFields } from "./patterns.ts";
import { MODES } from "./policy-rule.ts";
import type { PolicyDecision, PolicyRule } from "./policy-rule.ts";

/** Something about a policy file, at a place in it. */
export interface PolicyNote {
  readonly at: SymbolicPath;
  /** Lower-case start, no final stop. */
  readonly message: string;
  /** What was probably meant, as the file writes it. */
  readonly meant?: string;
}

/** A `[[rule]]` as it stands in its file. */
export interface WrittenRule extends ArgsFields {
  readonly at: SymbolicPath;
  readonly tools: readonly string[];
  /** `toolName` is a list. */
  readonly listed: boolean;
  readonly server?: string;
  readonly decision: PolicyDecision;
  readonly priority: number;
  readonly modes?: readonly string[];
}

/** A policy file. */
export interface PolicyText {
  readonly written: readonly WrittenRule[];
  /** As the engine has them: one for each tool and expression. */
  readonly rules: readonly PolicyRule[];
  /** Each of these drops the whole file. */
  readonly faults: readonly PolicyNote[];
  /** Each of these drops one rule. */
  readonly dropped: readonly PolicyNote[];
  /** Rules whose expression cannot be run in linear time. */
  readonly unknown: readonly PolicyNote[];
}

/** Which tier a file's rules have: 3 that of a project, 4 a person's own, 5 an administrator's. */
export type Tier = 3 | 4 | 5;

/** Reads the value of a policy file. Sources: `policy/toml-loader.ts` (0.61.0); docs/reference/policy-engine.md. */
export function readPolicy(value: JsonObject, tier: Tier, origin: string): PolicyText {
  const written: WrittenRule[] = [];
  const rules: PolicyRule[] = [];
  const faults: PolicyNote[] = [];
  const dropped: PolicyNote[] = [];
  const unknown: PolicyNote[] = [];
  const list = own(value, "rule");
  if (list !== undefined && !isList(list))
    faults.push({ at: ["rule"], message: "`rule` must be a list: write `[[rule]]`" });
  for (const [index, entry] of (isList(list) ? list : []).entries()) {
    const at = ["rule", index];
    if (!isObject(entry)) {
      faults.push({ at, message: "a rule must be a table" });
      continue;
    }
    const wrong = wrongFields(entry, at);
    faults.push(...wrong);
    if (wrong.length > 0) continue;
    const rule = writtenOf(entry, at);
    written.push(rule);
    for (const source of argsSources(rule)) {
      const args = source === undefined ? undefined : compilePattern(source);
      if (args !== undefined && failed(args)) {
        const message = `\`${shownShort(source ?? "", 60)}\`: ${args.error}`;
        dropped.push({ at, message });
        continue;
      }
      if (args?.value.kind === "unknown")
        unknown.push({ at, message: `\`${shownShort(source ?? "", 60)}\`` });
      for (const tool of rule.tools)
        rules.push(ruleOf(entry, rule, { tool, tier, origin, args: args?.value }));
    }
  }
  return { written, rules, faults, dropped, unknown };
}

function wrongFields(entry: JsonObject, at: SymbolicPath): readonly PolicyNote[] {
  const notes: PolicyNote[] = [];
  const no = (name: string, what: string, meant?: string): void => {
    const present = own(entry, name) !== undefined;
    const message = present ? `\`${name}\` must be ${what}` : `\`${name}\` is missing: ${what}`;
    const spelt = meant === undefined ? {} : { meant: JSON.stringify(meant) };
    notes.push({ at: present ? [...at, name] : at, message, ...spelt });
  };
  const tool = own(entry, "toolName");
  if (typeof tool !== "string" && !isTexts(tool)) no("toolName", "a name or a list of names");
  const decision = own(entry, "decision");
  if (!isDecision(decision))
    no("decision", "`allow`, `deny` or `ask_user`", meantDecision(decision));
  const priority = own(entry, "priority");
  if (typeof priority !== "number" || !Number.isInteger(priority) || priority < 0 || priority > 999)
    no("priority", "a whole number from 0 to 999");
  for (const name of [
    "subagent",
    "mcpName",
    "argsPattern",
    "commandRegex",
    "denyMessage",
    "deny_message",
  ])
    if (!isTextOrNone(own(entry, name))) no(name, "a text");
  const prefix = own(entry, "commandPrefix");
  if (!isTextOrNone(prefix) && !isTexts(prefix)) no("commandPrefix", "a text or a list of texts");
  for (const name of ["interactive", "allowRedirection", "allow_redirection"]) {
    const given = own(entry, name);
    if (given !== undefined && typeof given !== "boolean") no(name, "`true` or `false`");
  }
  const annotations = own(entry, "toolAnnotations");
  if (annotations !== undefined && !isObject(annotations)) no("toolAnnotations", "a table");
  const modes = own(entry, "modes");
  if (modes !== undefined && !(isList(modes) && modes.every(isMode)))
    no("modes", "a list of `default`, `autoEdit`, `plan` and `yolo`");
  return notes;
}

/** `ask` is the word of other agents. */
function meantDecision(value: Json | undefined): string | undefined {
  if (typeof value !== "string") return undefined;
  return value.toLowerCase() === "ask" ? "ask_user" : nearest(value, ["allow", "deny", "ask_user"]);
}

function isTexts(value: Json | undefined): value is readonly string[] {
  return isList(value) && value.every((one) => typeof one === "string");
}

function isTextOrNone(value: Json | undefined): boolean {
  return value === undefined || typeof value === "string";
}

function isDecision(value: Json | undefined): value is PolicyDecision {
  return value === "allow" || value === "deny" || value === "ask_user";
}

function isMode(value: Json): boolean {
  return MODES.some((mode) => mode === value);
}

function writtenOf(entry: JsonObject, at: SymbolicPath): WrittenRule {
  const [tool, decision, priority, modes] = ["toolName", "decision", "priority", "modes"].map(
    (name) => own(entry, name),
  );
  const prefix = own(entry, "commandPrefix");
  const [argsPattern, commandRegex, server] = ["argsPattern", "commandRegex", "mcpName"].map(
    (name) => own(entry, name),
  );
  return {
    at,
    tools: isTexts(tool) ? tool : [typeof tool === "string" ? tool : ""],
    listed: isTexts(tool),
    decision: isDecision(decision) ? decision : "deny",
    priority: typeof priority === "number" ? priority : 0,
    ...(isTexts(modes) ? { modes } : {}),
    ...(typeof server === "string" ? { server } : {}),
    ...(typeof argsPattern === "string" ? { argsPattern } : {}),
    ...(typeof commandRegex === "string" ? { commandRegex } : {}),
    // An empty text counts as none.
    ...(typeof prefix === "string" && prefix !== "" ? { commandPrefix: [prefix] } : {}),
    ...(isTexts(prefix) ? { commandPrefix: prefix } : {}),
  };
}

interface Placed {
  readonly tool: string;
  readonly tier: Tier;
  readonly origin: string;
  readonly args: PolicyRule["args"] | undefined;
}

function ruleOf(
  entry: JsonObject,
  { at, server, decision, priority, modes }: WrittenRule,
  { tool, tier, origin, args }: Placed,
): PolicyRule {
  const [subagent, annotations, interactive] = ["subagent", "toolAnnotations", "interactive"].map(
    (name) => own(entry, name),
  );
  const redirection = own(entry, "allowRedirection") ?? own(entry, "allow_redirection");
  return {
    tool: server === undefined || server === "" ? tool : fullName(server, tool),
    decision,
    priority: tier + priority / 1000,
    redirection: redirection === true,
    entry: at,
    origin,
    ...(server === undefined ? {} : { server }),
    ...(typeof subagent === "string" ? { subagent } : {}),
    ...(isObject(annotations) ? { annotations } : {}),
    ...(typeof interactive === "boolean" ? { interactive } : {}),
    ...(modes === undefined ? {} : { modes }),
    ...(args === undefined ? {} : { args }),
  };
}
