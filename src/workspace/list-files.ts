import type { Files } from "./ports.ts";
import type { FileList } from "./reach.ts";

/** Lists the files below a workspace folder. */
export async function listFiles(root: string, files: Files): Promise<FileList> {
  let cut = false;
  const found = await files.find(
    root,
    () => true,
    (folder) => (cut ||= folder === root),
  );
  return { root, files: found.toSorted(), cut };
}
