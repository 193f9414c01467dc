import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

import type { Outcome } from "../../model/problem.ts";

/** How a greeting is looked at, as often as more of it has come. */
export interface Greeting {
  readonly check: (bytes: Uint8Array) => "more" | "let through" | { readonly why: string };
  readonly openMs: number;
}

/** What a client tells the one who lets it through not: in TLS, "unrecognized name" (RFC 8446 6.2). */
const ALERT = Uint8Array.of(0x15, 3, 3, 0, 2, 2, 112);

/** Waits for what a client says first; all of it, when it may go through. Nothing of it has left the machine by then. */
export function greeted(
  client: Duplex,
  head: Buffer,
  { check, openMs }: Greeting,
): Promise<Outcome<Buffer>> {
  return new Promise((resolve) => {
    let said = head;
    const end = (outcome: Outcome<Buffer>): void => {
      clearTimeout(late);
      client.off("data", hear).off("close", gone).off("end", gone).pause();
      resolve(outcome);
    };
    const look = (): void => {
      const found = check(said);
      if (found === "let through") return end({ value: said });
      if (found === "more") return;
      client.write(ALERT);
      end({ error: found.why });
    };
    const hear = (chunk: Buffer): void => {
      said = Buffer.concat([said, chunk]);
      look();
    };
    const gone = (): void => end({ error: "it said nothing that could be looked at" });
    const late = setTimeout(gone, openMs);
    client.on("data", hear).on("close", gone).on("end", gone);
    look();
  });
}

/** Joins both ends; what was already said goes first. */
export function join(client: Duplex, host: Socket, said: Buffer): void {
  host.write(said);
  client.pipe(host).pipe(client);
  client.once("close", () => host.destroy());
  host.once("close", () => client.destroy());
}
