import { folderOf } from "./paths.ts";
import type { Ports } from "./ports.ts";

/** What begins a workspace of its own, wherever it is nested. */
const MARKS = [".git", ".ambit", "ambit.yaml"] as const;

/** The folder that a file is judged against: the nearest upwards with `.git`, `.ambit` or `ambit.yaml`, else the one that holds it. */
export async function rootOf(file: string, ports: Ports): Promise<string> {
  return (await markedAbove(folderOf(file), ports)) ?? folderOf(file);
}

/** The workspace of a command that names no file: the nearest folder upwards that is one, else the folder itself. */
export async function workspaceOf(folder: string, ports: Pick<Ports, "files">): Promise<string> {
  return (await markedAbove(folder, ports)) ?? folder;
}

async function markedAbove(
  folder: string,
  ports: Pick<Ports, "files">,
): Promise<string | undefined> {
  for (let at = folder; ; at = folderOf(at)) {
    const marks = await Promise.all(
      MARKS.map((mark) => ports.files.exists(at === "/" ? `/${mark}` : `${at}/${mark}`)),
    );
    if (marks.includes(true)) return at;
    if (at === folderOf(at)) return undefined;
  }
}
