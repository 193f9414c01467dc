import type { Effects } from "./effects.ts";
import type { NetworkRequest } from "./network/tries.ts";

/** What a call did, in the order in which it is told. */
export interface EffectWords {
  readonly did: string;
  readonly names: readonly string[];
  /** Are they files that may be otherwise now than in the workspace? */
  readonly isWritten: boolean;
}

/** The effects of a call in words; what did not happen, or nobody recorded, is left out. */
export function effectWords(effects: Effects): readonly EffectWords[] {
  const { created, changed, deleted, read = [], programs = [], requests = [] } = effects;
  const asked = (outcome: NetworkRequest["outcome"]): readonly string[] =>
    requests.filter((one) => one.outcome === outcome).map(requestWords);
  const all: readonly EffectWords[] = [
    { did: "created", names: created, isWritten: true },
    { did: "changed", names: changed, isWritten: true },
    { did: "deleted", names: deleted, isWritten: true },
    { did: "read", names: read, isWritten: false },
    { did: "started", names: programs, isWritten: false },
    { did: "tried to reach", names: byItself(effects), isWritten: false },
    { did: "reached", names: asked("allowed"), isWritten: false },
    { did: "was kept from", names: asked("refused"), isWritten: false },
    { did: "did not reach", names: asked("failed"), isWritten: false },
  ];
  return all.filter(({ names }) => names.length > 0);
}

/** What it reached for past the proxy. */
function byItself({ network = [], requests = [] }: Effects): readonly string[] {
  const asked = new Set(requests.map(({ host, port }) => `${host}:${port}`));
  return network.filter((address) => !asked.has(address));
}

function requestWords({ host, port, why }: NetworkRequest): string {
  return `${host}:${port}${why === undefined ? "" : ` (${why})`}`;
}
