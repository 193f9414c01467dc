/** The folder that holds the path; both absolute, with `/` between folders. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}

/** The absolute form of a path that may be relative to a folder; `~/` is the home. `..` is kept, as it may come after a link. */
export function placedIn(folder: string, path: string, home: string | undefined): string {
  if (path.startsWith("~/") && home !== undefined) return `${home}${path.slice(1)}`;
  return isRooted(path) ? path : `${folder}/${path}`;
}

/** Joins a relative path to a folder and removes `.` and `..`; an absolute path stays as it is, `~/` is the home. */
export function joinPath(folder: string, path: string, home: string | undefined): string {
  const whole = placedIn(folder, path, home);
  const drive = /^[A-Za-z]:/.exec(whole)?.[0] ?? "";
  const names: string[] = [];
  for (const name of whole.slice(drive.length).split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return `${drive}/${names.join("/")}`;
}

/** Does the path lie in the folder, or is it the folder? */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** The last name of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function isRooted(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path) || path.startsWith("\\\\");
}
