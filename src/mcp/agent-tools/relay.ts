import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { Socket } from "node:net";
import { constants } from "node:os";

/** Connections at a time; the proxy behind it takes fewer. */
const MOST = 256;

/**
 * Listens on a port of the sandbox's own loopback, hands each connection on to a socket outside, runs a program, and ends as it ends. It
 * decides nothing: whoever goes past it finds the same proxy.
 */
export async function runWithRelay(
  socket: string,
  port: number,
  [program = "", ...words]: readonly string[],
): Promise<never> {
  await reached(socket);
  const server = createServer({ allowHalfOpen: true }, (inner) => {
    const outer = connect({ path: socket, allowHalfOpen: true });
    inner.pipe(outer).pipe(inner);
    endTogether(inner, outer);
    endTogether(outer, inner);
  });
  server.maxConnections = MOST;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const child = spawn(program, words, { stdio: "inherit" });
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
}

/** Without a proxy behind it there is nothing to run: who started it then knows. */
async function reached(socket: string): Promise<void> {
  const probe = connect(socket);
  await once(probe, "connect");
  probe.destroy();
}

function endTogether(one: Socket, other: Socket): void {
  one.on("error", () => other.destroy());
  one.once("close", () => other.destroy());
}
