import { matchSegments } from "../engine/path-match.ts";
import { isProtectedName } from "../engine/protected.ts";
import { anyFiles, fileCommands } from "../lint/file-commands.ts";
import { firstPermitted, grantsFor } from "../lint/grants.ts";
import { isOpenTree } from "../lint/open-trees.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import type { Report, RuleContext } from "../lint/rule.ts";
import { samplePath } from "../lint/samples.ts";
import { CONTROLS } from "../lint/tables/controls.ts";
import type { Control } from "../lint/tables/controls.ts";
import { STARTUP_FILES } from "../lint/tables/startup-files.ts";
import { WRITES } from "../lint/tables/file-programs.ts";
import type { Clause } from "../model/clause.ts";
import type { PathChoice, PathPattern } from "../model/path-pattern.ts";
import { shownShort } from "../model/shown.ts";

export const selfPolicyWritable = defineRule({
  id: "self-policy-writable",
  summary:
    "A grant lets the agent change what bounds it, or what runs by itself: policies, agents' configuration, hooks, CI, editor tasks, start-up files",
  severity: "error",
  confidence: "high",
  persona: "regular",
  *check(context) {
    const { subject } = context;
    for (const clause of grantsFor(subject, "file.write"))
      for (const pattern of clause.where.path ?? []) {
        yield* byPattern(context, clause, pattern);
        yield* byStartup(context, clause, pattern);
      }
    for (const clause of grantsFor(subject, "shell"))
      if (clause.where.files === "any") yield* byCommand(context, clause);
  },
});

/** Wildcards do not reach these files: only a pattern that names one is looked at. */
function* byPattern(context: RuleContext, clause: Clause, pattern: PathPattern): Iterable<Report> {
  const naming = pattern.choices.filter(namesProtected);
  if (naming.length === 0) return;
  const known = CONTROLS.flatMap((control) =>
    control.paths
      .filter((path) => context.reaches(pattern, path))
      .map((path) => ({ path, control })),
  );
  const sampled = naming.flatMap((choice) => {
    const path = samplePath(choice);
    const control = controlOf(path);
    return control === undefined ? [] : [{ path, control }];
  });
  for (const { path, control } of [...known, ...sampled]) {
    const call = { tool: "file.write", args: { path } };
    const witness = firstPermitted(context, clause, [call]);
    if (witness === undefined) continue;
    const at = placeOf(context.subject, clause, "path", pattern.source);
    const message = `\`${shownShort(pattern.source, 60)}\` ${wordsFor(path, control)}; leave it out, or \`ask\` for it`;
    yield { at, message, witness, ...severityOf(control) };
    return;
  }
}

/** What runs by itself in the home or on the machine. A tree that names nothing is a finding of its own. */
function* byStartup(context: RuleContext, clause: Clause, pattern: PathPattern): Iterable<Report> {
  const far = pattern.choices.some(
    (choice) => choice.anchor !== "workspace" && !isOpenTree(choice),
  );
  if (!far) return;
  for (const { path, when } of STARTUP_FILES) {
    if (!context.reaches(pattern, path)) continue;
    const witness = firstPermitted(context, clause, [{ tool: "file.write", args: { path } }]);
    if (witness === undefined) continue;
    const at = placeOf(context.subject, clause, "path", pattern.source);
    const message = `\`${shownShort(pattern.source, 60)}\` lets the agent write \`${path}\`, which runs ${when}: what stands there has all rights of the person; leave it out, or \`ask\` for it`;
    yield { at, message, witness };
    return;
  }
}

/** `files: any` on a program that writes files lifts that protection. */
function* byCommand(context: RuleContext, clause: Clause): Iterable<Report> {
  const commands = fileCommands(clause, WRITES);
  if (commands === undefined) return;
  for (const control of CONTROLS) {
    for (const path of control.paths) {
      const witness = firstPermitted(context, clause, commands(path));
      if (witness === undefined) continue;
      const message = `${anyFiles(context, clause)} ${wordsFor(path, control)}; leave it out, so that the rules of \`file.write\` decide which files a command writes`;
      const at = { path: [...clause.at, "files"] };
      yield { at, message, witness, ...severityOf(control) };
      return;
    }
  }
}

function wordsFor(path: string, { what, why }: Control): string {
  return `lets the agent write \`${shownShort(path, 60)}\`, which is ${what}: ${why}`;
}

function severityOf({ kind }: Control): Pick<Report, "severity"> {
  return kind === "steers" ? { severity: "warning" } : {};
}

function namesProtected({ segments }: PathChoice): boolean {
  return segments.some(
    (segment) =>
      segment !== "**" &&
      isProtectedName(segment.length === 1 ? (segment[0] ?? "") : (segment.at(-1) ?? "")),
  );
}

/** What the path is, from its first protected folder or file on. */
function controlOf(path: string): Control | undefined {
  const names = path.split("/");
  const own = names.slice(names.findIndex(isProtectedName));
  return CONTROLS.find(({ patterns }) =>
    patterns.some(({ choices }) => choices.some(({ segments }) => matchSegments(segments, own))),
  );
}
