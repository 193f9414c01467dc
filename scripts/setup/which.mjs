import { accessSync, constants } from "node:fs";
import path from "node:path";

/**
 * The full path of a command found on PATH, or undefined.
 * @param {string} command
 */
export function onPath(command) {
  for (const folder of (process.env["PATH"] ?? "").split(path.delimiter)) {
    const file = path.join(folder, command);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
