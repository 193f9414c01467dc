/** What all that runs inside may use of the network together. */
export interface NetworkLimits {
  /** Connections at a time. */
  readonly connections: number;
  /** Requests of one run. */
  readonly requests: number;
  /** Bytes of one run, both ways. */
  readonly bytes: number;
  /** Milliseconds in which nothing is said. */
  readonly idleMs: number;
  /** Milliseconds until a name is looked up, a host answers, a client has said what it wants. */
  readonly openMs: number;
}

/** Enough to install the packages of a project. */
export const NETWORK_LIMITS: NetworkLimits = {
  connections: 64,
  requests: 10_000,
  bytes: 512 * 1024 * 1024,
  idleMs: 60_000,
  openMs: 10_000,
};
