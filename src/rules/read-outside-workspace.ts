import { firstPermitted, grantsFor } from "../lint/grants.ts";
import { narrowingFixes } from "../lint/narrow.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import { secretFor } from "../lint/secret-paths.ts";
import type { PathPattern } from "../model/path-pattern.ts";
import { shownShort } from "../model/shown.ts";

export const readOutsideWorkspace = defineRule({
  id: "read-outside-workspace",
  summary: "A grant lets the agent read what is the person's or the machine's, not the project's",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  *check(context) {
    const { subject } = context;
    for (const clause of grantsFor(subject, "file.read")) {
      for (const pattern of clause.where.path ?? []) {
        // What holds credentials is a finding of its own, and the worse one.
        if (!holdsTree(pattern) || secretFor(context, clause, pattern) !== undefined) continue;
        const reached = PRIVATE.filter(({ path }) => context.reaches(pattern, path));
        const calls = reached.map(({ path }) => ({ tool: "file.read", args: { path } }));
        const witness = firstPermitted(context, clause, calls);
        const hit = reached.find(({ path }) => path === witness?.args["path"]);
        if (hit === undefined) continue;
        const message = `\`${shownShort(pattern.source, 60)}\` lets the agent read \`${hit.path}\`, ${hit.why}; name the folders of the workspace that it needs`;
        const at = placeOf(subject, clause, "path", pattern.source);
        const fixes = narrowingFixes(context, { clause, list: "path", pattern, at });
        yield { at, message, fixes, ...(witness === undefined ? {} : { witness }) };
      }
    }
  },
});

/** A file that is named is meant. */
function holdsTree({ choices }: PathPattern): boolean {
  return choices.some(
    ({ anchor, up, segments }) => (anchor !== "workspace" || up > 0) && segments.includes("**"),
  );
}

/** Files that say much about the person or the machine; the Filesystem Hierarchy Standard 3.0 and the XDG user directories. */
const PRIVATE = [
  { path: "~/Documents/taxes.pdf", why: "which is the person's own" },
  { path: "~/Downloads/contract.pdf", why: "which is the person's own" },
  { path: "~/Desktop/notes.txt", why: "which is the person's own" },
  { path: "~/.zsh_history", why: "which holds what was once typed" },
  { path: "~/.config/chromium/Default/History", why: "which holds the sites that were visited" },
  { path: "~/Library/Messages/chat.db", why: "which holds the person's messages" },
  { path: "~/.claude/projects/shop/session.jsonl", why: "which holds earlier sessions" },
  { path: "~/notes.txt", why: "which is the person's own" },
  { path: "/etc/passwd", why: "which lists the users of the machine" },
  { path: "/var/log/auth.log", why: "which holds who logged in" },
  { path: "/home/other/notes.txt", why: "which is another person's" },
  { path: "/Users/other/notes.txt", why: "which is another person's" },
  { path: "/root/notes.txt", why: "which is root's" },
  { path: "/proc/1/cmdline", why: "which shows the other programs" },
  { path: "/mnt/backup/notes.txt", why: "which lies on another disk" },
  { path: "../other/README.md", why: "which is another project's" },
] as const;
