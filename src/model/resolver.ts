/**
 * Looks at a disk for the engine, which has none. Without a resolver nothing is known beyond the spelling of paths. The answers must not
 * change while one call is decided.
 */
export interface PathResolver {
  /**
   * The real path of an absolute path, taken as given (not normalised): component by component, links followed, `..` after links; what does
   * not exist is resolved through its nearest existing parent. `undefined` where that cannot be said (a loop of links, no right to look).
   */
  real(path: string): string | undefined;
  /**
   * Does a file or folder strictly below `tree` satisfy `matches`? Each is handed in with its absolute path, as it is spelt below the real
   * `tree`; links inside the tree are not followed. `undefined` where nobody can say.
   */
  holds(tree: string, matches: (path: string) => boolean): boolean | undefined;
  /** What stands at an absolute path, where a caller can say. */
  kind?(path: string): "file" | "folder" | "missing" | undefined;
}
