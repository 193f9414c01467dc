import type { Scene } from "../../engine/scene.ts";
import type { ToolCall } from "../../model/call.ts";
import type { Clause } from "../../model/clause.ts";
import { own } from "../../model/json.ts";
import { actOf } from "../act.ts";
import { judge } from "./judge.ts";
import type { Ground } from "./judge.ts";
import { matchingRules } from "./policy.ts";
import { plainCommands } from "./shell-words.ts";

/** Does a clause alone match the call: an `allow` all of its commands, the others any? */
export function consider(
  clause: Clause,
  call: ToolCall,
  scene: Scene,
  ground: Ground,
): { readonly matched: boolean; readonly why: string } {
  const rule = [...ground.clauses].find(([, one]) => one === clause)?.[0];
  if (rule === undefined) {
    const matched = judge(call, scene, ground)?.rules.includes(clause) === true;
    return { matched, why: matched ? "it decides the call" : "it does not decide the call" };
  }
  const act = actOf(call);
  const line = act?.kind === "shell" ? act.command : textOf(call);
  if (line === undefined) return { matched: false, why: "it is about commands" };
  const plain = plainCommands(line, ground.grammars);
  const commands = plain ?? [["/bin/bash", "-lc", line]];
  const hits = commands.map(
    (words) =>
      matchingRules({ rules: [rule], hosts: ground.policy.hosts }, words, "resolve").length > 0,
  );
  const matched = clause.effect === "allow" ? hits.every(Boolean) : hits.some(Boolean);
  if (matched) return { matched, why: "the command begins with its words" };
  if (plain === undefined)
    return { matched, why: "the line is more than plain words, so Codex judges it as one" };
  return { matched, why: "a command does not begin with its words" };
}

function textOf({ args }: ToolCall): string | undefined {
  const value = own(args, "cmd") ?? own(args, "command");
  return typeof value === "string" ? value : undefined;
}
