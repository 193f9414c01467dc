import type { Json } from "../../model/json.ts";
import { isList, isObject, member } from "../../model/json.ts";
import type { Mark } from "../../model/mark.ts";
import type { SymbolicPath } from "../../model/place.ts";
import type { Problem } from "../../model/problem.ts";
import { shownShort } from "../../model/shown.ts";
import { isStrictJson, readJsonText } from "../../policy/json-text.ts";
import type { FileAt, OwnSubject } from "../format.ts";
import { serversUnder } from "../server-marks.ts";
import { subjectOf } from "../subject-of.ts";
import { cliMarks } from "./cli-marks.ts";
import { clauseOf } from "./clause-of.ts";
import { parseTerminal, parseToken, parseTool } from "./entry.ts";
import type { DeadEntry, Entry, EntryTest, Product } from "./entry.ts";
import { editorMarks, hookMarks, sandboxMarks, serverMarks } from "./editor-marks.ts";

/** A file of Cursor, as far as it is about permissions. */
export interface CursorFile {
  readonly at: FileAt;
  readonly product: Product;
  readonly entries: readonly Entry[];
  /** The lists of the editor that the file sets: each replaces the one of its settings. */
  readonly lists: ReadonlySet<string>;
  /** What `approvalMode` says. */
  readonly mode: string | undefined;
  readonly unreadable: boolean;
}

/** Reads a file of Cursor by its kind. Never throws. */
export function readCursorFile(text: string, at: FileAt): OwnSubject<CursorFile> {
  const json = readJsonText(text);
  const strict = at.kind === "cli-config" && json.value !== undefined && !isStrictJson(text);
  const whole = json.rangeOf([]);
  const problems: Problem[] = strict ? [...json.problems, notStrict(whole)] : [...json.problems];
  const shaped = json.value === undefined || isObject(json.value);
  if (!shaped) problems.push(noObject(whole));
  const unreadable = json.value === undefined || strict || !shaped;
  const value = unreadable ? undefined : json.value;
  const read = readLists(value, at);
  const marks: readonly Mark[] = unreadable
    ? [unreadMark(at)]
    : [...read.marks, ...marksOf(value, at, read.entries)];
  const own: CursorFile = {
    at,
    product: PRODUCTS.get(at.kind) ?? "editor",
    entries: read.entries,
    lists: read.lists,
    mode: at.kind === "cli-config" ? textAt(value, "approvalMode") : undefined,
    unreadable,
  };
  const subject = subjectOf({
    format: "cursor",
    file: at.file,
    text,
    clauses: read.entries.map(({ clause }) => clause),
    marks,
    problems,
    ...(at.kind === "servers"
      ? { servers: serversUnder(member(value, "mcpServers"), ["mcpServers"]) }
      : {}),
    broken: unreadable,
    locate: (path, on) => (on === "key" ? json.keyRangeOf(path) : json.rangeOf(path)),
  });
  return { subject, own };
}

const PRODUCTS: ReadonlyMap<string, Product> = new Map([
  ["cli", "cli"],
  ["cli-config", "cli"],
]);

function notStrict(range: Problem["range"]): Problem {
  const message =
    "this is no strict JSON: the CLI puts the file aside as `.bad` and begins with a new one, without these permissions; leave out comments and commas at the end of lists";
  return { code: "bad-json", message, severity: "error", range };
}

function noObject(range: Problem["range"]): Problem {
  const message = "the file has to hold an object; Cursor takes nothing from anything else";
  return { code: "wrong-type", message, severity: "error", range };
}

function unreadMark({ file }: FileAt): Mark {
  const name = shownShort(file.slice(file.lastIndexOf("/") + 1), 60);
  const message = `\`${name}\` cannot be read, so no entry of it holds, also none that denies; mend what is marked`;
  return { kind: "file-not-read", at: { path: [] }, severity: "error", message };
}

function marksOf(value: Json | undefined, at: FileAt, entries: readonly Entry[]): readonly Mark[] {
  switch (at.kind) {
    case "cli":
    case "cli-config":
      return cliMarks(value, at, entries);
    case "permissions":
      return editorMarks(value, entries);
    case "sandbox":
      return sandboxMarks(value);
    case "hooks":
      return hookMarks(value);
    case "servers":
      return serverMarks(value);
    default:
      return [];
  }
}

interface Lists {
  readonly entries: readonly Entry[];
  readonly lists: ReadonlySet<string>;
  readonly marks: readonly Mark[];
}

interface List {
  readonly path: SymbolicPath;
  readonly effect: Entry["effect"];
  parse(source: string): EntryTest | DeadEntry;
}

const EDITOR_LISTS: readonly List[] = [
  { path: ["terminalAllowlist"], effect: "allow", parse: parseTerminal },
  { path: ["mcpAllowlist"], effect: "allow", parse: parseTool },
];

const CLI_LISTS: readonly List[] = [
  { path: ["permissions", "allow"], effect: "allow", parse: parseToken },
  { path: ["permissions", "deny"], effect: "deny", parse: parseToken },
];

function readLists(value: Json | undefined, at: FileAt): Lists {
  const product = PRODUCTS.get(at.kind) ?? "editor";
  const known = at.kind === "permissions" ? EDITOR_LISTS : product === "cli" ? CLI_LISTS : [];
  const entries: Entry[] = [];
  const marks: Mark[] = [];
  const lists = new Set<string>();
  for (const { path, effect, parse } of known) {
    const list = path.reduce<Json | undefined>((from, step) => member(from, String(step)), value);
    if (list === undefined) continue;
    lists.add(String(path.at(-1)));
    for (const [index, source] of (isList(list) ? list : []).entries()) {
      const place = [...path, index];
      const test =
        typeof source === "string" ? parse(source) : { dead: "it is no text, and is dropped" };
      if ("dead" in test || typeof source !== "string")
        marks.push(deadMark(place, source, effect, "dead" in test ? test.dead : ""));
      else {
        const clause = clauseOf({ file: at.file, at: place, source, effect, test });
        entries.push({ product, effect, source, test, clause });
      }
    }
  }
  return { entries, lists, marks };
}

function deadMark(path: SymbolicPath, source: Json, effect: Entry["effect"], why: string): Mark {
  const shown = shownShort(typeof source === "string" ? source : JSON.stringify(source), 60);
  return {
    kind: "entry-not-consulted",
    at: { path },
    severity: effect === "deny" ? "error" : "warning",
    message: `\`${shown}\` ${effect === "deny" ? "denies" : "allows"} nothing, as ${why}`,
  };
}

function textAt(value: Json | undefined, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === "string" ? found : undefined;
}
