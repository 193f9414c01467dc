/** An absolute path: `text` from `folder` on, without `.` and `..`. */
export function resolvePath(folder: string, text: string): string {
  const names: string[] = [];
  for (const name of `${text.startsWith("/") ? "" : folder}/${text}`.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return `/${names.join("/")}`;
}

/** The way from a folder to a path, both absolute and plain; empty for the folder itself. */
export function relativePath(folder: string, path: string): string {
  const from = namesOf(folder);
  const to = namesOf(path);
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => ".."), ...to.slice(same)].join("/");
}

/** Is the path the folder or below it? Both absolute and plain. */
export function holdsPath(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder === "/" ? "/" : `${folder}/`);
}

/** The folder in which a plain absolute path lies. */
export function parentPath(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

function namesOf(path: string): readonly string[] {
  return path.split("/").filter((name) => name !== "");
}
