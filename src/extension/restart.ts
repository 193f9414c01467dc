import { CloseAction, ErrorAction } from "vscode-languageclient";
import type { CloseHandlerResult, ErrorHandler } from "vscode-languageclient";

/** The server is started again this often in so many milliseconds; then something is wrong with it. */
const MOST_RESTARTS = 4;
const WINDOW_MS = 3 * 60 * 1000;

/** Starts a server that ended again, and says so in the log; one that keeps ending is left alone, and the person is told. */
export function restartPolicy(): ErrorHandler {
  let ends: readonly number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: (): CloseHandlerResult => {
      const now = Date.now();
      ends = [...ends.filter((end) => now - end < WINDOW_MS), now];
      if (ends.length <= MOST_RESTARTS) {
        const message = `The server ended and is started again (${ends.length} of ${MOST_RESTARTS} times); the lines above say why.`;
        return { action: CloseAction.Restart, message, handled: true };
      }
      const message = `Ambit's server ended ${ends.length} times in three minutes and is not started again. Its output says why; reload the window to try again.`;
      return { action: CloseAction.DoNotRestart, message };
    },
  };
}
