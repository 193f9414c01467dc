import type { Engine, World } from "../../engine/engine.ts";
import type { Scene } from "../../engine/scene.ts";
import type { ToolCall } from "../../model/call.ts";
import { defineFormat } from "../format.ts";
import type { Circumstances, OwnSubject } from "../format.ts";
import { judgementOf, vendorEngine } from "../vendor-engine.ts";
import type { Judgement } from "../vendor-engine.ts";
import { CommandIndex } from "./command-index.ts";
import { consider } from "./consider.ts";
import { judge } from "./judge.ts";
import { readFile } from "./read-file.ts";
import type { ClaudeFile } from "./read-file.ts";
import { MODES } from "./settings.ts";
import type { Mode } from "./settings.ts";
import { isShellRule } from "./match.ts";
import { byList, widest } from "./stages.ts";
import type { BoundRule, Rulebook } from "./stages.ts";
import { claudeCalls } from "./tool-of.ts";
import { claudeFixes } from "./fixes.ts";

/**
 * Claude Code. Facts: code.claude.com/docs/en (permissions, permission-modes, settings, settings-reference, sandboxing, hooks, tools-reference), as of
 * 2026-08-22 (about 2.1.240), and single newer pages up to about 2.1.330.
 */
export const claudeCode = defineFormat<ClaudeFile>({
  id: "claude-code",
  name: "Claude Code",
  checked: { version: "2.1.240", on: "2026-11-22" },
  files: [
    {
      kind: "settings",
      at: ".claude/settings.json",
      scope: "project",
      merged: true,
      home: ".claude/settings.json",
      machine: [
        "/etc/claude-code",
        "/Library/Application Support/ClaudeCode",
        "C:/Program Files/ClaudeCode",
      ].flatMap((folder) => [
        `${folder}/managed-settings.json`,
        `${folder}/managed-settings.d/*.json`,
      ]),
    },
    { kind: "settings", at: ".claude/settings.local.json", scope: "local", merged: true },
    { kind: "servers", at: ".mcp.json", scope: "project", merged: false },
    { kind: "agent", at: ".claude/agents/**/*.md", scope: "project", merged: false },
    { kind: "command", at: ".claude/commands/**/*.md", scope: "project", merged: false },
    { kind: "skill", at: ".claude/skills/**/SKILL.md", scope: "project", merged: false },
  ],
  modes: MODES,
  fixes: claudeFixes,
  read: readFile,
  compile: compileFiles,
});

function compileFiles(
  files: readonly OwnSubject<ClaudeFile>[],
  circumstances: Circumstances,
  world: World,
): Engine {
  const all = files.map(({ own }) => own);
  const { mode, assumes } = modeOf(all, circumstances);
  // Source: settings-reference, `allowManagedPermissionRulesOnly`.
  const locked = all.some(({ at, managedOnly }) => at.scope === "managed" && managedOnly);
  const rules = all
    .filter(({ at }) => !locked || at.scope === "managed" || at.kind !== "settings")
    .flatMap((file) => consulted(file, circumstances));
  const lists = byList(rules);
  const book: Rulebook = {
    rules,
    lists: { allow: whole(lists.allow), ask: whole(lists.ask), deny: whole(lists.deny) },
    shell: {
      allow: new CommandIndex(lists.allow.filter(isShellRule)),
      ask: new CommandIndex(lists.ask.filter(isShellRule)),
      deny: new CommandIndex(lists.deny.filter(isShellRule)),
    },
    mode,
    folders: all.flatMap(({ folders, at }) => folders.map((folder) => placed(folder, at.base))),
    headless: circumstances.headless,
    grammars: world.grammars,
  };
  return vendorEngine(
    {
      clauses: files.flatMap(({ own }) => own.rules.map(({ clause }) => clause)),
      judge: (call, scene) => judgement(book, call, scene, assumes),
      consider: (clause, call, scene) =>
        consider(
          book.rules.find((one) => one.clause === clause),
          call,
          { scene, book },
        ),
    },
    world,
  );
}

/** What can be about a call as a whole; the rest waits for its commands. */
function whole(rules: readonly BoundRule[]): readonly BoundRule[] {
  return rules.filter(({ rule }) => rule.test.kind !== "command");
}

/** What a person has not agreed to trust does not grant; what restricts acts at once. Source: permissions, "Workspace trust". A skill's grants never wait. */
function consulted({ rules, at }: ClaudeFile, { trusted }: Circumstances): readonly BoundRule[] {
  if (trusted || at.scope !== "project" || at.kind !== "settings") return rules;
  return rules.filter(({ rule }) => rule.list !== "allow");
}

function placed(folder: string, base: string): string {
  return folder.startsWith("/") || folder.startsWith("~") ? folder : `${base}/${folder}`;
}

interface ModeOf {
  readonly mode: Mode;
  readonly assumes: readonly string[];
}

/** The narrower file sets it; `auto` counts in a person's own alone (2.1.142). Source: settings, "Precedence"; permission-modes. */
function modeOf(files: readonly ClaudeFile[], circumstances: Circumstances): ModeOf {
  const asked = MODES.find((mode) => mode === circumstances.mode);
  const order = ["managed", "local", "project", "user"] as const;
  const set = order
    .flatMap((scope) => files.filter(({ at }) => at.scope === scope))
    .map((file) => (file.mode === "auto" && file.at.scope !== "user" ? undefined : file.mode))
    .find((mode) => mode !== undefined);
  const wanted = asked ?? set ?? "default";
  const off = wanted === "bypassPermissions" && files.some(({ bypassDisabled }) => bypassDisabled);
  const mode = off ? "default" : wanted;
  const where =
    asked !== undefined
      ? "asked for"
      : set !== undefined
        ? "set by the files"
        : "as nothing sets one; some subscriptions start in `auto` (since 2.1.228)";
  return {
    mode,
    assumes: [
      `mode \`${mode}\`, ${off ? "as the one without prompts is switched off" : where}`,
      circumstances.trusted ? "the folder is trusted" : "the folder is not trusted",
      circumstances.headless ? "nobody is at the terminal" : "a person is at the terminal",
    ],
  };
}

function judgement(
  book: Rulebook,
  call: ToolCall,
  scene: Scene,
  assumes: readonly string[],
): Judgement {
  const outcome = widest(claudeCalls(call).map((one) => judge(book, one, scene)));
  if (outcome === undefined)
    return {
      decision: "deny",
      rules: [],
      parts: [],
      problems: [
        {
          code: "malformed-call",
          message: `\`${call.tool}\` lacks the argument that says what it is about`,
        },
      ],
      vendor: { assumes },
    };
  return judgementOf(outcome, assumes);
}
