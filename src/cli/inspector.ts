/** A thread of `ambit check`: inspects its share of the files. */
import { parentPort, workerData } from "node:worker_threads";

import { onceListed } from "../host/once-listed.ts";
import { Workspace } from "../workspace/workspace.ts";
import { inspectShare } from "./inspect-files.ts";
import type { Share } from "./inspect-files.ts";
import { openPorts } from "./open.ts";

const workspace = new Workspace(await openPorts(onceListed()));
parentPort?.postMessage(await inspectShare(workspace, workerData as Share));
