import { isObject, own } from "../../model/json.ts";
import type { Clause } from "../../model/clause.ts";
import type { Mark } from "../../model/mark.ts";
import type { Range, SymbolicPath } from "../../model/place.ts";
import { shownShort } from "../../model/shown.ts";
import { readJsonText } from "../../policy/json-text.ts";
import type { FileAt, OwnSubject } from "../format.ts";
import { frontEntries, readFrontMatter } from "../front-matter.ts";
import { serversUnder, unpinnedServers } from "../server-marks.ts";
import { subjectOf } from "../subject-of.ts";
import type { VendorContents } from "../subject-of.ts";
import { clauseOf } from "./clause-of.ts";
import { entryMarks } from "./entry-marks.ts";
import { parseRule } from "./rule.ts";
import { settingsMarks } from "./settings-marks.ts";
import { readSettings } from "./settings.ts";
import type { Mode } from "./settings.ts";
import type { BoundRule } from "./stages.ts";

/** What a file gives to a decision. */
export interface ClaudeFile {
  readonly at: FileAt;
  readonly rules: readonly BoundRule[];
  readonly mode: Mode | undefined;
  readonly bypassDisabled: boolean;
  /** Of a managed file: the entries of all others do not count. */
  readonly managedOnly: boolean;
  /** Folders besides the agent's own, as written. */
  readonly folders: readonly string[];
}

/** Reads a file of Claude Code by its kind. */
export function readFile(text: string, at: FileAt): OwnSubject<ClaudeFile> {
  switch (at.kind) {
    case "settings":
      return readSettingsFile(text, at);
    case "servers":
      return readServers(text, at);
    default:
      return readMarkdown(text, at);
  }
}

function nothing(at: FileAt): ClaudeFile {
  return { at, rules: [], mode: undefined, bypassDisabled: false, managedOnly: false, folders: [] };
}

type Contents = Omit<VendorContents, "format" | "file" | "text">;

function subject(text: string, at: FileAt, contents: Contents): OwnSubject<ClaudeFile>["subject"] {
  return subjectOf({ format: "claude-code", file: at.file, text, ...contents });
}

function readSettingsFile(text: string, at: FileAt): OwnSubject<ClaudeFile> {
  const json = readJsonText(text);
  const locate = (path: SymbolicPath, on: "key" | "value"): Range =>
    on === "key" ? json.keyRangeOf(path) : json.rangeOf(path);
  const dropped = (why: string, path: SymbolicPath): OwnSubject<ClaudeFile> => {
    const message = `${why}, so the agent drops the whole file, its denies too, and without a terminal it says nothing of it; mend it, and try it with \`/permissions\``;
    const marks: readonly Mark[] = [{ kind: "file-not-read", at: { path }, message }];
    const contents = { clauses: [], marks, problems: [], broken: true, locate };
    return { subject: subject(text, at, contents), own: nothing(at) };
  };
  if (json.value === undefined) return dropped(json.problems[0]?.message ?? "it is no JSON", []);
  const settings = readSettings(json.value);
  if (settings.dropped !== undefined) return dropped(settings.dropped.why, settings.dropped.at);
  const rules = settings.rules.map((rule): BoundRule => {
    return { rule, from: at, clause: clauseOf(rule, at.file) };
  });
  const value = isObject(json.value) ? json.value : {};
  const marks = [...settings.marks, ...entryMarks(settings.rules, at), ...settingsMarks(value, at)];
  const clauses = rules.map(({ clause }) => clause);
  const { problems } = json;
  const { mode, bypassDisabled, folders } = settings;
  const managedOnly = own(value, "allowManagedPermissionRulesOnly") === true;
  return {
    subject: subject(text, at, { clauses, marks, problems, broken: false, locate }),
    own: { at, rules, mode, bypassDisabled, managedOnly, folders },
  };
}

/** `.mcp.json`: which servers a project brings. Source: code.claude.com/docs/en/mcp, project scope. */
function readServers(text: string, at: FileAt): OwnSubject<ClaudeFile> {
  const json = readJsonText(text);
  const locate = (path: SymbolicPath, on: "key" | "value"): Range =>
    on === "key" ? json.keyRangeOf(path) : json.rangeOf(path);
  const value = isObject(json.value) ? own(json.value, "mcpServers") : undefined;
  const marks = unpinnedServers(value, ["mcpServers"]);
  const servers = serversUnder(value, ["mcpServers"]);
  const broken = json.value === undefined;
  const contents = { clauses: [], marks, problems: json.problems, servers, broken, locate };
  return { subject: subject(text, at, contents), own: nothing(at) };
}

/** What grants in the front matter of skills and commands, whatever the person trusts. Source: permissions, "Workspace trust"; skills. */
const GRANTING = "allowed-tools";

/** A skill, a command or an agent: Markdown with a front matter. `tools` of an agent limits it and grants nothing. */
function readMarkdown(text: string, at: FileAt): OwnSubject<ClaudeFile> {
  const fields = readFrontMatter(text);
  const field = at.kind === "agent" ? undefined : fields?.get(GRANTING);
  const places = new Map<string, Range>();
  const rules: BoundRule[] = [];
  const marks: Mark[] = [];
  for (const [index, value] of (field === undefined ? [] : frontEntries(field)).entries()) {
    const path = [GRANTING, index];
    places.set(JSON.stringify(path), value.range);
    const rule = parseRule(value.text, "allow", path);
    if ("why" in rule)
      marks.push({
        kind: rule.mark,
        at: { path },
        message: `\`${shownShort(value.text, 80)}\`: ${rule.why}; it grants nothing`,
        ...(rule.meant === undefined ? {} : { meant: rule.meant }),
      });
    else rules.push({ rule, from: at, clause: clauseOf(rule, at.file) });
  }
  const mode = fields?.get("permissionMode");
  if (mode !== undefined) places.set('["permissionMode"]', mode.values[0]?.range ?? mode.keyRange);
  if (mode?.values[0]?.text === "bypassPermissions")
    marks.push({
      kind: "prompts-off",
      at: { path: ["permissionMode"] },
      message:
        "this agent runs everything that no deny or ask names without a question; leave `permissionMode` out",
      severity: "error",
    });
  const whole = field?.keyRange ?? { start: 0, end: Math.min(3, text.length) };
  const locate = (path: SymbolicPath): Range =>
    places.get(JSON.stringify(path.slice(0, 2))) ??
    places.get(JSON.stringify(path.slice(0, 1))) ??
    whole;
  const clauses: readonly Clause[] = rules.map(({ clause }) => clause);
  const contents = {
    clauses,
    marks: [
      ...marks,
      ...entryMarks(
        rules.map(({ rule }) => rule),
        at,
      ).map(unspelt),
    ],
    problems: [],
    broken: false,
    locate,
  };
  return { subject: subject(text, at, contents), own: { ...nothing(at), rules } };
}

/** What is meant is spelt as JSON has it, and here it stands without quotes, or within those that are there. */
function unspelt(mark: Mark): Mark {
  const meant: unknown = mark.meant === undefined ? undefined : JSON.parse(mark.meant);
  return typeof meant === "string" ? { ...mark, meant } : mark;
}
