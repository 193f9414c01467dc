import type { Clause, Constraints } from "../../model/clause.ts";
import type { CommandPattern, PatternWord } from "../../model/command-pattern.ts";
import { toGlob } from "../../model/glob.ts";
import type { Glob } from "../../model/glob.ts";
import { parseHostPattern } from "../../model/host-pattern.ts";
import { parsePathPattern } from "../../model/path-pattern.ts";
import type { PathPattern } from "../../model/path-pattern.ts";
import { failed } from "../../model/problem.ts";
import { shownShort } from "../../model/shown.ts";
import type { BuiltInTool, ToolPattern } from "../../model/tool-pattern.ts";
import type { ClaudeRule, RuleTest } from "./rule.ts";

/** An entry in Ambit's dimensions, at least as wide as what it grants: rules propose calls from it, and the agent's own reading confirms them. */
export function clauseOf(rule: ClaudeRule, file: string): Clause {
  const before = SHAPES.get(rule.test);
  if (before !== undefined) return { ...before, file, at: rule.at };
  const { source, at, list, tool } = rule;
  const dialect = tool.length === 1 ? DIALECTS.get(tool[0] ?? "") : undefined;
  const clause: Clause = {
    id: shownShort(source, 80),
    file,
    at,
    effect: list,
    tools: toolsOf(rule),
    where: constraintsOf(rule),
    except: [],
    faulty: false,
    ...(dialect === undefined ? {} : { dialect }),
  };
  SHAPES.set(rule.test, clause);
  return clause;
}

/** By what is asked of a call: entries of the same text in the same list share it. */
const SHAPES = new WeakMap<RuleTest, Clause>();

/** The shells whose command lines tools run. */
const DIALECTS: ReadonlyMap<string, string> = new Map([
  ["Bash", "bash"],
  ["Monitor", "bash"],
  ["PowerShell", "powershell"],
]);

const BUILT_IN: ReadonlyMap<string, readonly BuiltInTool[]> = new Map([
  ["Bash", ["shell"]],
  ["Monitor", ["shell"]],
  ["PowerShell", ["shell"]],
  ["Read", ["file.read"]],
  ["Grep", ["file.read"]],
  ["Glob", ["file.read"]],
  ["LSP", ["file.read"]],
  ["Edit", ["file.write", "file.read"]],
  ["Write", ["file.write"]],
  ["MultiEdit", ["file.write"]],
  ["NotebookEdit", ["file.write"]],
  ["WebFetch", ["web.fetch"]],
  ["WebSearch", ["web.search"]],
  ["Agent", ["agent.run"]],
]);

function toolsOf({ tool, source, list, test }: ClaudeRule): readonly ToolPattern[] {
  const [name = "", star] = tool;
  if (star === undefined) {
    const own = BUILT_IN.get(name);
    // What a rule restricts is told by the agent's own reading; a read that an `Edit` allows is no wider than the write.
    const built = list === "allow" || test.kind === "all" ? own?.slice(0, 1) : own;
    if (built !== undefined) return built.map((one) => ({ kind: "exact", source, tool: one }));
    if (name.startsWith("mcp__")) return [mcpPattern(name, source)];
    return [{ kind: "exact", source, tool: `tool:${name}` }];
  }
  if (name === "" && tool.length === 2) return [{ kind: "any", source }];
  const text = tool.join("*");
  return text.startsWith("mcp__")
    ? [mcpPattern(text, source)]
    : [{ kind: "named", source, name: tool }];
}

function mcpPattern(name: string, source: string): ToolPattern {
  const [server = "", ...tools] = name.slice("mcp__".length).split("__");
  const called = tools.join("__") || "*";
  if (!server.includes("*") && !called.includes("*"))
    return { kind: "exact", source, tool: `mcp:${server}/${called}` };
  return { kind: "mcp", source, server: toGlob(server), tool: toGlob(called) };
}

function constraintsOf({ test, source, tool }: ClaudeRule): Constraints {
  switch (test.kind) {
    case "command":
      return { command: [commandPattern(test.glob, source)] };
    case "path":
      return { path: [pathPattern(test.pattern, source)] };
    case "domain": {
      // A star inside a label is no pattern here: it is told by a mark, and the name behind it stands for it.
      const host = parseHostPattern(
        test.host === "*" ? "*" : test.host.replace(/^.*\*(?=[^.])/, "*."),
      );
      return failed(host) ? {} : { host: [{ ...host.value, source }] };
    }
    case "all":
      return unbounded(tool, source);
    default:
      return {};
  }
}

/** A tool alone is any command, any path, any host: rules look for those as for patterns. */
function unbounded(tool: Glob, source: string): Constraints {
  if (tool.length > 1) return {};
  const built = BUILT_IN.get(tool[0] ?? "")?.[0];
  switch (built) {
    case "shell":
      return { command: [commandPattern(["", ""], source)] };
    case "file.read":
    case "file.write":
      return { path: [{ source, choices: [MACHINE, HOME, WORKSPACE] }] };
    case "web.fetch":
      return { host: [{ source, kind: "any" }] };
    default:
      return {};
  }
}

const MACHINE = { anchor: "machine", up: 0, segments: ["**"] } as const;
const HOME = { anchor: "home", up: 0, segments: ["**"] } as const;
const WORKSPACE = { anchor: "workspace", up: 0, segments: ["**"] } as const;

/** The words before the first star that crosses words, and anything behind them. */
function commandPattern(glob: Glob, source: string): CommandPattern {
  const front = glob[0] ?? "";
  const open = glob.length > 1;
  const written = front.split(" ");
  // `ls*` takes words that begin so; `npm run *` whole words alone.
  const last = open ? written.pop() : undefined;
  const words = written.filter((word) => word !== "").map(literalWord);
  if (last !== undefined && last !== "") {
    const { glob: text, home } = literalWord(last);
    words.push({ glob: [...text, ""], home });
  }
  if ((words.length === 0 && !open) || front.includes("\0"))
    return { source, choices: [{ words: [], rest: true }] };
  return { source, choices: [{ words, rest: open }] };
}

/** A word with what it holds taken literally; quotes around it are what a shell makes of them. */
function literalWord(word: string): PatternWord {
  if (word.startsWith("~/") && PLAIN.test(word)) return { glob: [word.slice(2)], home: true };
  const bare = QUOTED.exec(word)?.[2] ?? word;
  return { glob: [bare], home: false };
}

const PLAIN = /^[\w@%+=:,./~-]*$/;
const QUOTED = /^(['"])(.*)\1$/s;

/** A gitignore pattern from its anchor, at any depth where it is a name alone. */
function pathPattern(written: string, source: string): PathPattern {
  const plain = written.replaceAll(/\[[^\]]*\]|\?/g, "*").replaceAll(/[{},!]/g, "*");
  const body = plain
    .replace(/^\/\//, "\0")
    .replace(/^\/(?!\/)/, "")
    .replace("\0", "/");
  const tidy = body
    .replace(/^\.\//, "")
    .replace(/\/$/, "/**")
    .replaceAll(/\*{2,}/g, "**");
  const safe = tidy
    .split("/")
    .map((name) => (name.includes("**") && name !== "**" ? name.replaceAll("**", "*") : name))
    .join("/");
  const floats = !/^[/~]/.test(body) && !tidy.includes("/") && !written.startsWith("/");
  const texts = floats && safe !== "**" ? [`**/${safe}`, `**/${safe}/**`] : [safe, `${safe}/**`];
  const choices = texts.flatMap((text) => {
    const pattern = parsePathPattern(text);
    return failed(pattern) ? [] : pattern.value.choices;
  });
  return { source, choices: choices.length === 0 ? [MACHINE, HOME, WORKSPACE] : choices };
}
