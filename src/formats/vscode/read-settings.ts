import type { Clause } from "../../model/clause.ts";
import { isList, isObject, own } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Mark } from "../../model/mark.ts";
import type { Problem } from "../../model/problem.ts";
import { shownShort } from "../../model/shown.ts";
import { readJsonText } from "../../policy/json-text.ts";
import type { JsonText } from "../../policy/json-text.ts";
import type { FileAt, OwnSubject } from "../format.ts";
import { subjectOf } from "../subject-of.ts";
import {
  editClause,
  eligibleClause,
  everythingClause,
  terminalClause,
  urlClause,
} from "./clauses.ts";
import type { OwnEntry, OwnSettings, Switches } from "./own.ts";
import { settingsMarks } from "./settings-marks.ts";
import { mayConcernAgent, SETTINGS } from "./settings-keys.ts";

/** Reads a settings file of VS Code. Of one that says nothing of the agent nothing is read at all. */
export function readSettings(text: string, at: FileAt): OwnSubject<OwnSettings> {
  if (!mayConcernAgent(text)) return subjectFor(text, at, NOTHING_READ);
  const json = readJsonText(text);
  if (json.value === undefined) {
    const problems = json.problems.map((problem) => ({ ...problem, message: BROKEN }));
    return subjectFor(text, at, { ...NOTHING_READ, json, problems, broken: true });
  }
  if (!isObject(json.value)) return subjectFor(text, at, { ...NOTHING_READ, json });
  const settings = readObject(json.value, at);
  const entries = [settings.terminal, settings.oldTerminal, settings.edits, settings.urls].flatMap(
    (list) => (list === undefined || list === "no-object" ? [] : list),
  );
  const { switches, eligible = [] } = settings;
  const clauses = [
    ...[...entries, ...eligible].flatMap(({ clause }) => clause ?? []),
    ...(switches.globalAutoApprove ? [switches.globalAutoApprove] : []),
    ...(switches.permissions?.clause === undefined ? [] : [switches.permissions.clause]),
  ];
  const marks = settingsMarks(json.value, settings, at);
  const problems = twice(json, json.value);
  return subjectFor(text, at, { json, settings, clauses, marks, problems, broken: false });
}

const BROKEN =
  "it is no JSON: VS Code takes what it can still read of it, so nobody can say which approvals hold; mend it";

interface Read {
  readonly json?: JsonText;
  readonly settings?: OwnSettings;
  readonly clauses: readonly Clause[];
  readonly marks: readonly Mark[];
  readonly problems: readonly Problem[];
  readonly broken: boolean;
}

const NOTHING_READ: Read = { clauses: [], marks: [], problems: [], broken: false };

function subjectFor(text: string, at: FileAt, read: Read): OwnSubject<OwnSettings> {
  const { json, settings, clauses, marks, problems, broken } = read;
  const start = { start: 0, end: 0 };
  const subject = subjectOf({
    format: "vscode",
    file: at.file,
    text,
    clauses,
    marks,
    problems,
    broken,
    locate: (path, on) => (on === "key" ? json?.keyRangeOf(path) : json?.rangeOf(path)) ?? start,
  });
  return {
    subject,
    own: settings ?? { kind: "settings", scope: at.scope, broken, switches: {} },
  };
}

/** Only what stands twice in the agent's own settings: readers of other ones are not asked. */
function twice({ problems, rangeOf }: JsonText, value: JsonObject): readonly Problem[] {
  const ranges = Object.keys(value)
    .filter((key) => (Object.values(SETTINGS) as readonly string[]).includes(key))
    .map((key) => rangeOf([key]));
  return problems
    .filter(({ range }) =>
      ranges.some(({ start, end }) => start <= range.start && range.end <= end),
    )
    .map((problem) => ({
      ...problem,
      severity: "warning",
      message: problem.message.replace(
        "and readers take different ones",
        "and VS Code takes the last one; remove the other",
      ),
    }));
}

function readObject(value: JsonObject, at: FileAt): OwnSettings {
  const list = (
    name: string,
    clauseFor: (place: ClausePlace, key: string, value: Json) => Clause | undefined,
  ): readonly OwnEntry[] | "no-object" | undefined =>
    entriesOf(own(value, name), (key, entry) =>
      clauseFor({ file: at.file, at: [name, key], id: shownShort(key, 80) }, key, entry),
    );
  const terminal = list(SETTINGS.terminal, terminalClause);
  const old = list(SETTINGS.oldTerminal, terminalClause);
  const edits = list(SETTINGS.edits, editClause);
  const urls = list(SETTINGS.urls, urlClause);
  const eligible = list(SETTINGS.eligible, (place, key, entry) =>
    entry === false ? eligibleClause(place, key) : undefined,
  );
  const locations = own(value, SETTINGS.hookLocations);
  return {
    kind: "settings",
    scope: at.scope,
    broken: false,
    ...(terminal === undefined ? {} : { terminal }),
    ...(old === undefined || old === "no-object" ? {} : { oldTerminal: old }),
    ...(edits === undefined ? {} : { edits }),
    ...(urls === undefined ? {} : { urls }),
    ...(eligible === undefined || eligible === "no-object" ? {} : { eligible }),
    ...(isObject(locations) ? { hookLocations: Object.keys(locations) } : {}),
    switches: readSwitches(value, at),
  };
}

/** Where a clause stands, and how it is called. */
type ClausePlace = Pick<Clause, "file" | "at" | "id">;

function entriesOf(
  value: Json | undefined,
  clauseFor: (key: string, value: Json) => Clause | undefined,
): readonly OwnEntry[] | "no-object" | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value) || isList(value)) return "no-object";
  return Object.keys(value).map((key) => {
    const entry = { key, value: own(value, key) ?? null };
    const clause = clauseFor(key, entry.value);
    return clause === undefined ? entry : { ...entry, clause };
  });
}

function readSwitches(value: JsonObject, { file, scope }: FileAt): Switches {
  const flag = (name: string): boolean | undefined => {
    const set = own(value, name);
    return typeof set === "boolean" ? set : undefined;
  };
  const everything = (name: string): Clause =>
    everythingClause({ file, at: [name], id: shownShort(name, 80) });
  const blocked = own(value, SETTINGS.blockedWrites);
  const level = own(value, SETTINGS.permissions);
  // It counts for all workspaces, and VS Code takes it from nowhere else.
  const global = scope === "user" ? flag(SETTINGS.global) : undefined;
  const sandbox = own(value, SETTINGS.sandbox);
  return {
    ...optional("enableAutoApprove", flag(SETTINGS.enable)),
    ...optional("ignoreDefaults", flag(SETTINGS.ignoreDefaults)),
    ...optional(
      "blockedWrites",
      blocked === "never" || blocked === "all" || blocked === "outsideWorkspace"
        ? blocked
        : undefined,
    ),
    ...optional("npmScripts", flag(SETTINGS.npmScripts)),
    ...optional(
      "globalAutoApprove",
      global === undefined ? undefined : global && everything(SETTINGS.global),
    ),
    ...optional(
      "permissions",
      typeof level !== "string"
        ? undefined
        : {
            level,
            ...(OPEN_LEVELS.has(level) ? { clause: everything(SETTINGS.permissions) } : {}),
          },
    ),
    ...optional(
      "sandbox",
      sandbox === undefined ? undefined : sandbox === "on" || sandbox === true,
    ),
    ...optional("sandboxApproves", flag(SETTINGS.sandboxApproves)),
  };
}

/** Values of `chat.permissions.default` by which nothing asks. Source: microsoft/vscode, `ChatPermissionLevel` (autumn 2026). */
const OPEN_LEVELS: ReadonlySet<string> = new Set(["autoApprove", "autopilot"]);

function optional<Name extends keyof Switches, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}
