/** How much a server may say before it counts as flooding. */
export interface Limits {
  /** Bytes of one message. */
  readonly message: number;
  /** Bytes of everything it writes, whatever it is. */
  readonly output: number;
  /** Messages, answers and all others. */
  readonly messages: number;
  /** Lines of output that are no message: some programs greet before they speak the protocol. */
  readonly strayLines: number;
  readonly pages: number;
  readonly tools: number;
}

/** Far above what any known server says (0.3 MB for 32 tools). */
export const LIMITS: Limits = {
  message: 10_000_000,
  output: 30_000_000,
  messages: 10_000,
  strayLines: 200,
  pages: 200,
  tools: 1_000,
};
