import { agentFileAt } from "../../../src/formats/index.ts";
import type { Subject } from "../../../src/model/subject.ts";
import { BASE } from "../../support/vendor.ts";

/** Reads one file by its path below the folder that the agent works in, or the home where it begins with `~/`. */
export function readFile(path: string, text: string): Subject {
  const file = path.startsWith("~/") ? `/home/me/${path.slice(2)}` : `${BASE}/${path}`;
  const found = agentFileAt(file, "/home/me");
  if (found?.format.id !== "vscode") throw new Error(`VS Code reads no ${path}`);
  return found.format.read(text, found.at);
}
