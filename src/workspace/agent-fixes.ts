import type { EntryFix, FixEffect } from "../formats/entry-fix.ts";
import { agentFileAt } from "../formats/index.ts";
import type { AgentFile } from "../formats/index.ts";
import type { Finding } from "../lint/finding.ts";
import { applied, onlyChanged } from "../model/edit.ts";
import type { TextEdit } from "../model/edit.ts";
import type { Place } from "../model/place.ts";
import { changedEntries } from "./entry-change.ts";

/** A fix of a finding in the file of an agent. */
export interface AgentFix {
  readonly title: string;
  readonly edit: TextEdit;
  /** What it does to decisions, by the agent's own way of combining entries. */
  readonly effect: FixEffect;
}

/** What a person may want done about a finding, at its own place, and at all places that it stands for. */
export function agentFixes(finding: Finding, text: string): readonly AgentFix[] {
  const file = agentFileAt(finding.file);
  const { code, at, others = [] } = finding;
  if (file === undefined || code === "file-not-read") return [];
  const fixesAt = (place: Place | undefined): readonly EntryFix[] =>
    place === undefined ? [] : file.format.fixes({ code, at: place }, text, file.at);
  const own = fixesAt(at);
  const count = others.length + 1;
  const everywhere = others.map((one) => fixesAt(one.at));
  return [
    ...own.flatMap((fix) => fixOf(file, text, fix.title, [fix])),
    ...(others.length === 0 ? [] : own).flatMap((fix) => {
      const same = everywhere.flatMap((all) => all.find(({ title }) => title === fix.title) ?? []);
      if (same.length < others.length) return [];
      return fixOf(file, text, fix.titleOfAll(count), [fix, ...same]);
    }),
    ...meantEverywhere(finding, text),
  ];
}

function fixOf(
  file: AgentFile,
  text: string,
  title: string,
  fixes: readonly EntryFix[],
): readonly AgentFix[] {
  const after = changedEntries(
    file,
    text,
    fixes.map(({ change }) => change),
  );
  if (after === undefined) return [];
  const [weakest = "open"] = EFFECTS.filter((one) => fixes.some((fix) => fix.effect === one));
  const effect = after.revived ? "open" : weakest;
  return [{ title, edit: onlyChanged(text, after.text), effect }];
}

/** The weakest promise first. */
const EFFECTS: readonly FixEffect[] = ["open", "narrows", "none"];

/** The spellings that were probably meant, in one. */
function meantEverywhere(
  { others = [], range, suggestion }: Finding,
  text: string,
): readonly AgentFix[] {
  const edits = [{ range, suggestion }, ...others].flatMap((one) =>
    one.suggestion === undefined ? [] : [{ range: one.range, newText: one.suggestion }],
  );
  if (others.length === 0 || edits.length <= others.length) return [];
  const title = `Change all ${edits.length} as they were probably meant`;
  return [{ title, edit: onlyChanged(text, applied(text, edits)), effect: "open" }];
}
