import { toSegments } from "../engine/paths.ts";
import { isProtected } from "../engine/protected.ts";

/** The folders that patterns start from, as segments. Absent: not known. */
export interface Ground {
  readonly workspace: readonly string[] | undefined;
  readonly home: readonly string[] | undefined;
  /** No folder above the workspace has a protected name: then what a wildcard spares is told by each name alone. */
  readonly isPlain: boolean;
}

/** Reads the folders of a context; paths are absolute. */
export function groundOf(context: { readonly workspace?: string; readonly home?: string }): Ground {
  const workspace = context.workspace === undefined ? undefined : toSegments(context.workspace);
  const home = context.home === undefined ? undefined : toSegments(context.home);
  return { workspace, home, isPlain: workspace !== undefined && !isProtected(workspace) };
}
