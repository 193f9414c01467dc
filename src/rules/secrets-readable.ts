import { fileCommands } from "../lint/file-commands.ts";
import { firstPermitted, grantsFor } from "../lint/grants.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import type { Report, RuleContext } from "../lint/rule.ts";
import { secretFor } from "../lint/secret-paths.ts";
import { READS } from "../lint/tables/file-programs.ts";
import { SECRET_FILES } from "../lint/tables/secrets.ts";
import type { SecretFile } from "../lint/tables/secrets.ts";
import type { Clause } from "../model/clause.ts";
import type { PathPattern } from "../model/path-pattern.ts";
import { shownShort } from "../model/shown.ts";

export const secretsReadable = defineRule({
  id: "secrets-readable",
  summary: "A grant lets the agent read files that hold passwords, tokens or keys",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  *check(context) {
    const { subject } = context;
    for (const clause of grantsFor(subject, "file.read"))
      for (const pattern of clause.where.path ?? []) yield* byPattern(context, clause, pattern);
    for (const clause of grantsFor(subject, "shell"))
      if (clause.where.files === "any") yield* byCommand(context, clause);
  },
});

function* byPattern(context: RuleContext, clause: Clause, pattern: PathPattern): Iterable<Report> {
  const found = secretFor(context, clause, pattern);
  if (found === undefined) return;
  const { secret, witness } = found;
  const at = placeOf(context.subject, clause, "path", pattern.source);
  const message = `\`${shownShort(pattern.source, 60)}\` ${wordsFor(secret)}; name the folders it needs, or add a \`deny\` of \`file.read\` for such files`;
  yield { at, message, witness, ...severityOf(secret) };
}

/** With `files: any` a program that shows files shows every one. */
function* byCommand(context: RuleContext, clause: Clause): Iterable<Report> {
  const commands = fileCommands(clause, READS);
  for (const secret of SECRET_FILES) {
    const witness = firstPermitted(context, clause, commands(secret.path));
    if (witness === undefined) continue;
    const message = `\`files: any\` ${wordsFor(secret)}; leave it out, so that the rules of \`file.read\` decide which files a command reads`;
    yield { at: { path: [...clause.at, "files"] }, message, witness, ...severityOf(secret) };
    return;
  }
}

function wordsFor({ path, holds }: SecretFile): string {
  return `lets the agent read \`${shownShort(path, 60)}\`, which holds ${holds}: what it has read it can repeat to anyone it may reach`;
}

/** What a project keeps in its own folder is its own; beyond it are the person's and the machine's. */
function severityOf({ ground }: SecretFile): Pick<Report, "severity"> {
  return ground === "workspace" ? {} : { severity: "error" };
}
