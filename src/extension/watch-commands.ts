import type * as vscode from "vscode";
import {
  copyWatched,
  editWatched,
  removeWatched,
  revealWatched,
  simulateWatched,
  watchCall,
} from "./watch-call.ts";
import type { WatchParts } from "./watch-call.ts";
import type { WatchJudge } from "./watch-judge.ts";

/** Registers a command; `fails` says in words what did not work. */
type Register = (
  id: string,
  fails: string,
  work: (given: unknown) => Promise<void>,
) => vscode.Disposable;

/** The commands of the view *Watch*. */
export function watchCommands(
  parts: WatchParts,
  judge: WatchJudge,
  register: Register,
): readonly vscode.Disposable[] {
  return [
    register("ambit.watchCall", "The call cannot be watched", (given) => watchCall(parts, given)),
    register("ambit.watchEdit", "The call cannot be changed", (given) => editWatched(parts, given)),
    register("ambit.watchRemove", "The call cannot be removed", (given) =>
      removeWatched(parts, given),
    ),
    register("ambit.watchClear", "The calls cannot be removed", () => parts.view.clear()),
    register("ambit.watchCopy", "The command cannot be copied", (given) =>
      copyWatched(parts, given),
    ),
    register("ambit.watchSimulate", "The call cannot be simulated", (given) =>
      simulateWatched(parts, given),
    ),
    register("ambit.watchRule", "The rule cannot be shown", (given) => revealWatched(parts, given)),
    register("ambit.watchBy", "The policy cannot be chosen", () => judge.pick()),
  ];
}
