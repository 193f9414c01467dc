import type { PathChoice } from "../model/path-pattern.ts";

/** Does it hold a tree without the name of any folder or file, such as `**` or `~/**`? */
export function isOpenTree({ segments }: PathChoice): boolean {
  const bare = segments.every((one) => one === "**" || one.every((piece) => piece === ""));
  return bare && segments.includes("**");
}
