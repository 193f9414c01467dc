import type { CallContext } from "../model/call.ts";
import type { Part } from "./parts.ts";
import { grants, restricts } from "./rule.ts";
import type { Rule } from "./rule.ts";
import { Scene } from "./scene.ts";
import type { FileTarget } from "./target.ts";
import { YES } from "./truth.ts";

const TOOLS = ["file.read", "file.write"] as const;

/** Can a rule be about files that a file tool names? */
export function isAboutFiles({ names, clause }: Rule): boolean {
  const reading = clause.effect === "deny" ? "wide" : "narrow";
  return TOOLS.some((tool) => names[reading](tool));
}

/**
 * Which of some files a rule is about by itself, whatever others say: a test for absolute paths. Links of the disk are not
 * followed, and a session counts as one that has seen everything.
 */
export function fileReach(
  rule: Rule,
  context: CallContext,
  now: string,
): (file: string) => boolean {
  const session = { seen: ["untrusted", "private"] };
  return (file) =>
    TOOLS.some((tool) => {
      const args = { path: file };
      const scene = new Scene({ tool, args, context, session, now }, undefined);
      const paths = [scene.path(file)];
      const target: FileTarget = { kind: "file", tool, paths, tree: undefined, args };
      const part: Part = { target, wide: [target], free: false, inner: undefined, files: [] };
      if (rule.clause.effect === "deny") return restricts(rule, part, scene) === YES;
      return grants(rule, part, scene);
    });
}
