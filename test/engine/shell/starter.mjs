import { execFile } from "node:child_process";

/**
 * A small process that starts others for a test: to start one from the test's own, which holds all that tests have loaded, takes many times
 * as long. A message says what to run; it is answered by its `id` when that has ended, in whatever way.
 */
process.on("message", ({ id, command, args, options }) => {
  const child = execFile(command, args, options, () => process.send?.({ id }));
  child.stdin?.end();
});
