import type { World } from "../../engine/engine.ts";
import type { Scene } from "../../engine/scene.ts";
import type { Decision, ToolCall } from "../../model/call.ts";
import type { Clause } from "../../model/clause.ts";
import type { JsonObject } from "../../model/json.ts";
import { own } from "../../model/json.ts";
import { shownShort } from "../../model/shown.ts";
import type { ShellGrammars } from "../../model/syntax.ts";
import { actOf } from "../act.ts";
import type { Act } from "../act.ts";
import { readBashLine } from "../bash-line.ts";
import type { Circumstances } from "../format.ts";
import type { Judgement, Machine } from "../vendor-engine.ts";
import type { Entry, Product } from "./entry.ts";
import { commandMatches, hostMatches, pathMatches, toolMatches } from "./match.ts";
import type { CursorFile } from "./read-file.ts";

/** How an agent of Cursor runs, whichever of the two programs it is: the editor's default first. */
export const MODES = ["auto-review", "allowlist", "run-everything"] as const;

type Mode = (typeof MODES)[number];

/** Cursor's decisions by files that hold together. Editor and CLI are two engines: the first file says which is meant. */
export function cursorMachine(
  files: readonly CursorFile[],
  circumstances: Circumstances,
  { grammars }: World,
): Machine {
  const product: Product = files[0]?.product ?? "editor";
  const mine = files.filter((file) => file.product === product);
  const entries = mine.flatMap((file) => file.entries);
  const [main] = files;
  const base = main?.at.base ?? "/";
  const mode = modeOf(
    circumstances.mode ?? mine.findLast(({ mode: set }) => set !== undefined)?.mode,
    product,
  );
  const ground: Ground = {
    product,
    mode,
    entries,
    lists: new Set(mine.flatMap(({ lists }) => [...lists])),
    grammars,
    base,
  };
  const assumes = [
    `it runs in ${product === "cli" ? "Cursor's CLI" : "the editor"}, in the mode \`${mode}\``,
    ...ASSUMED,
    ...(files.some(({ at }) => at.kind === "hooks" && at.scope === "managed")
      ? ["an administrator's hooks, which may refuse more, are not run here"]
      : []),
  ];
  return {
    clauses: entries.map(({ clause }) => clause),
    judge(call, scene): Judgement {
      const unread = mine.find(({ unreadable }) => unreadable);
      const answer =
        unread === undefined
          ? judge(call, scene, ground)
          : unknown(
              `\`${unread.at.file}\` cannot be read, and what Cursor then does is not documented`,
            );
      const { decision, rules = [], because, why } = answer;
      return {
        decision,
        rules,
        parts: [],
        vendor: {
          assumes,
          ...(because === undefined ? {} : { because }),
          ...(why === undefined ? {} : { unknown: why }),
        },
      };
    },
    consider(clause, call, scene) {
      const entry = entries.find((one) => one.clause === clause);
      const act = cursorAct(call);
      if (entry === undefined || act === undefined)
        return { matched: false, why: "the call is not complete" };
      const matched = matches(entry, act, scene, ground);
      return { matched, why: matched ? "it matches the call" : "it does not match the call" };
    },
  };
}

const ASSUMED = [
  "no administrator's policy and no hook decides",
  "nothing was allowed for good before",
];

interface Ground {
  readonly product: Product;
  readonly mode: Mode;
  readonly entries: readonly Entry[];
  readonly lists: ReadonlySet<string>;
  readonly grammars: ShellGrammars;
  readonly base: string;
}

interface Answer {
  readonly decision: Decision;
  readonly rules?: readonly Clause[];
  readonly because?: string;
  /** Why nobody can say. */
  readonly why?: string;
}

function unknown(why: string): Answer {
  return { decision: "deny", why };
}

/** The CLI's words for modes are others. Its default is the list: cursor.com/docs/cli/reference/configuration. */
function modeOf(word: string | undefined, product: Product): Mode {
  if (word === "unrestricted") return "run-everything";
  return MODES.find((mode) => mode === word) ?? (product === "cli" ? "allowlist" : MODES[0]);
}

function judge(call: ToolCall, scene: Scene, ground: Ground): Answer {
  const act = cursorAct(call);
  if (act === undefined) return unknown("an argument that the entries are about is missing");
  if (act.kind === "shell") return judgeLine(act.command, act, scene, ground);
  const hits = ground.entries.filter((entry) => matches(entry, act, scene, ground));
  return listed(hits) ?? unlisted(act, scene, ground);
}

/** A denial is stronger than an allowance. Source: cursor.com/docs/cli/reference/permissions. */
function listed(hits: readonly Entry[]): Answer | undefined {
  const denies = hits.filter(({ effect }) => effect === "deny");
  if (denies.length > 0) return { decision: "deny", rules: denies.map(({ clause }) => clause) };
  return hits.length > 0
    ? { decision: "allow", rules: hits.map(({ clause }) => clause) }
    : undefined;
}

/**
 * A line that is one command is compared as it is written. How a line of several is taken apart is documented for neither program: it is decided only
 * where the whole and every part of it give the same answer.
 */
function judgeLine(command: string, act: Act, scene: Scene, ground: Ground): Answer {
  if ((scene.call.context?.dialect ?? "bash") !== "bash")
    return unknown("how Cursor reads other shells than bash is not documented");
  const whole = command.trim();
  const line = readBashLine(whole, ground.grammars);
  const [only, more] = line.commands;
  const simple =
    !line.hasError &&
    more === undefined &&
    line.redirects.length === 0 &&
    only?.source === whole &&
    only.assigns.length === 0;
  const hitsOf = (text: string): readonly Entry[] =>
    ground.entries.filter(({ test }) => commandMatches(test, text));
  const first = hitsOf(whole);
  if (simple) return listed(first) ?? unlisted(act, scene, ground);
  const denies = first.filter(({ effect }) => effect === "deny");
  if (denies.length > 0) return { decision: "deny", rules: denies.map(({ clause }) => clause) };
  const any = [...first, ...line.commands.flatMap(({ text }) => hitsOf(text))];
  const unsure =
    ground.mode === "run-everything" ? any.filter(({ effect }) => effect === "deny") : any;
  if (unsure.length === 0 && !line.hasError) return unlisted(act, scene, ground);
  return unknown(
    `how Cursor takes a line of several commands apart is not documented, and ${
      unsure[0] === undefined
        ? "this one cannot be read"
        : `\`${shownShort(unsure[0].source, 60)}\` is about a part of it`
    }`,
  );
}

function unlisted(act: Act, scene: Scene, ground: Ground): Answer {
  const { mode, product, lists } = ground;
  if (mode === "run-everything")
    return { decision: "allow", because: "the mode runs everything that is not denied" };
  if (product === "editor" && (act.kind === "read" || act.kind === "write"))
    return unlistedFile(act.kind, placed(act.path, scene, ground), scene.workspace ?? ground.base);
  if (mode === "auto-review")
    return unknown("in this mode a model of the vendor's judges what no list names");
  const list =
    act.kind === "shell" ? "terminalAllowlist" : act.kind === "mcp" ? "mcpAllowlist" : undefined;
  if (product === "editor") {
    if (list === undefined) return unknown("what the editor does with this tool is not documented");
    if (!lists.has(list))
      return unknown(`no file sets \`${list}\`, so the list of the person's own settings holds`);
    return { decision: "ask", because: `no entry of \`${list}\` names it` };
  }
  if (act.kind === "shell" || act.kind === "mcp" || act.kind === "fetch")
    return {
      decision: "ask",
      because: "no entry of `permissions` names it, and then the CLI asks",
    };
  return unknown("what the CLI does without an entry for this tool is not documented");
}

/** Source: cursor.com/docs/agent/security as of 2026: files are read and written in the workspace without a question, but for configuration. */
function unlistedFile(kind: "read" | "write", path: string, workspace: string): Answer {
  if (!path.startsWith(`${workspace}/`) && path !== workspace)
    return unknown(
      "whether files outside of the workspace are asked about depends on the person's settings",
    );
  if (kind === "write" && CONFIGURATION.test(path.slice(workspace.length)))
    return {
      decision: "ask",
      because: "files that configure agents and the editor are asked about",
    };
  return {
    decision: "allow",
    because: `the editor ${kind === "read" ? "reads" : "writes"} files of the workspace without a question`,
  };
}

const CONFIGURATION =
  /^\/(?:.*\/)?(?:\.(?:cursor|claude)\/[^/]+\.json$|\.vscode\/|\.git\/hooks\/|[^/]+\.code-workspace$)/s;

function matches({ test }: Entry, act: Act, scene: Scene, ground: Ground): boolean {
  switch (act.kind) {
    case "shell":
      return commandMatches(test, act.command);
    case "read":
    case "write":
      return (
        test.kind === "path" &&
        test.act === act.kind &&
        pathMatches(
          test,
          placed(act.path, scene, ground),
          scene.workspace ?? ground.base,
          scene.home,
        )
      );
    case "fetch":
      return hostMatches(test, act.url);
    case "mcp":
      return toolMatches(test, act.server, act.tool);
    case "search":
    case "agent":
    case "own":
      return false;
  }
}

/** A path from the folder of the call on, without `.` and `..`. */
function placed(path: string, scene: Scene, { base }: Ground): string {
  const names: string[] = [];
  const home = scene.home;
  const whole =
    home !== undefined && path.startsWith("~/")
      ? home + path.slice(1)
      : path.startsWith("/")
        ? path
        : `${scene.folder ?? base}/${path}`;
  for (const name of whole.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return `/${names.join("/")}`;
}

/** Cursor's own names of tools, as its hooks and tokens say them. */
const OWN_TOOLS: ReadonlyMap<string, readonly [tool: string, from: readonly string[], to: string]> =
  new Map<string, readonly [string, readonly string[], string]>([
    ["Shell", ["shell", ["command"], "command"]],
    ["Read", ["file.read", ["path", "file_path", "target_file"], "path"]],
    ["Write", ["file.write", ["path", "file_path", "target_file"], "path"]],
    ["WebFetch", ["web.fetch", ["url"], "url"]],
  ]);

function cursorAct(call: ToolCall): Act | undefined {
  const named = OWN_TOOLS.get(call.tool.replace(/^tool:/, ""));
  if (named === undefined) return actOf(call);
  const [tool, from, to] = named;
  const value = from.map((name) => own(call.args, name)).find((one) => one !== undefined);
  const args: JsonObject = value === undefined ? {} : { ...call.args, [to]: value };
  return actOf({ ...call, tool, args });
}
