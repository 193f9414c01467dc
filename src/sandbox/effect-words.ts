import type { Effects } from "./effects.ts";

/** What a call did, in the order in which it is told. */
export interface EffectWords {
  readonly did: string;
  readonly names: readonly string[];
  /** Are they files that may be otherwise now than in the workspace? */
  readonly isWritten: boolean;
}

/** The effects of a call in words; what did not happen, or nobody recorded, is left out. */
export function effectWords(effects: Effects): readonly EffectWords[] {
  const { created, changed, deleted, read = [], programs = [], network = [] } = effects;
  const all: readonly EffectWords[] = [
    { did: "created", names: created, isWritten: true },
    { did: "changed", names: changed, isWritten: true },
    { did: "deleted", names: deleted, isWritten: true },
    { did: "read", names: read, isWritten: false },
    { did: "started", names: programs, isWritten: false },
    { did: "tried to reach", names: network, isWritten: false },
  ];
  return all.filter(({ names }) => names.length > 0);
}
