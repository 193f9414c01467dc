import type { ToolCall } from "../model/call.ts";
import type { Mark, MarkKind } from "../model/mark.ts";
import { shownShort } from "../model/shown.ts";
import { defineRule } from "./rule.ts";
import type { LintRule, Report } from "./rule.ts";

/** Gives a rule that reports what the reader of an agent's own file saw: all that can be told is in the mark. */
export function defineMarkRule(
  rule: Omit<LintRule, "check" | "about" | "ofMarks"> & { readonly id: MarkKind },
): LintRule {
  return defineRule({
    ...rule,
    about: "agents",
    ofMarks: true,
    *check({ subject, decide }) {
      for (const mark of subject.marks ?? []) {
        if (mark.kind !== rule.id) continue;
        const shows = mark.witness === undefined ? [] : [mark.witness, ...(mark.others ?? [])];
        const witness = shows.find((call) => decide(call).decision === "allow");
        // What it would show is stopped elsewhere, so there is nothing to see.
        if (mark.witness !== undefined && witness === undefined) continue;
        yield reportOf(mark, witness);
      }
    },
  });
}

function reportOf(mark: Mark, witness: ToolCall | undefined): Report {
  const { at, severity, related, meant } = mark;
  return {
    at,
    message: messageOf(mark, witness),
    ...(witness === undefined ? {} : { witness }),
    ...(severity === undefined ? {} : { severity }),
    ...(meant === undefined ? {} : { meant }),
    ...(related === undefined ? {} : { related }),
  };
}

/** What the reader names is the first call that it thought of, which something else may stop. */
function messageOf({ message, witness: named }: Mark, witness: ToolCall | undefined): string {
  const [first, shown] = [named, witness].map((call) => call?.args["command"]);
  if (typeof first !== "string" || typeof shown !== "string") return message;
  return message.replace(`\`${shownShort(first, 80)}\``, () => `\`${shownShort(shown, 80)}\``);
}
