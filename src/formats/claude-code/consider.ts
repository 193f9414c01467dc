import type { Scene } from "../../engine/scene.ts";
import type { ToolCall } from "../../model/call.ts";
import { isReadOnly } from "./built-in.ts";
import { readLineOf } from "./command-line.ts";
import { commandMatches, ruleMatches, toolMatches } from "./match.ts";
import type { BoundRule, Rulebook } from "./stages.ts";
import { claudeCalls } from "./tool-of.ts";
import type { ClaudeCall } from "./tool-of.ts";

/** Whether an entry matches, and why it does or does not: a sentence without its full stop. */
export interface Consideration {
  readonly matched: boolean;
  readonly why: string;
}

/** What one entry says of a call. An `allow` matches where it allows every command that needs it, others where they match one. */
export function consider(
  one: BoundRule | undefined,
  call: ToolCall,
  ground: { readonly scene: Scene; readonly book: Rulebook },
): Consideration {
  if (one === undefined) return { matched: false, why: "it waits until the folder is trusted" };
  const calls = claudeCalls(call).map((each) => considerOne(one, each, ground));
  return (
    calls.find(({ matched }) => matched) ??
    calls[0] ?? { matched: false, why: "the call is not complete" }
  );
}

function considerOne(
  one: BoundRule,
  call: ClaudeCall,
  { scene, book }: { readonly scene: Scene; readonly book: Rulebook },
): Consideration {
  const { rule } = one;
  if (ruleMatches(one, call, scene) && (rule.test.kind !== "all" || call.command === undefined))
    return { matched: true, why: "it matches the call" };
  const isOwn =
    toolMatches(rule.tool, call.tool) ||
    (call.tool === "Monitor" && toolMatches(rule.tool, "Bash"));
  if (call.command === undefined || !isOwn)
    return { matched: false, why: isOwn ? reason(one) : "it is about another tool" };
  const { commands, unread } = readLineOf(call, book.grammars);
  const matching = commands.filter((command) => commandMatches(one, command));
  if (rule.list !== "allow") {
    const [first] = matching;
    return first === undefined
      ? { matched: false, why: "it matches none of the commands, as they are written" }
      : { matched: true, why: `it matches \`${first.text}\`` };
  }
  if (unread !== undefined) return { matched: false, why: `the line always asks: ${unread}` };
  const left = commands.find((command) => !matching.includes(command) && !isReadOnly(command));
  if (matching.length > 0 && left === undefined)
    return { matched: true, why: `it allows \`${matching[0]?.text ?? ""}\`` };
  return {
    matched: false,
    why:
      matching.length > 0
        ? `it does not allow \`${left?.text ?? ""}\``
        : "it matches none of the commands, as they are written",
  };
}

function reason({ rule }: BoundRule): string {
  switch (rule.test.kind) {
    case "path":
      return "its path does not match";
    case "domain":
      return "its domain does not match";
    case "name":
      return "its name does not match";
    case "parameter":
      return "the parameter does not match, or is left out";
    default:
      return "it does not match";
  }
}
