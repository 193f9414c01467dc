import { compileCommand } from "../engine/command-match.ts";
import type { CommandMatcher } from "../engine/command-match.ts";
import { kept } from "../engine/kept.ts";
import { YES } from "../engine/truth.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import type { CommandPattern } from "../model/command-pattern.ts";
import { globMatches } from "../model/glob.ts";
import type { Subject } from "../model/subject.ts";
import { grantsFor } from "./grants.ts";
import { commandLine, sampleFolder } from "./samples.ts";

/** One pattern of a grant of commands. */
export interface CommandGrant {
  readonly clause: Clause;
  readonly pattern: CommandPattern;
}

/** Every command pattern of every grant. */
export const commandGrants = kept((subject: Subject): readonly CommandGrant[] =>
  grantsFor(subject, "shell").flatMap((clause) =>
    (clause.where.command ?? []).map((pattern) => ({ clause, pattern })),
  ),
);

/** Does the pattern leave open which program runs? */
export function leavesProgramOpen({ choices }: CommandPattern): boolean {
  return choices.some(({ words, rest }) => {
    const first = words[0];
    if (first === undefined) return rest;
    return !first.home && first.glob.length > 1 && first.glob.every((piece) => piece === "");
  });
}

/** The programs that the pattern names, as they would be written in a call; of `known` those that its stars stand for. */
export function programsOf(
  { choices }: CommandPattern,
  known: readonly string[],
): readonly string[] {
  const programs = choices.flatMap(({ words: [first] }) => {
    if (first === undefined || first.home) return [];
    if (first.glob.length === 1) return first.glob;
    return known.filter((name) => globMatches(first.glob, name));
  });
  return [...new Set(programs)];
}

/** The program's own name, without folder, ending or version: `python` for `/usr/bin/python3.12`. */
export function bareName(program: string): string {
  const last = program.slice(program.lastIndexOf("/") + 1);
  return last.replace(/\.exe$/i, "").replace(/[-\d.]+$/, "");
}

/** Does the pattern match these words, one by one? */
export function takesWords(pattern: CommandPattern, words: readonly string[]): boolean {
  const command = {
    words: words.map((text) => ({ text, known: true, splits: false })),
    assigns: [],
    folders: [GROUND.workspace],
  };
  const matcher = matchers.get(pattern) ?? compileCommand(pattern);
  matchers.set(pattern, matcher);
  return matcher.narrow(command, GROUND) === YES;
}

const matchers = new WeakMap<CommandPattern, CommandMatcher>();

const GROUND = { workspace: "/workspace", home: "/home" };

/** A call that runs the words, in a folder that the clause takes. */
export function shellCall({ where }: Clause, words: readonly string[]): ToolCall {
  const command = commandLine(words);
  const [choice] = where.cwd?.[0]?.choices ?? [];
  if (choice === undefined) return { tool: "shell", args: { command } };
  return { tool: "shell", args: { command, cwd: sampleFolder(choice) } };
}
