import { resolve } from "node:path";

import { slashed } from "../host/files.ts";

/** The absolute form of a path of the command line. */
export function fromCommandLine(path: string): string {
  return slashed(resolve(path));
}
