import { fileURLToPath } from "node:url";

import type { ServerGround } from "../server.ts";
import { serveRuns } from "./runs.ts";
import { serveTools } from "./tools.ts";

/** Serves all that starts programs: what has to do with MCP servers, and runs in the sandbox. */
export function servePrograms(ground: ServerGround): void {
  serveTools(ground);
  serveRuns(ground, fileURLToPath(new URL("./cli-tools.js", import.meta.url)));
}
