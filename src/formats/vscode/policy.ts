import { lazy } from "../../engine/lazy.ts";
import type { Clause } from "../../model/clause.ts";
import { isObject, own } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { Subject } from "../../model/subject.ts";
import type { Circumstances, OwnSubject } from "../format.ts";
import { mergedEdits } from "./edits/merge.ts";
import type { EditPolicy } from "./judge-file.ts";
import type { TerminalPolicy } from "./judge-shell.ts";
import type { Own, OwnEntry, OwnSettings, Switches } from "./own.ts";
import { mergedTerminal } from "./terminal/merge.ts";
import { SHIPPED_URLS } from "./urls/approve-url.ts";
import type { UrlRule } from "./urls/approve-url.ts";

/** All that the files say together, ready to decide. */
export interface Policy extends EditPolicy {
  readonly clauses: readonly Clause[];
  /** Why nothing can be said. */
  readonly broken?: string;
  /** The tools of the agent whose file is in question; absent: all. */
  readonly tools?: readonly Clause[];
  /** Tools that always ask. */
  readonly eligible: readonly Clause[];
  /** Nothing asks. */
  readonly everything?: { readonly clauses: readonly Clause[]; readonly because: string };
  /** The permission level of the session. */
  readonly level: string;
  readonly terminal: TerminalPolicy;
  readonly urls: readonly UrlRule[];
  /** An administrator lets no servers run, or only those of a registry. */
  readonly runs?: "none" | "registry";
  /** Servers of which every tool is approved. */
  readonly servers: ReadonlyMap<string, Clause>;
}

/** The levels of permission of a session, by Ambit's words: as the documentation names them, the default first. */
export const LEVELS = ["manual", "assisted", "allow-all", "autopilot"] as const;

/**
 * Puts the files together: those of the person first, then those of the folder, of which nothing counts where it is not trusted, and an administrator's over all. Where that
 * one switches off that everything is approved, every session has *Manual permissions* (microsoft/vscode, `isAutoApprovePolicyRestricted`, autumn 2026).
 */
export function policyOf(
  files: readonly OwnSubject<Own>[],
  { mode, trusted }: Circumstances,
): Policy {
  const all = files.flatMap(({ own: one }) => (one.kind === "settings" ? [one] : []));
  const settings = [
    ...all.filter(({ scope }) => scope === "user"),
    ...(trusted ? all.filter(({ scope }) => scope === "project") : []),
    ...all.filter(({ scope }) => scope === "managed"),
  ];
  const managed = settings.filter(({ scope }) => scope === "managed");
  const personal = settings.filter(({ scope }) => scope === "user");
  const broken = settings.find((one) => one.broken);
  const [main] = files;
  const restricted = lastSwitch(managed, "globalAutoApprove") === false;
  const level = restricted
    ? LEVELS[0]
    : (mode ?? levelOf(lastSwitch(settings, "permissions")?.level));
  const runs = managed.find(({ servers }) => servers !== undefined)?.servers;
  const everything = everythingOf(settings, level, mode);
  const terminal = lazy(() => terminalOf(settings));
  const edits = lazy(() => mergedEdits(personal, "keeps-place"));
  const otherEdits = lazy(() => [
    mergedEdits(personal, "moves-last"),
    mergedEdits(settings, "keeps-place"),
  ]);
  const urls = lazy(() => mergedUrls(settings));
  // Of most files only some of it is asked for, and the shipped rules are many.
  return {
    clauses: files.flatMap(({ subject }) => clausesOf(subject)),
    ...(broken === undefined
      ? {}
      : { broken: "a settings file is no JSON, and VS Code takes what it can still read of it" }),
    ...(main?.own.kind === "agent" && main.own.tools !== undefined
      ? { tools: main.own.tools }
      : {}),
    eligible: mergedEligible(
      managed.some(({ eligible }) => eligible !== undefined) ? managed : settings,
    ),
    ...(everything === undefined ? {} : { everything }),
    level,
    ...(runs === undefined ? {} : { runs }),
    get terminal() {
      return terminal();
    },
    get edits() {
      return edits();
    },
    get otherEdits() {
      return otherEdits();
    },
    get urls() {
      return urls();
    },
    servers: serversOf(files),
  };
}

function clausesOf({ stages }: Subject): readonly Clause[] {
  return stages.flatMap(({ clauses }) => clauses);
}

function lastSwitch<Name extends keyof Switches>(
  files: readonly OwnSettings[],
  name: Name,
): Switches[Name] | undefined {
  return files.findLast(({ switches }) => switches[name] !== undefined)?.switches[name];
}

function levelOf(value: string | undefined): string {
  if (value === "autoApprove") return "allow-all";
  return value === "autopilot" || value === "assisted" ? value : "manual";
}

function everythingOf(
  settings: readonly OwnSettings[],
  level: string,
  mode: string | undefined,
): Policy["everything"] {
  const global = lastSwitch(settings, "globalAutoApprove");
  if (global)
    return { clauses: [global], because: "`chat.tools.global.autoApprove` approves everything" };
  if (level !== "allow-all" && level !== "autopilot") return undefined;
  const clause = mode === undefined ? lastSwitch(settings, "permissions")?.clause : undefined;
  return {
    clauses: clause === undefined ? [] : [clause],
    because: `the session's level \`${level}\` approves everything`,
  };
}

function mergedEligible(settings: readonly OwnSettings[]): readonly Clause[] {
  const entries = new Map<string, OwnEntry>();
  for (const { eligible = [] } of settings) for (const one of eligible) entries.set(one.key, one);
  return [...entries.values()].flatMap(({ clause }) => clause ?? []);
}

function terminalOf(settings: readonly OwnSettings[]): TerminalPolicy {
  return {
    rules: mergedTerminal(settings),
    enabled: lastSwitch(settings, "enableAutoApprove") ?? true,
    blockedWrites: lastSwitch(settings, "blockedWrites") ?? "outsideWorkspace",
    npmScripts: lastSwitch(settings, "npmScripts") ?? true,
    sandboxApproves:
      (lastSwitch(settings, "sandbox") ?? false) &&
      (lastSwitch(settings, "sandboxApproves") ?? true),
  };
}

function mergedUrls(settings: readonly OwnSettings[]): readonly UrlRule[] {
  let rules = new Map(SHIPPED_URLS.map((rule) => [rule.pattern, rule]));
  for (const { urls } of settings) {
    if (urls === "no-object") rules = new Map();
    else
      for (const { key, value, clause } of urls ?? []) {
        const [request, response] = [says(value, "approveRequest"), says(value, "approveResponse")];
        rules.set(key, {
          pattern: key,
          ...(typeof request === "boolean" ? { request } : {}),
          ...(typeof response === "boolean" ? { response } : {}),
          ...(clause === undefined ? {} : { clause }),
        });
      }
  }
  return [...rules.values()];
}

function says(value: Json, step: string): Json | undefined {
  return isObject(value) ? own(value, step) : value;
}

function serversOf(files: readonly OwnSubject<Own>[]): ReadonlyMap<string, Clause> {
  const found = new Map<string, Clause>();
  for (const { own: one } of files)
    if (one.kind === "servers") for (const [name, clause] of one.approved) found.set(name, clause);
  return found;
}
