/** A thread of `ambit check`: inspects its share of the files. */
import { parentPort } from "node:worker_threads";

import { onceListed } from "../host/once-listed.ts";
import { Workspace } from "../workspace/workspace.ts";
import { inspectShare } from "./inspect-files.ts";
import type { Share } from "./inspect-files.ts";
import { openPorts } from "./open.ts";

const workspace = new Workspace(await openPorts(onceListed()));
parentPort?.once("message", (share: Share) => {
  void inspectShare(workspace, share).then((found) => parentPort?.postMessage(found));
});
