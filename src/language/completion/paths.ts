import type { FolderEntry } from "../../workspace/ports.ts";
import { folderOf } from "../../workspace/paths.ts";
import type { Offer } from "./offer.ts";
import type { Writing } from "./writing.ts";

/** More names of one folder than this are not offered. */
const MOST_NAMES = 300;

/** Paths of the workspace, one segment after another. In a rule a folder is offered with all that lies in it. */
export async function pathOffers(
  { around, cursor, kind }: Writing,
  inCall: boolean,
): Promise<readonly Offer[]> {
  if (kind === "policy" && cursor.path.includes("args")) return [];
  const folder = cursor.before.slice(0, cursor.before.lastIndexOf("/") + 1);
  if (/[*{}\\]/.test(folder) || folder.startsWith("/")) return [];
  const names = (await around.list(folder)).filter(isWritable).slice(0, MOST_NAMES);
  const offers = names.flatMap(({ name, kind: what }): readonly Offer[] => {
    // What is hidden is seldom meant.
    const later = name.startsWith(".") ? 5 : 0;
    if (what === "file") return [{ label: `${folder}${name}`, kind: "File", rank: 3 + later }];
    const inside: Offer = {
      label: `${folder}${name}/`,
      kind: "Folder",
      rank: 2 + later + later,
      next: "again",
    };
    return inCall
      ? [inside]
      : [{ label: `${folder}${name}/**`, kind: "Folder", rank: 1 + later }, inside];
  });
  const whole: Offer = {
    label: `${folder}**`,
    kind: "Folder",
    rank: 4,
    detail: "everything below",
  };
  return inCall ? offers : [...offers, whole];
}

/** Documents of the workspace, as paths relative to this one. */
export async function fileOffers(
  { around, file, cursor }: Writing,
  wanted: (name: string) => boolean,
): Promise<readonly Offer[]> {
  const typed = cursor.before.slice(0, cursor.before.lastIndexOf("/") + 1);
  if (typed.startsWith("/")) return [];
  const folder = typed === "" ? "./" : typed;
  const entries = await around.list(around.linked(file, folder));
  return entries.filter(isWritable).flatMap(({ name, kind }): readonly Offer[] => {
    const label = `${folder}${name}`;
    if (kind === "folder") return [{ label: `${label}/`, kind: "Folder", rank: 2, next: "again" }];
    const isItself = around.linked(file, label) === file || folderOf(label) === file;
    return wanted(name) && !isItself ? [{ label, kind: "File", rank: 1 }] : [];
  });
}

/** Has the name no sign that means something else in a pattern? */
function isWritable({ name }: FolderEntry): boolean {
  return /^[^*{}\\$!~\p{Cc}][^*{}\\\p{Cc}]*$/u.test(name);
}
