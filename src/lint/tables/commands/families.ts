import { bareName } from "../../shell-grants.ts";
import { INTERPRETERS } from "../interpreters.ts";
import { BY_ARGUMENT } from "./by-argument.ts";
import { DESTRUCTIVE } from "./destructive.ts";
import { ELEVATED } from "./elevated.ts";
import { FETCHERS } from "./fetchers.ts";
import { INSTALLS } from "./installs.ts";
import { PACKAGE_RUNNERS } from "./package-runners.ts";
import { REMOTE } from "./remote.ts";
import type { CommandFamily, CommandRow } from "./row.ts";
import { TASKS } from "./tasks.ts";

/** A row with its family. */
export interface FamilyRow extends CommandRow {
  readonly family: CommandFamily;
}

/** From the worst down: a pattern is reported by the first family that it lets through. */
const FAMILIES: readonly (readonly [CommandFamily, readonly CommandRow[]])[] = [
  ["interpreter-command", INTERPRETERS],
  ["package-runner", PACKAGE_RUNNERS],
  ["elevated-command", ELEVATED],
  ["program-by-argument", BY_ARGUMENT],
  ["unscoped-web-fetch", FETCHERS],
  ["destructive-command", [...DESTRUCTIVE, ...REMOTE]],
  ["package-install", INSTALLS],
  ["task-runner", TASKS],
];

const BY_NAME = new Map<string, FamilyRow[]>();

for (const [family, rows] of FAMILIES)
  for (const one of rows)
    for (const name of one.names) {
      const key = name.toLowerCase();
      BY_NAME.set(key, [...(BY_NAME.get(key) ?? []), { ...one, family }]);
    }

/** What is known of a program, the worst first. */
export function rowsOf(program: string): readonly FamilyRow[] {
  return BY_NAME.get(bareName(program).toLowerCase()) ?? [];
}

/** Names of programs, for a pattern with a star in the program: `python3` where a version is usual. */
export const PROGRAM_NAMES: readonly string[] = [
  "python3",
  ...new Set(FAMILIES.flatMap(([, rows]) => rows.flatMap(({ names }) => names))),
];
