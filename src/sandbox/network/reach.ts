import { once } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import type { Outside } from "./outside.ts";

/** How hosts are reached. */
export interface Way {
  readonly outside: Outside;
  /** Why an address is refused. */
  readonly check: (address: string) => string | undefined;
  /** Milliseconds for a name, and for each address. */
  readonly openMs: number;
}

/** What was looked for, or why there is none: refused, or not answered. */
export type Reached<T> =
  | { readonly value: T }
  | { readonly outcome: "refused" | "failed"; readonly error: string };

/** More addresses of a host are not tried. */
const MOST_ADDRESSES = 4;

/**
 * Looks a name up, once: whoever answers differently the next time is not asked again. One address that is not public refuses the host.
 * Nothing has left the machine by then but the question for the name.
 */
export async function addressesOf(
  host: string,
  { outside, check, openMs }: Way,
): Promise<Reached<readonly string[]>> {
  const addresses = await resolved(host, outside, openMs);
  if (addresses.length === 0) return { outcome: "failed", error: "there is no such name" };
  for (const address of addresses) {
    const why = check(address);
    if (why !== undefined)
      return { outcome: "refused", error: `its name leads to ${address}: ${why}` };
  }
  return { value: addresses.slice(0, MOST_ADDRESSES) };
}

/** Connects to the first of the addresses that answers. */
export async function connected(
  addresses: readonly string[],
  port: number,
  { outside, openMs }: Way,
): Promise<Reached<Socket>> {
  for (const address of addresses) {
    const socket = outside.dial(address, port);
    if (await isConnected(socket, openMs)) return { value: socket };
    socket.destroy();
  }
  return { outcome: "failed", error: "it does not answer" };
}

async function resolved(host: string, outside: Outside, ms: number): Promise<readonly string[]> {
  const late = sleep(ms, [], { ref: false });
  return Promise.race([outside.resolve(host).catch(() => []), late]);
}

async function isConnected(socket: Socket, ms: number): Promise<boolean> {
  try {
    await once(socket, "connect", { signal: AbortSignal.timeout(ms) });
    return true;
  } catch {
    socket.on("error", () => undefined);
    return false;
  }
}
