import type { ToolCatalog } from "../model/tool-catalog.ts";
import type { Budget } from "./budget.ts";
import type { Report } from "./report.ts";
import type { Sets } from "./sets.ts";

/** What the readers of one document share. */
export interface Reading {
  readonly file: string;
  readonly report: Report;
  readonly budget: Budget;
  /** `undefined` while the sets themselves are read: a set uses no other. */
  readonly sets: Sets | undefined;
  readonly catalog: ToolCatalog | undefined;
  /** The names of `servers`; `undefined` where the document does not say which there are. */
  readonly servers: ReadonlySet<string> | undefined;
}
