import { kept } from "../engine/kept.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import type { CommandChoice, CommandPattern } from "../model/command-pattern.ts";
import { globMatches } from "../model/glob.ts";
import { shownShort } from "../model/shown.ts";
import { firstPermitted } from "./grants.ts";
import { narrowingFixes } from "./narrow.ts";
import { placeOf } from "./place-of.ts";
import type { Report, RuleContext } from "./rule.ts";
import { commandGrants, leavesProgramOpen, programsOf, shellCall } from "./shell-grants.ts";
import { PROGRAM_NAMES, rowsOf } from "./tables/commands/families.ts";
import type { FamilyRow } from "./tables/commands/families.ts";
import { TREE } from "./tables/commands/row.ts";
import type { CommandFamily } from "./tables/commands/row.ts";
import { writerOf } from "./writers.ts";
import type { Written } from "./writers.ts";

/** A pattern of a grant that lets a dangerous command through. */
export interface CommandHit {
  readonly clause: Clause;
  readonly pattern: CommandPattern;
  /** As the pattern names it. */
  readonly program: string;
  readonly row: FamilyRow;
  readonly witness: ToolCall;
  /** The file without which it would be no danger. */
  readonly written?: Written;
}

/** The findings of one family, at the pattern of each; `wording` says what is wrong with a hit. */
export function* familyReports(
  context: RuleContext,
  family: CommandFamily,
  wording: (hit: CommandHit) => string,
): Iterable<Report> {
  for (const hit of found(context).hits) {
    const { clause, pattern, row, witness, written } = hit;
    if (row.family !== family) continue;
    const { severity } = row;
    const at = placeOf(context.subject, clause, "command", pattern.source);
    yield {
      at,
      fixes: narrowingFixes(context, { clause, list: "command", pattern, at }),
      message: `\`${shownShort(pattern.source, 60)}\` ${wording(hit)}`,
      witness,
      ...(severity === undefined ? {} : { severity }),
      ...(written === undefined ? {} : { related: [written.related] }),
    };
  }
}

/** Is something wrong with the pattern by itself? */
export function hasHit(context: RuleContext, pattern: CommandPattern): boolean {
  return found(context).patterns.has(pattern);
}

interface Found {
  readonly hits: readonly CommandHit[];
  readonly patterns: ReadonlySet<CommandPattern>;
}

const KNOWN = new WeakMap<RuleContext, Found>();

function found(context: RuleContext): Found {
  const before = KNOWN.get(context);
  if (before !== undefined) return before;
  const hits = commandHits(context);
  const now = { hits, patterns: new Set(hits.map(({ pattern }) => pattern)) };
  KNOWN.set(context, now);
  return now;
}

/**
 * What every pattern lets through, each choice by the worst family that it does: one cause gives one finding. A pattern that leaves the
 * program open is left out.
 */
function commandHits(context: RuleContext): readonly CommandHit[] {
  return commandGrants(context.subject).flatMap(({ clause, pattern }) => {
    if (leavesProgramOpen(pattern)) return [];
    const byFamily = new Map<CommandFamily, CommandHit>();
    for (const choice of pattern.choices) {
      const hit = hitOf(context, { clause, pattern, choice });
      if (hit !== undefined && !byFamily.has(hit.row.family)) byFamily.set(hit.row.family, hit);
    }
    return [...byFamily.values()];
  });
}

/** What stands for any folder. */
const FOLDER = "src";

interface Asked {
  readonly clause: Clause;
  readonly pattern: CommandPattern;
  readonly choice: CommandChoice;
}

function hitOf(context: RuleContext, asked: Asked): CommandHit | undefined {
  const { clause, pattern, choice } = asked;
  // Elsewhere a program deletes within the rules about files, which are judged by themselves.
  const dangers = clause.where.files === "any" ? dangersAnywhere : dangersApart;
  for (const { program, row, lines } of dangers(choice)) {
    if (row.shell !== undefined && (clause.dialect ?? row.shell) !== row.shell) continue;
    const written = row.files.length === 0 ? undefined : writerOf(context, row.files);
    if (row.files.length > 0 && written === undefined) continue;
    const calls = lines.map((line) => shellCall(clause, [program, ...line]));
    const witness = firstPermitted(context, clause, calls);
    if (witness === undefined) continue;
    const hit = { clause, pattern, program, row, witness };
    return written === undefined ? hit : { ...hit, written };
  }
  return undefined;
}

/** Lines of a row that a choice takes, without the program. */
interface Danger {
  readonly program: string;
  readonly row: FamilyRow;
  readonly lines: readonly (readonly string[])[];
}

const dangersAnywhere = kept((choice: CommandChoice) => dangersOf(choice, [FOLDER]));
const dangersApart = kept((choice: CommandChoice) => dangersOf(choice, []));

function dangersOf(choice: CommandChoice, trees: readonly string[]): readonly Danger[] {
  return programsOf({ source: "", choices: [choice] }, PROGRAM_NAMES).flatMap((program) =>
    rowsOf(program).flatMap((row) => {
      const lines = linesOf(row, choice, trees);
      return lines.length === 0 ? [] : [{ program, row, lines }];
    }),
  );
}

/** The row's words after the program, as far as the choice takes them, behind the harmless options that it begins with. */
function linesOf(
  { runs, tails, flags }: FamilyRow,
  choice: CommandChoice,
  trees: readonly string[],
): readonly (readonly string[])[] {
  const front: string[] = [];
  for (const { glob } of choice.words.slice(1)) {
    const [text, star] = glob;
    if (text === undefined || star !== undefined || !flags.includes(text)) break;
    front.push(text);
  }
  const fronts = front.length === 0 ? [[]] : [[], front];
  const whole = fronts.flatMap((words) =>
    runs
      .filter((run) => mayTake(choice, words[0] ?? run[0]))
      .map((run) => (words.length === 0 ? run : [...words, ...run])),
  );
  const own = choice.words.slice(1).map(({ glob }) => glob.join("example"));
  const longer = choice.rest
    ? tails
        .filter((tail) => own.length > 0 && tail.front.test(own.join(" ")))
        .map(({ words }) => [...own, ...words])
    : [];
  return [...whole, ...longer]
    .flatMap((line) => filled(line, trees))
    .filter((line) => takes(choice, line));
}

/** A quick look at the first word behind the program: few rows get past it. */
function mayTake({ words: [, second], rest }: CommandChoice, first: string | undefined): boolean {
  if (second === undefined) return rest || first === undefined;
  return first === TREE || (first !== undefined && globMatches(second.glob, first));
}

function filled(line: readonly string[], trees: readonly string[]): readonly (readonly string[])[] {
  if (!line.includes(TREE)) return [line];
  return trees.map((tree) => line.map((word) => (word === TREE ? tree : word)));
}

function takes({ words: [, ...words], rest }: CommandChoice, line: readonly string[]): boolean {
  if (rest ? line.length < words.length : line.length !== words.length) return false;
  return words.every(({ glob, home }, at) => !home && globMatches(glob, line[at] ?? ""));
}
