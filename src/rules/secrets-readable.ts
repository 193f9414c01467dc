import { anyFiles, fileCommands } from "../lint/file-commands.ts";
import { firstPermitted, grantsFor } from "../lint/grants.ts";
import { narrowingFixes } from "../lint/narrow.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import type { Fix, Report, RuleContext } from "../lint/rule.ts";
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
  const narrower = narrowingFixes(context, { clause, list: "path", pattern, at });
  yield { at, message, witness, fixes: [denial(secret), ...narrower], ...severityOf(secret) };
}

/** A rule that keeps secrets out whatever is granted: what projects mostly hold, and this one. */
function denial({ path, ground }: SecretFile): Fix {
  const own = ground === "workspace" ? `**/${path.slice(path.lastIndexOf("/") + 1)}` : path;
  const patterns = COMMON.some(({ holds }) => holds.test(own)) ? [] : [own];
  const list = [...COMMON.map(({ pattern }) => pattern), ...patterns].map((one) =>
    JSON.stringify(one),
  );
  const value = `deny: file.read\npath: [${list.join(", ")}]`;
  const edits = [{ kind: "append", at: { path: ["rules"] }, value }] as const;
  return { title: "Deny reading files with credentials", safe: false, narrows: true, edits };
}

const COMMON = [
  { pattern: "**/.env*", holds: /^\*\*\/\.env/ },
  { pattern: "**/*.pem", holds: /\.pem$/ },
  { pattern: "**/*.key", holds: /\.key$/ },
  { pattern: "~/.ssh/**", holds: /^~\/\.ssh\// },
];

/** With `files: any` a program that shows files shows every one. */
function* byCommand(context: RuleContext, clause: Clause): Iterable<Report> {
  const commands = fileCommands(clause, READS);
  if (commands === undefined) return;
  for (const secret of SECRET_FILES) {
    const witness = firstPermitted(context, clause, commands(secret.path));
    if (witness === undefined) continue;
    const message = `${anyFiles(context, clause)} ${wordsFor(secret)}; leave it out, so that the rules of \`file.read\` decide which files a command reads`;
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
