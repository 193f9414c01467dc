import type { Decision } from "../../model/call.ts";
import type { Mark } from "../../model/mark.ts";
import { named } from "./file.ts";
import type { WrittenRule } from "./rule.ts";

/**
 * Traps of entries about command lines. `decide` says what becomes of a command by the file alone. opencode compares the text of a command as it
 * is written, so other spellings of the same command are other texts.
 */
export function commandMarks(
  rules: readonly WrittenRule[],
  decide: (command: string) => Decision,
): readonly Mark[] {
  const own = rules.filter(({ permission }) => permission === "bash");
  return [
    ...own
      .filter(({ action }) => action === "deny")
      .slice(0, MOST)
      .flatMap((rule) => respelled(rule, decide)),
    ...own
      .filter(({ action }) => action === "allow")
      .flatMap((rule) => loose(rule))
      .slice(0, MOST)
      .filter(({ witness }) => decide(witness.args.command) === "allow"),
    ...own.flatMap(several),
    ...besideInterpreter(own, decide),
  ];
}

/** So many entries of a file are looked at: each costs a way through all of them. */
const MOST = 300;

/** A mark that has a command to show. */
type Shown = Mark & {
  readonly witness: { readonly tool: string; readonly args: { readonly command: string } };
};

/** A denied command that runs all the same when it is written in another way. */
function respelled(rule: WrittenRule, decide: (command: string) => Decision): readonly Mark[] {
  if (isSeveral(rule.pattern)) return [];
  const spelling = spellings(rule.pattern).find((text) => decide(text) === "allow");
  if (spelling === undefined) return [];
  const bare = !/[*?]/.test(rule.pattern);
  const help = bare
    ? `it is only the command without arguments; write \`${rule.pattern} *\`, and let \`*\` ask`
    : "the text is compared as it is written; let `*` ask, and allow what is needed";
  return [
    {
      kind: "deny-respelled",
      at: { path: rule.clause.at, on: "key" },
      severity: bare ? "error" : "warning",
      message: `${named(rule.pattern)} is denied, and \`${spelling}\` does the same and is allowed: ${help}`,
      witness: { tool: "shell", args: { command: spelling } },
    },
  ];
}

/** The same command in other words, as far as the pattern says which. */
function spellings(pattern: string): readonly string[] {
  const head = /^[^*?]*/.exec(pattern)?.[0] ?? "";
  const glued = head.length < pattern.length && !/\s$/.test(head);
  const words = head.split(/\s+/).filter((word) => word !== "");
  const [program, ...more] = words;
  if (program === undefined || !/^[\w.+-]+$/.test(program)) return [];
  if (!/[*?]/.test(pattern)) return [`${pattern} example`];
  const tail = glued || more.length === 0 ? " example" : "";
  return [
    ...(more.length === 0 ? [] : [`${program}  ${more.join(" ")}${tail}`]),
    `'${program}' ${more.join(" ")}${more.length === 0 ? "example" : tail}`,
    `command ${words.join(" ")}${tail}`,
    `/usr/bin/${words.join(" ")}${tail}`,
  ];
}

/** An allow that lets through more than it says. */
function loose(rule: WrittenRule): readonly Shown[] {
  const { pattern, clause } = rule;
  if (isSeveral(pattern)) return [];
  const at = { path: clause.at, on: "key" } as const;
  const inner = pattern.replace(/(?: \*|\*)$/, "");
  if (inner.replace(/^\*+$/, "").includes("*")) {
    const command = inner.startsWith("*")
      ? `sh -c 'example'${inner.replace(/^\*+/, "").replace(/^(?=\S)/, " ")}`.replaceAll("*", "x")
      : sample({
          ...rule,
          pattern: inner.replaceAll(/(?<=\S)\*/g, "x").replaceAll("*", "example --force"),
        });
    return [
      {
        kind: "wildcard-inside-command",
        at,
        message: `the \`*\` before the end of ${named(pattern)} is any text, also other sub-commands, options and programs, as in \`${command}\`; put \`*\` only at the end`,
        witness: { tool: "shell", args: { command } },
      },
    ];
  }
  const word = /^([\w.-]*\w)\*$/.exec(pattern)?.[1];
  if (word === undefined) return [];
  return [
    {
      kind: "no-word-boundary",
      at,
      message: `${named(pattern)} is every program whose name begins so, as in \`${word}x\`; write \`${word} *\`, which is \`${word}\` alone as well`,
      witness: { tool: "shell", args: { command: `${word}x example` } },
    },
  ];
}

/** An entry for a line of several commands, which opencode never compares as a whole. */
function several({ pattern, action, clause }: WrittenRule): readonly Mark[] {
  if (!isSeveral(pattern)) return [];
  return [
    {
      kind: "unreachable-entry",
      at: { path: clause.at, on: "key" },
      severity: action === "allow" ? "hint" : "warning",
      message: `a line is taken apart where ${named(pattern)} joins commands, and each is compared by itself: this is never looked up; write an entry for each command`,
    },
  ];
}

function isSeveral(pattern: string): boolean {
  return /\s(?:&&|\|\|?|;)\s/.test(pattern) && !/["'`$(]/.test(pattern);
}

/** Denied commands beside a program that runs any other. */
function besideInterpreter(
  own: readonly WrittenRule[],
  decide: (command: string) => Decision,
): readonly Mark[] {
  const denied = own.find(
    ({ action, pattern }) => action === "deny" && pattern !== "*" && !isSeveral(pattern),
  );
  if (denied === undefined) return [];
  const text = sample(denied).replaceAll("'", "");
  const line = [`bash -c '${text}'`, `sh -c '${text}'`, `env ${text}`, `xargs ${text}`].find(
    (one) => decide(one) === "allow",
  );
  if (line === undefined) return [];
  return [
    {
      kind: "deny-beside-interpreter",
      at: { path: denied.clause.at, on: "key" },
      message: `commands are denied here, and \`${line}\` is allowed, which runs any of them: opencode does not look into what other programs run; let \`*\` ask, and allow no interpreter`,
      witness: { tool: "shell", args: { command: line } },
    },
  ];
}

/** A command that the pattern holds for. */
function sample({ pattern }: Pick<WrittenRule, "pattern">): string {
  return pattern.replace(/ \*$/, " example").replace(/\*+/g, "x").replaceAll("?", "x");
}
