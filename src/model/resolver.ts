/**
 * What a caller with a disk knows about paths. All paths are absolute; `/` separates. The same resolver gives the same answers during
 * one decision. `undefined` always means: cannot say.
 */
export interface PathResolver {
  /**
   * The real form of a path *as given*: resolved component by component, `..` after links, a part that does not exist through its nearest
   * existing parent.
   */
  real(path: string): string | undefined;
  /** Does a path for which `matches` holds lie in the tree (the folder itself included)? */
  holds(tree: string, matches: (path: string) => boolean): boolean | undefined;
  kind?(path: string): "file" | "folder" | "missing" | undefined;
}
