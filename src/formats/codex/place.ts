/** Where paths of a call or a file start from. */
export interface Grounds {
  readonly folder: string | undefined;
  readonly home: string | undefined;
}

/** A path without `.` and `..`, from `/` on; `undefined` where it is not known where it starts. */
export function absolute(path: string, { folder, home }: Grounds): string | undefined {
  if (path.startsWith("/")) return normal(path);
  if (path === "~" || path.startsWith("~/"))
    return home === undefined ? undefined : normal(`${home}/${path.slice(1)}`);
  return folder === undefined ? undefined : normal(`${folder}/${path}`);
}

/** The path without `.`, `..` and double slashes. */
export function normal(path: string): string {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "" || name === ".") continue;
    if (name === "..") names.pop();
    else names.push(name);
  }
  return `/${names.join("/")}`;
}

/** The folders in a root that stay read-only. Recorded from Codex 0.169.0: directly below a root, not deeper. */
export const PROTECTED: readonly string[] = [".git", ".codex", ".agents", ".aws"];
