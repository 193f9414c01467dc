import { mkdir, open, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import type { Json } from "../../model/json.ts";
import type { ToolAnswer } from "./tool-answer.ts";

/** More of a file is not handed on, in bytes. */
const MOST_BYTES = 1_000_000;

/** Reads a file, as far as it is short enough. */
export async function readFileText(file: string, cwd: string): Promise<ToolAnswer> {
  const handle = await open(placeOf(file, cwd), "r");
  try {
    const info = await handle.stat();
    if (!info.isFile()) return { text: `\`${file}\` is no plain file`, isError: true };
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(MOST_BYTES) });
    const cut = info.size > bytesRead ? `\n… ${info.size - bytesRead} more bytes` : "";
    return { text: buffer.toString("utf8", 0, bytesRead) + cut, isError: false };
  } finally {
    await handle.close();
  }
}

/** Writes a file and the folders that it lies in. A call that does not say what to write only makes the file. */
export async function writeFileText(
  file: string,
  cwd: string,
  content: Json | undefined,
): Promise<ToolAnswer> {
  if (content !== undefined && typeof content !== "string")
    return { text: "`content` is no text", isError: true };
  const place = placeOf(file, cwd);
  const was = await stat(place).catch(() => undefined);
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, content ?? "", { flag: content === undefined ? "a" : "w" });
  if (content === undefined && was !== undefined)
    return { text: "the call does not say what to write: left as it was", isError: false };
  const bytes = Buffer.byteLength(content ?? "");
  return { text: `${was === undefined ? "created" : "written"}, ${bytes} bytes`, isError: false };
}

/** As the policy language reads a path: from the folder of the call, `~/` the home, `file:` a path too. */
function placeOf(file: string, cwd: string): string {
  if (file.startsWith("file:")) return fileURLToPath(file);
  if (file === "~" || file.startsWith("~/")) return path.join(homedir(), file.slice(1));
  return path.resolve(cwd, file);
}
