import type { World } from "../../engine/engine.ts";
import type { Scene } from "../../engine/scene.ts";
import type { Decision, ToolCall } from "../../model/call.ts";
import type { Clause } from "../../model/clause.ts";
import { defineFormat } from "../format.ts";
import type { Circumstances, OwnSubject } from "../format.ts";
import { vendorEngine } from "../vendor-engine.ts";
import type { Judgement, Machine } from "../vendor-engine.ts";
import { builtInRules } from "./built-in-rules.ts";
import { geminiCalls } from "./calls.ts";
import { EFFECTS } from "./clauses.ts";
import { byPriority, checkPolicy } from "./engine.ts";
import type { GeminiCall, PolicyGround, Verdict } from "./engine.ts";
import { MODES } from "./policy-rule.ts";
import type { PolicyRule } from "./policy-rule.ts";
import { readPolicyFile, readSettingsFile } from "./read-file.ts";
import type { GeminiFile } from "./read-file.ts";
import { isBelow, resolved } from "./safety.ts";
import type { GeminiServer } from "./settings.ts";
import { geminiFixes } from "./fixes.ts";

/** Of an administrator. Source: docs, configuration ("System settings file") and policy-engine ("Admin"). */
const SYSTEM_FOLDERS = [
  "/etc/gemini-cli",
  "/Library/Application Support/GeminiCli",
  "C:/ProgramData/gemini-cli",
] as const;

/** Gemini CLI. Facts: the package `@google/gemini-cli-core` 0.61.0, and its docs; each where it is used. */
export const geminiCli = defineFormat<GeminiFile>({
  id: "gemini-cli",
  name: "Gemini CLI",
  checked: { version: "0.61.0", on: "2026-11-22" },
  files: [
    {
      kind: "policy",
      at: ".gemini/policies/*.toml",
      scope: "project",
      merged: true,
      home: ".gemini/policies/*.toml",
      machine: SYSTEM_FOLDERS.map((folder) => `${folder}/policies/*.toml`),
    },
    {
      kind: "settings",
      at: ".gemini/settings.json",
      scope: "project",
      merged: true,
      home: ".gemini/settings.json",
      machine: SYSTEM_FOLDERS.map((folder) => `${folder}/settings.json`),
    },
  ],
  fixes: geminiFixes,
  modes: MODES,
  read: (text, at) =>
    at.kind === "policy" ? readPolicyFile(text, at) : readSettingsFile(text, at),
  compile: (files, circumstances, world) =>
    vendorEngine(machineOf(files, circumstances, world), world),
});

function machineOf(
  files: readonly OwnSubject<GeminiFile>[],
  circumstances: Circumstances,
  world: World,
): Machine {
  const book = bookOf(files, circumstances, world);
  return {
    clauses: files.flatMap(({ subject }) => subject.stages.flatMap(({ clauses }) => clauses)),
    judge: (call, scene) => judgement(call, scene, book),
    consider(clause, call, scene) {
      const ground = groundOf(scene, book);
      const rules = ground.rules.filter((rule) => book.clauses.get(rule) === clause);
      const marked = rules.map((rule): PolicyRule => ({ ...rule, decision: "allow" }));
      const matched =
        rules.length > 0 &&
        (geminiCalls(call) ?? []).some(
          (one) =>
            checkPolicy(one, { ...ground, rules: marked, mode: "default" }).rule !== undefined,
        );
      return { matched, why: matched ? "it matches the call" : "it does not match the call" };
    },
  };
}

interface Book {
  readonly rules: readonly PolicyRule[];
  readonly clauses: ReadonlyMap<PolicyRule, Clause>;
  readonly servers: readonly GeminiServer[];
  /** Servers that are left out, by the two lists. */
  readonly reachable: (server: string) => boolean;
  readonly circumstances: Circumstances;
  readonly mode: (typeof MODES)[number];
  readonly assumes: readonly string[];
  readonly world: World;
}

/** A folder that is not trusted gives no settings. Policies of a project are read nowhere (the workspace tier is off). */
function bookOf(
  all: readonly OwnSubject<GeminiFile>[],
  circumstances: Circumstances,
  world: World,
): Book {
  const { trusted, headless } = circumstances;
  const files = all
    .map(({ own }) => own)
    .filter(({ at, kind }) => at.scope !== "project" || (kind === "settings" && trusted));
  const settings = files.flatMap((file) => (file.kind === "settings" ? [file] : []));
  const byScope = (["managed", "project", "user"] as const).flatMap((scope) =>
    settings.filter(({ at }) => at.scope === scope),
  );
  const set = byScope.find((file) => file.settings.mode !== undefined)?.settings.mode;
  const asked = MODES.find((mode) => mode === circumstances.mode);
  const mode = trusted ? (asked ?? set ?? "default") : "default";
  const allowed = settings.flatMap(({ settings: one }) => one.serversAllowed ?? []);
  const limited = settings.some(({ settings: one }) => one.serversAllowed !== undefined);
  return {
    rules: byPriority([...files.flatMap(({ rules }) => rules), ...builtInRules()]),
    clauses: new Map(files.flatMap(({ clauses }) => [...clauses])),
    servers: settings.flatMap(({ settings: one }) => one.servers),
    reachable: (server) => !limited || allowed.some(({ text }) => text === server || text === "*"),
    circumstances,
    mode,
    world,
    assumes: [
      `mode \`${mode}\`, ${asked !== undefined && trusted ? "asked for" : set === undefined ? "as nothing sets one" : "set by the files"}`,
      trusted ? "the folder is trusted" : "the folder is not trusted, so its settings are not read",
      headless ? "nobody is at the terminal" : "a person is at the terminal",
      all.some(({ own: { at } }) => at.scope === "managed")
        ? "no policies of an extension"
        : "no policies of an administrator or an extension",
    ],
  };
}

function groundOf({ workspace, folder, home }: Scene, book: Book): PolicyGround {
  const root = workspace ?? folder ?? "/";
  return {
    rules: book.rules,
    mode: book.mode,
    headless: book.circumstances.headless,
    trusted: book.circumstances.trusted,
    place: { workspace: root, cwd: root, home },
    grammars: book.world.grammars,
  };
}

const WIDTH: Readonly<Record<Decision, number>> = { allow: 0, ask: 1, deny: 2 };

function judgement(call: ToolCall, scene: Scene, book: Book): Judgement {
  const { assumes } = book;
  const calls = geminiCalls(call);
  if (calls === undefined) {
    const message = `\`${call.tool}\` lacks the argument that says what it is about`;
    const problems = [{ code: "malformed-call", message }];
    return { decision: "deny", rules: [], parts: [], problems, vendor: { assumes } };
  }
  // The agent takes whichever tool it likes: the widest counts.
  const judged = calls.map((one) => judgeOne(one, scene, book));
  const [widest] = judged.toSorted((a, b) => WIDTH[a.decision] - WIDTH[b.decision]);
  return widest ?? { decision: "deny", rules: [], parts: [], vendor: { assumes } };
}

function judgeOne(call: GeminiCall, scene: Scene, book: Book): Judgement {
  const { assumes } = book;
  const refused = refusal(call, scene, book);
  if (refused !== undefined)
    return { decision: "deny", rules: [], parts: [], vendor: { assumes, because: refused } };
  const verdict = checkPolicy(call, groundOf(scene, book));
  const rules = rulesOf(verdict, book);
  const lonely = verdict.decision === "ask_user" && book.circumstances.headless;
  const origin = verdict.rule?.origin;
  const because = lonely
    ? "it would have to be asked, and nobody is there"
    : (verdict.because ??
      (rules.length === 0 ? origin && `a rule of ${origin} matches` : undefined));
  return {
    decision: lonely ? "deny" : EFFECTS[verdict.decision],
    rules,
    parts: (verdict.parts ?? []).map(({ command, verdict: part }) => ({
      tool: "shell",
      args: { command },
      decision: EFFECTS[part.decision],
      rules: rulesOf(part, book),
      views: [],
    })),
    vendor: {
      assumes,
      ...(because === undefined ? {} : { because }),
      ...(verdict.unknown === undefined ? {} : { unknown: verdict.unknown }),
    },
  };
}

function rulesOf({ rule }: Verdict, { clauses }: Book): readonly Clause[] {
  const clause = rule === undefined ? undefined : clauses.get(rule);
  return clause === undefined ? [] : [clause];
}

const FILE_TOOLS: ReadonlySet<string> = new Set(["read_file", "write_file", "replace"]);

/** What never gets as far as the policy. Sources: `validatePathAccess` of the tools; mcp docs (0.61.0). */
function refusal(
  call: GeminiCall,
  { workspace, home, folder }: Scene,
  book: Book,
): string | undefined {
  const { server, tool, args } = call;
  if (server !== undefined) {
    if (!book.reachable(server)) return `\`mcp.allowed\` does not name the server \`${server}\``;
    const own = book.servers.find(({ name }) => name === server);
    const name = tool.slice(`mcp_${server}_`.length);
    if (own?.exclude.includes(name)) return "`excludeTools` of the server names it";
    const listed = own?.include?.map((one) => one.replace(/\(.*$/s, ""));
    if (listed !== undefined && !listed.includes(name))
      return "`includeTools` of the server does not name it";
    return undefined;
  }
  const path = Object.entries(args).find(([name]) => name === "file_path")?.[1];
  if (!FILE_TOOLS.has(tool) || typeof path !== "string" || workspace === undefined)
    return undefined;
  const absolute =
    path.startsWith("~/") && home !== undefined
      ? resolved(home, path.slice(2))
      : resolved(folder ?? workspace, path);
  if (isBelow(workspace, absolute)) return undefined;
  return "the tool takes no path outside of the workspace";
}
