import { firstPermitted, grantsFor } from "../lint/grants.ts";
import { isOpenTree } from "../lint/open-trees.ts";
import { narrowingFixes } from "../lint/narrow.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import { shownShort } from "../model/shown.ts";

export const unscopedFileWrite = defineRule({
  id: "unscoped-file-write",
  summary: "A grant lets the agent write any file of the workspace, the home or the machine",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  *check(context) {
    const { subject } = context;
    for (const clause of grantsFor(subject, "file.write")) {
      for (const pattern of clause.where.path ?? []) {
        if (!pattern.choices.some(isOpenTree)) continue;
        const reached = PATHS.filter(({ path }) => context.reaches(pattern, path));
        const calls = reached.map(({ path }) => ({ tool: "file.write", args: { path } }));
        const witness = firstPermitted(context, clause, calls);
        const hit = reached.find(({ path }) => path === witness?.args["path"]);
        if (witness === undefined || hit === undefined) continue;
        const message = `\`${shownShort(pattern.source, 60)}\` lets the agent write any file of the ${hit.ground}, such as \`${hit.path}\`, ${hit.why}; name the folders it works in, such as \`src/**\``;
        const at = placeOf(subject, clause, "path", pattern.source);
        const fixes = narrowingFixes(context, { clause, list: "path", pattern, at });
        yield { at, message, witness, fixes, ...(hit.ground === "workspace" ? {} : OUTSIDE) };
      }
    }
  },
});

const OUTSIDE = { severity: "error" } as const;

/** Files that run something later, the furthest out first; the last of each ground are for where a deny covers those. */
const PATHS = [
  { path: "/etc/crontab", ground: "machine", why: "which runs commands for every user" },
  { path: "/usr/local/bin/git", ground: "machine", why: "which other programs then run" },
  { path: "~/.bashrc", ground: "home", why: "which runs in every new shell" },
  { path: "~/.profile", ground: "home", why: "which runs at every login" },
  { path: "~/notes.txt", ground: "home", why: "which is none of the project's" },
  { path: "../other/package.json", ground: "folders around", why: "whose scripts others run" },
  { path: "package.json", ground: "workspace", why: "whose scripts then run on every machine" },
  { path: "Makefile", ground: "workspace", why: "whose targets then run on every machine" },
  { path: "src/index.ts", ground: "workspace", why: "which nobody has to look at first" },
] as const;
