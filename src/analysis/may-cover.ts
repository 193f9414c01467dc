import type { Clause } from "../model/clause.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";

/** A quick look at effect and tools: `false` where `outer` cannot say all that `inner` says. */
export function mayCover(outer: Clause, inner: Clause): boolean {
  if (outer.effect !== inner.effect) return false;
  const tool = exactOf(inner.tools[0]);
  return tool === undefined || outer.tools.some((one) => (exactOf(one) ?? tool) === tool);
}

function exactOf(pattern: ToolPattern | undefined): string | undefined {
  return pattern?.kind === "exact" ? pattern.tool : undefined;
}
