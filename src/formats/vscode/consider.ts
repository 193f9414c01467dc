import type { World } from "../../engine/engine.ts";
import type { Scene } from "../../engine/scene.ts";
import type { ToolCall } from "../../model/call.ts";
import type { Clause } from "../../model/clause.ts";
import { shownShort } from "../../model/shown.ts";
import { vscodeActs } from "./act-of.ts";
import { answerEdit } from "./edits/approve-edit.ts";
import { absolutePath } from "./judge-file.ts";
import { shellOf } from "./judge-shell.ts";
import { listsTool, toolNames } from "./list-tools.ts";
import type { Policy } from "./policy.ts";
import { answerCommand, answerLine } from "./terminal/rules.ts";
import { readTerminalLine } from "./terminal/sub-commands.ts";
import { urlGlobMatches } from "./urls/url-glob.ts";

/** What one clause alone says of a call. */
interface Considering {
  readonly matched: boolean;
  /** A sentence without its full stop. */
  readonly why: string;
}

/** Does this clause alone match the call (an `allow`: all of it; others: any part)? */
export function considerClause(
  policy: Policy,
  clause: Clause,
  call: ToolCall,
  scene: Scene,
  world: World,
): Considering {
  const [act, ...others] = vscodeActs(call) ?? [];
  const name = `\`${shownShort(clause.id, 60)}\``;
  if (act === undefined) return { matched: false, why: "the call does not say what it is about" };
  if (!listsTool(clause, toolNames(act, call)))
    return { matched: false, why: `${name} is about another tool` };
  if (act.kind === "shell") return considerShell(policy, clause, act.command, scene, world);
  if (act.kind === "write") {
    const rules = [policy.edits, ...policy.otherEdits]
      .flat()
      .filter((rule) => rule.clause === clause);
    const path = absolutePath(act.path, scene);
    if (rules.length === 0 || path === undefined) return named(name);
    const { rule } = answerEdit(rules, path, { workspace: scene.workspace, home: scene.home });
    return said(rule !== undefined, `${name} matches the file`, `${name} does not match the file`);
  }
  if (act.kind === "fetch") {
    const rule = policy.urls.find((one) => one.clause === clause);
    if (rule === undefined) return named(name);
    const urls = [act, ...others].flatMap((one) => (one.kind === "fetch" ? [one.url] : []));
    const matches = (url: string): boolean => urlGlobMatches(url, rule.pattern);
    const matched = clause.effect === "allow" ? urls.every(matches) : urls.some(matches);
    return said(matched, `${name} matches the address`, `${name} does not match the address`);
  }
  return named(name);
}

function named(name: string): Considering {
  return { matched: true, why: `${name} names the tool` };
}

function said(matched: boolean, yes: string, no: string): Considering {
  return { matched, why: matched ? yes : no };
}

function considerShell(
  policy: Policy,
  clause: Clause,
  command: string,
  scene: Scene,
  { grammars }: World,
): Considering {
  const name = `\`${shownShort(clause.id, 60)}\``;
  const rules = policy.terminal.rules.filter((rule) => rule.clause === clause);
  const shell = shellOf(scene);
  if (rules.length === 0) return named(name);
  const line = command.trimStart();
  const read = shell && readTerminalLine(line, shell, grammars);
  if (shell === undefined || read === undefined)
    return { matched: false, why: "the line cannot be read" };
  if (rules.some(({ wholeLine }) => wholeLine)) {
    const matched = answerLine(rules, line).result !== "none";
    return said(matched, `${name} matches the whole line`, `${name} does not match the whole line`);
  }
  const matches = (text: string): boolean =>
    !["none", "unknown"].includes(answerCommand(rules, text, shell).result);
  const commands = read.subCommands;
  const matched =
    clause.effect === "allow"
      ? commands.length > 0 && commands.every(matches)
      : commands.some(matches);
  const which = clause.effect === "allow" ? "every command" : "a command";
  return said(
    matched,
    `${name} matches ${which} of the line`,
    `${name} does not match ${which} of the line`,
  );
}
