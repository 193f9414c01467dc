/** In a thread of its own: the first diagnostics of a text. */
import { parentPort, workerData } from "node:worker_threads";
import { editor } from "./findings.mjs";
import { loadLibrary } from "./library.mjs";

const { file, text } = workerData;
const service = await editor(await loadLibrary(file), text);
const start = performance.now();
await service.check(text);
parentPort?.postMessage((performance.now() - start) * 1000);
