import { lookup } from "node:dns/promises";
import { connect } from "node:net";
import type { Socket } from "node:net";

/** The internet, as the proxy uses it: a name is looked up once, and what was looked at is what is connected to. */
export interface Outside {
  /** All addresses of a name. Rejects where it has none. */
  resolve(host: string): Promise<readonly string[]>;
  /** `address` is never a name. */
  dial(address: string, port: number): Socket;
}

/** The machine's own. */
export const OUTSIDE: Outside = {
  resolve: async (host) => {
    const answers = await lookup(host, { all: true, verbatim: true });
    return answers.map(({ address }) => address);
  },
  dial: (address, port) => connect({ host: address, port }),
};
