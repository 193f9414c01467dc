import { shownShort } from "../../model/shown.ts";

/** A host that something inside asked for through the proxy. */
export interface NetworkRequest {
  readonly host: string;
  readonly port: number;
  /** `refused`: nothing left the machine; `failed`: it was allowed, and the host was not reached. */
  readonly outcome: "allowed" | "refused" | "failed";
  /** Why not, for people. */
  readonly why?: string;
  /** How often. */
  readonly times: number;
}

/** More different ones are not kept for one call. */
const MOST = 1_000;

/** What was asked for since the last look, each once. */
export class Tries {
  #kept = new Map<string, NetworkRequest>();

  add({ host, ...rest }: Omit<NetworkRequest, "times">): void {
    const one = { host: shownShort(host, 253), ...rest };
    const key = JSON.stringify([one.host, one.port, one.outcome, one.why]);
    const times = (this.#kept.get(key)?.times ?? 0) + 1;
    if (times > 1 || this.#kept.size < MOST) this.#kept.set(key, { ...one, times });
  }

  take(): readonly NetworkRequest[] {
    const all = [...this.#kept.values()];
    this.#kept = new Map();
    return all;
  }
}
