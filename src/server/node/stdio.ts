import { createConnection } from "vscode-languageserver/node";
import { serve } from "../server.ts";
import { machinePorts } from "./ports.ts";
import { servePrograms } from "./programs.ts";

/** Serves one client over standard input and output, for other editors. The connection ends the process: 0 after `shutdown`, else 1. */
export function serveStdio(): Promise<number> {
  serve(createConnection(process.stdin, process.stdout), machinePorts, servePrograms);
  return new Promise(() => undefined);
}
