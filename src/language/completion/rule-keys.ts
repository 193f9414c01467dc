import type { SymbolicPath } from "../../model/place.ts";
import { allFit, EFFECTS, toolPatterns, toolTexts } from "../rule-node.ts";
import type { Writing } from "./writing.ts";

/** Which further keys a rule, or an exception of one, may have beside those that it has; elsewhere every key. */
export function ruleKeyFilter(
  { cursor, kind }: Writing,
  present: readonly string[],
): (key: string) => boolean {
  const { path, root } = cursor;
  if (kind !== "policy" || !isRuleOrException(path)) return () => true;
  const tools = toolPatterns(toolTexts(root, path));
  const fitting = (key: string): boolean => allFit([key], tools);
  if (path.length > 2) return fitting;
  const effect = EFFECTS.find((one) => present.includes(one));
  return (key) => {
    switch (key) {
      case "allow":
        return effect === undefined && !present.includes("when");
      case "ask":
        return effect === undefined && !present.includes("files");
      case "deny":
        return effect === undefined && !present.includes("files") && !present.includes("expires");
      case "files":
        return effect === "allow" && fitting(key);
      case "expires":
        return effect === "allow" || effect === "ask";
      case "when":
        return effect !== "allow";
      case "examples":
        return effect !== undefined;
      default:
        return fitting(key);
    }
  };
}

function isRuleOrException(path: SymbolicPath): boolean {
  if (path[0] !== "rules" || typeof path[1] !== "number") return false;
  if (path.length === 2) return true;
  return (
    path[2] === "except" &&
    (path.length === 3 || (path.length === 4 && typeof path[3] === "number"))
  );
}
