import type { Config, ConfigWaiver, Levels, Override } from "../model/config.ts";
import { LEVELS, PERSONAS } from "../model/level.ts";
import type { Level } from "../model/level.ts";
import { parsePathPattern } from "../model/path-pattern.ts";
import type { PathPattern } from "../model/path-pattern.ts";
import { failed } from "../model/problem.ts";
import type { Outcome } from "../model/problem.ts";
import { shownShort } from "../model/shown.ts";
import { readDate } from "./date.ts";
import { oneOrMany, readEntries, readFields, readItems, readText, readWord } from "./fields.ts";
import { readVersion } from "./read-head.ts";
import { shorten, TOO_LONG, writtenOut } from "./read-list.ts";
import { Report } from "./report.ts";
import { rootSpot } from "./spot.ts";
import type { Spot } from "./spot.ts";
import { nearest } from "./suggest.ts";
import { stepsOf } from "./waived-range.ts";
import { locator } from "./yaml/locate.ts";
import { parseDocument } from "./yaml/parse-document.ts";

/**
 * Reads a `.ambit/config.yaml`; `rules` are the ids of all rules. Never throws; what is wrong is a problem, and the entry that it stands in
 * does not count. Of a document that is not well-formed, or of another version, nothing counts.
 */
export function readConfig(text: string, file: string, rules: readonly string[]): Config {
  const document = parseDocument(text);
  const report = new Report(document.problems);
  const root = document.root === undefined ? undefined : rootSpot(document.root);
  const keys = ["ambit-config", "persona", "dotfiles", "rules", "overrides", "waivers"];
  const fields =
    (root && readFields(root, keys, "a configuration", report)) ?? new Map<string, Spot>();
  const unreadable = document.problems.some(({ severity }) => severity === "error");
  const before = report.errors;
  readVersion("ambit-config", fields, report);
  const counts = !unreadable && report.errors === before;
  const reading: Reading = { report, rules };
  const [personaSpot, rulesSpot] = [fields.get("persona"), fields.get("rules")];
  const persona = personaSpot && readWord(personaSpot, PERSONAS, "`persona`", report);
  const levels = rulesSpot === undefined ? NO_LEVELS : readLevels(rulesSpot, reading);
  const overrides = listed(fields, "overrides", report).flatMap(
    (item) => readOverride(item, reading) ?? [],
  );
  const dotfilesSpot = fields.get("dotfiles");
  const dotfiles = (dotfilesSpot === undefined ? [] : oneOrMany(dotfilesSpot, report)).flatMap(
    (item) => readFiles(item, "dotfiles", report) ?? [],
  );
  const waivers = listed(fields, "waivers", report).flatMap(
    (item) => readWaiver(item, reading) ?? [],
  );
  return {
    file,
    text,
    ...(persona === undefined || !counts ? {} : { persona }),
    dotfiles: counts ? dotfiles : [],
    levels: counts ? levels : NO_LEVELS,
    overrides: counts ? overrides : [],
    waivers: counts ? waivers : [],
    problems: report.problems(),
    locate: locator(document.root),
  };
}

const NO_LEVELS: Levels = new Map();

interface Reading {
  readonly report: Report;
  readonly rules: readonly string[];
}

function listed(fields: ReadonlyMap<string, Spot>, key: string, report: Report): readonly Spot[] {
  const spot = fields.get(key);
  return spot === undefined ? [] : (readItems(spot, `\`${key}\``, report) ?? []);
}

function readLevels(spot: Spot, reading: Reading): Levels {
  const levels = new Map<string, Level>();
  for (const [id, value] of readEntries(spot, "`rules`", reading.report) ?? []) {
    const name = shownShort(id, 60);
    const level = readWord(value, LEVELS, `the level of \`${name}\``, reading.report);
    if (isKnown(id, value.keyRange ?? value.range, reading) && level !== undefined)
      levels.set(id, level);
  }
  return levels;
}

function isKnown(id: string, range: Spot["range"], { report, rules }: Reading): boolean {
  if (rules.includes(id)) return true;
  const meant = report.curious ? nearest(id, rules) : undefined;
  const hint =
    meant === undefined
      ? "name the rule in brackets at the end of a finding"
      : `did you mean \`${meant}\`?`;
  const message = `there is no rule \`${shownShort(id, 60)}\`, so this says nothing; ${hint}`;
  report.warning("unknown-rule", range, message, meant);
  return false;
}

function readOverride(spot: Spot, reading: Reading): Override | undefined {
  const { report } = reading;
  const fields = readFields(spot, ["files", "rules"], "an override", report);
  if (fields === undefined) return undefined;
  const [filesSpot, rulesSpot] = [fields.get("files"), fields.get("rules")];
  if (filesSpot === undefined)
    report.error("missing-key", spot.range, "an override says which `files` it is about");
  if (rulesSpot === undefined)
    report.error("missing-key", spot.range, "an override sets the levels of some `rules`");
  const items = filesSpot === undefined ? [] : oneOrMany(filesSpot, report);
  const files = items.flatMap((item) => readFiles(item, "files", report) ?? []);
  const levels = rulesSpot === undefined ? NO_LEVELS : readLevels(rulesSpot, reading);
  return { files, levels };
}

function readFiles(spot: Spot, key: "files" | "dotfiles", report: Report): PathPattern | undefined {
  const text = readText(spot, `\`${key}\``, report);
  if (text === undefined) return undefined;
  const parsed = writtenOut(text) === undefined ? TOO_LONG : parsePathPattern(text);
  const pattern = failed(parsed) ? parsed : inside(parsed.value);
  if (!failed(pattern)) return pattern.value;
  const message = `\`${shorten(text)}\` is no pattern for \`${key}\`: ${pattern.error}`;
  report.error("bad-pattern", spot.range, message);
  return undefined;
}

function inside(pattern: PathPattern): Outcome<PathPattern> {
  const isInside = pattern.choices.every(({ anchor, up }) => anchor === "workspace" && up === 0);
  if (isInside) return { value: pattern };
  return { error: "name files below the folder that holds `.ambit`, as in `services/**`" };
}

const WAIVER_KEYS = ["rule", "file", "because", "owner", "expires"] as const;

/** No reason, no owner, no end: no waiver. */
function readWaiver(spot: Spot, reading: Reading): ConfigWaiver | undefined {
  const { report } = reading;
  const errors = report.errors;
  const fields = readFields(spot, [...WAIVER_KEYS, "at"], "a waiver", report);
  if (fields === undefined) return undefined;
  for (const key of WAIVER_KEYS)
    if (!fields.has(key))
      report.error("missing-key", spot.range, `a waiver says \`${key}\`; ${WHY_NEEDED[key]}`);
  const text = (key: string): string | undefined => {
    const value = fields.get(key);
    return value && readText(value, `\`${key}\``, report);
  };
  const [rule, file, because, owner] = [text("rule"), text("file"), text("because"), text("owner")];
  const [ruleSpot, fileSpot, atSpot, expiresSpot] = [
    fields.get("rule"),
    fields.get("file"),
    fields.get("at"),
    fields.get("expires"),
  ];
  if (file !== undefined && fileSpot !== undefined) checkFile(file, fileSpot, report);
  const at = atSpot && readText(atSpot, "`at`", report);
  const expires = expiresSpot && readDate(expiresSpot, "`expires`", report);
  const known = rule !== undefined && ruleSpot && isKnown(rule, ruleSpot.range, reading);
  if (report.errors > errors || known !== true) return undefined;
  if (file === undefined || because === undefined) return undefined;
  if (owner === undefined || expires === undefined) return undefined;
  const steps = at === undefined ? [] : stepsOf(at);
  return { rule, file: cleaned(file), steps, because, owner, expires, at: spot.path };
}

const WHY_NEEDED: Readonly<Record<(typeof WAIVER_KEYS)[number], string>> = {
  rule: "it hides the findings of one rule",
  file: "it hides what is found in one file",
  because: "without a reason nothing is hidden",
  owner: "somebody answers for what is hidden",
  expires: "write the day after which it is looked at again",
};

function checkFile(file: string, spot: Spot, report: Report): void {
  const isInside = !/^[/~]|[\\*{}]/.test(file) && !file.split("/").includes("..");
  if (isInside) return;
  const message = `\`${shorten(file)}\` names no single file below the folder that holds \`.ambit\`; write its path from there`;
  report.error("bad-pattern", spot.range, message);
}

function cleaned(file: string): string {
  return file
    .split("/")
    .filter((name) => name !== "" && name !== ".")
    .join("/");
}
