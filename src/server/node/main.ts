/** The server as the extension starts it: over the transport that its arguments name. */
import { createConnection } from "vscode-languageserver/node";
import { serve } from "../server.ts";
import { machinePorts } from "./ports.ts";
import { servePrograms } from "./programs.ts";

serve(createConnection(), machinePorts, servePrograms);
