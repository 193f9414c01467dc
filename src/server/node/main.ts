/** The server as the extension starts it: over the transport that its arguments name. */
import { createConnection } from "vscode-languageserver/node";
import { serve } from "../server.ts";
import { machinePorts } from "./ports.ts";
import { servePrograms } from "./programs.ts";

// Ended from outside, it still removes what it keeps on the disk.
process.once("SIGTERM", () => process.exit(143));
serve(createConnection(), machinePorts, servePrograms);
