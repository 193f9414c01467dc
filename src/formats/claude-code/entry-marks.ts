import type { ToolCall } from "../../model/call.ts";
import type { Glob } from "../../model/glob.ts";
import type { Mark, MarkKind } from "../../model/mark.ts";
import { shownShort } from "../../model/shown.ts";
import type { FileAt } from "../format.ts";
import { respellings } from "../respellings.ts";
import { coveredMarks } from "./covered-marks.ts";
import { isPowerShell } from "./match.ts";
import type { ClaudeRule } from "./rule.ts";

/** What is wrong with entries, each by itself and beside the others of the file. */
export function entryMarks(rules: readonly ClaudeRule[], at: FileAt): readonly Mark[] {
  return [
    ...rules.flatMap((rule) => [
      ...boundary(rule),
      ...inside(rule),
      ...notAbsolute(rule, at),
      ...personal(rule, at),
      ...lookAlike(rule),
      ...joined(rule),
    ]),
    ...coveredMarks(rules),
    ...besideInterpreter(rules),
    ...rules.flatMap(respelled),
    ...piledUp(rules),
  ];
}

function mark(rule: ClaudeRule, kind: MarkKind, message: string, more: Partial<Mark> = {}): Mark {
  return { kind, at: { path: rule.at }, message: `\`${shown(rule)}\` ${message}`, ...more };
}

function shown({ source }: ClaudeRule): string {
  return shownShort(source, 80);
}

/** The command glob of a rule about commands. */
function commandOf({ test }: ClaudeRule): Glob | undefined {
  return test.kind === "command" ? test.glob : undefined;
}

/** Real programs that a prefix without a word boundary takes with it. */
const NEIGHBOURS = [
  ...["lsof", "lsblk", "catdoc", "gitk", "git-shell", "npmrc", "npx", "nodemon", "makepkg"],
  ...["python3-config", "pipx", "dockerd", "goimports", "cargo-install-update", "findmnt", "rmmod"],
  ...["chmodx", "sedutil-cli", "testdisk", "curlie", "psql", "mvnd", "shred", "tscon"],
];

/** `Bash(ls*)` also takes `lsof`. Source: permissions, "Wildcards". */
function boundary(rule: ClaudeRule): readonly Mark[] {
  const glob = commandOf(rule);
  const [front = "", rest, ...more] = glob ?? [];
  if (rule.list !== "allow" || rest !== "" || more.length > 0) return [];
  if (!/^[\w.-]+$/.test(front)) return [];
  const other = NEIGHBOURS.find((name) => name.startsWith(front) && name !== front);
  const command = other ?? `${front}-other`;
  const message = `has no word boundary, so it also allows other programs whose names begin so, such as \`${command}\`; write \`${rule.source.replace("*)", " *)")}\``;
  const meant = JSON.stringify(rule.source.replace("*)", " *)"));
  return [mark(rule, "no-word-boundary", message, { witness: shell(command, rule), meant })];
}

/** A star before the rest of the command takes any options with it. Source: errors, "has a wildcard before the rest of the command". */
function inside(rule: ClaudeRule): readonly Mark[] {
  const glob = commandOf(rule);
  if (glob === undefined || rule.list !== "allow" || glob.length < 2) return [];
  const [front = "", ...others] = glob;
  const behind = others.at(-1) ?? "";
  if (behind.trim() === "" && others.every((piece) => piece.trim() === "")) return [];
  const program = front.trim().split(" ")[0] ?? "";
  const taken =
    program === "git"
      ? "-c core.fsmonitor=./run-me"
      : program === ""
        ? "sh -c ./run-me"
        : "--any-option=value";
  const command = [front, ...others].join(taken).trim();
  const message = `has a \`*\` before the rest of the command, and that takes any options with it: \`${shownShort(command, 80)}\` is allowed too; end the entry in its only \`*\``;
  return [mark(rule, "wildcard-inside-command", message, { witness: shell(command, rule) })];
}

/** A call of the tool that the rule is about. */
function shell(command: string, { tool }: ClaudeRule): ToolCall {
  const context = isPowerShell(tool) ? { context: { dialect: "powershell" } } : {};
  return { tool: "shell", args: { command }, ...context };
}

/** One slash is the source of the settings, not the machine's root. Source: permissions, "Read and Edit". */
function notAbsolute(rule: ClaudeRule, { scope }: FileAt): readonly Mark[] {
  if (rule.test.kind !== "path") return [];
  const { pattern } = rule.test;
  if (!pattern.startsWith("/") || pattern.startsWith("//")) return [];
  const machine = /^\/(?:Users|home|etc|var|tmp|opt|usr|private|root|mnt|Volumes)(?:\/|$)/;
  if (scope !== "user" && !machine.test(pattern)) return [];
  const root = scope === "user" ? "`~/.claude`" : "the project's folder";
  const worth = rule.list === "allow" ? "grants nothing that it means to" : "protects nothing";
  const meant = JSON.stringify(rule.source.replace("(/", "(//"));
  const message = `looks absolute, but a path with one slash begins at ${root}, so it ${worth}; write \`/${pattern}\` for the machine's root, or \`~/…\``;
  return [
    mark(rule, "not-absolute-path", message, {
      ...(rule.list === "allow" ? {} : { severity: "error", meant }),
    }),
  ];
}

/** A path of one person's machine in a file that is shared. */
function personal(rule: ClaudeRule, { scope }: FileAt): readonly Mark[] {
  if (scope !== "project") return [];
  const found = /(?:\/Users|\/home)\/[^/\s*]+|[A-Za-z]:\\+Users\\+[^\\\s*]+/.exec(rule.source)?.[0];
  if (found === undefined) return [];
  const message = `names \`${shownShort(found, 40)}\`, a folder of one person's machine, in a file that is shared: it holds for nobody else; use \`~/\` or a path of the project, or keep it in \`settings.local.json\``;
  return [mark(rule, "machine-path", message)];
}

/** A star inside a label takes other owners' names. Source: permissions, "WebFetch". */
function lookAlike(rule: ClaudeRule): readonly Mark[] {
  if (rule.test.kind !== "domain" || rule.list !== "allow") return [];
  const { host } = rule.test;
  const label = /(?:^|\.)\*([^.*]+(?:\.[^*]*)?)$/.exec(host)?.[1];
  if (label === undefined || host.startsWith("*.")) return [];
  const url = `https://${host.replaceAll("*", "evil-")}/`;
  const message = `also allows \`${url}\`, as its \`*\` takes any letters and not a whole name; write \`domain:${label}\`, and \`domain:*.${label}\` for what lies below`;
  return [
    mark(rule, "look-alike-host", message, { witness: { tool: "web.fetch", args: { url } } }),
  ];
}

const INTERPRETERS: ReadonlyMap<string, string> = new Map([
  ["python", "python -c"],
  ["python3", "python3 -c"],
  ["node", "node -e"],
  ["bash", "bash -c"],
  ["sh", "sh -c"],
  ["zsh", "zsh -c"],
  ["perl", "perl -e"],
  ["ruby", "ruby -e"],
  ["deno", "deno eval"],
  ["bun", "bun -e"],
]);

/** A deny of a program is void beside an allow that runs any code. Source: permissions, "Bash rule limits". */
function besideInterpreter(rules: readonly ClaudeRule[]): readonly Mark[] {
  const open = rules.find((rule) => {
    const glob = commandOf(rule);
    return rule.list === "allow" && glob?.length === 2 && INTERPRETERS.has((glob[0] ?? "").trim());
  });
  const program = commandOf(open ?? NONE)?.[0]?.trim() ?? "";
  const runs = INTERPRETERS.get(program);
  if (open === undefined || runs === undefined) return [];
  return rules.flatMap((rule) => {
    const denied = commandOf(rule)?.[0]?.trim() ?? "";
    if (rule.list !== "deny" || denied === "" || denied.split(" ")[0] === program) return [];
    const command = /^(?:ba|z)?sh /.test(`${runs} `)
      ? `${runs} '${denied.replaceAll("'", "")} x'`
      : `${runs} "run('${denied.replaceAll(/['"\\$`]/g, "")} x')"`;
    const message = `stops nothing, as \`${shown(open)}\` lets the agent run any code, and code starts any program; narrow that entry to the scripts that are needed`;
    const related = [{ at: { path: open.at }, message: "this entry runs any code" }];
    return [
      mark(rule, "deny-beside-interpreter", message, { related, witness: shell(command, open) }),
    ];
  });
}

const NONE: ClaudeRule = { list: "allow", source: "", at: [], tool: [""], test: { kind: "all" } };

/** A deny is held against a command as it is written; other spellings do the same. Source: permissions, "Bash rule limits". */
function respelled(rule: ClaudeRule): readonly Mark[] {
  const glob = commandOf(rule);
  if (rule.list !== "deny" || glob === undefined) return [];
  const open = glob.length > 1 && glob.at(-1) === "";
  const text = (open ? glob.slice(0, -1) : glob).join("x").trim();
  if (!/^[\w.-]/.test(text) || joins(text)) return [];
  const [first, ...others] = respellings(text, open);
  if (first === undefined) return [];
  const message = `is held against commands as they are written, and an \`allow\` lets the same through in another spelling, such as \`${shownShort(first, 80)}\`; narrow that \`allow\` to the subcommands that are needed, or deny in the sandbox`;
  return [
    mark(rule, "deny-respelled", message, {
      witness: shell(first, rule),
      others: others.map((one) => shell(one, rule)),
    }),
  ];
}

/** Does it join commands, by a sign that stands in no quotes? */
function joins(text: string): boolean {
  return /[|;&]/.test(text.replaceAll(/'[^']*'|"[^"]*"|\\./g, ""));
}

/** A line is split before entries are held against its commands. Source: permissions, "Compound commands". */
function joined(rule: ClaudeRule): readonly Mark[] {
  const glob = commandOf(rule);
  if (rule.list === "allow" || glob === undefined || !joins(glob.join("x"))) return [];
  const verb = rule.list === "deny" ? "denies" : "asks for";
  const message = `joins commands, and a line is split into its commands before they are held against entries, so it ${verb} nothing; name one of the commands, such as the one behind the \`|\``;
  return [mark(rule, "entry-not-consulted", message, { severity: "warning" })];
}

/** So many literal commands in one list were clicked, not written. */
const MANY = 12;

/** "Don't ask again" saves the whole command; nobody reads fifty of them. */
function piledUp(rules: readonly ClaudeRule[]): readonly Mark[] {
  const once = rules.filter((rule) => {
    const glob = commandOf(rule);
    if (rule.list !== "allow" || glob?.length !== 1) return false;
    const text = glob[0] ?? "";
    return text.length > 60 || /["'$`\n]|\d{4,}|\/(?:Users|home|tmp)\//.test(text);
  });
  const [first] = once;
  if (first === undefined || once.length < MANY) return [];
  const message = `holds ${once.length} commands that were approved once, word by word: they match nothing else, hide what matters, and keep what stood in them; remove them, and allow by prefix what is really needed`;
  const related = once.slice(0, 5).map((rule) => ({ at: { path: rule.at }, message: shown(rule) }));
  return [
    {
      kind: "piled-up-approvals",
      at: { path: first.at.slice(0, -1), on: "key" },
      message,
      related,
    },
  ];
}
