import type { SymbolicPath } from "./place.ts";
import type { ToolPattern } from "./tool-pattern.ts";

/** A view that a fact gives of a tool: what it does to which arguments' files. */
export interface FactView {
  readonly tool: "file.read" | "file.write";
  /** Names of arguments; of a list, every element is a path. */
  readonly path: readonly string[];
}

/** What is known of a tool. Facts of several sources add up. */
export interface ToolFact {
  readonly tools: readonly ToolPattern[];
  /** The policy that states it; absent for what ships with Ambit or comes from a catalog. */
  readonly file?: string;
  /** Labels of the data it reads, such as `private` and `untrusted`; `undefined` where the fact says nothing of it. */
  readonly reads: readonly string[] | undefined;
  readonly views: readonly FactView[];
  /** `views: none` of a policy: all views of the tool are removed. */
  readonly noViews: boolean;
  readonly at: SymbolicPath;
}
