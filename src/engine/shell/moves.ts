import { wanders } from "./folders.ts";
import type { Script, Stage } from "./tree.ts";

/** May the stage leave the shell in another folder? */
export function mayMove(stage: Stage): boolean {
  switch (stage.kind) {
    case "simple": {
      return stage.words[0]?.text === "cd" || wanders(stage.words);
    }
    case "function":
    case "coproc":
      return mayMove(stage.body);
    case "test":
    case "arithmetic":
      return false;
    case "subshell":
      return false;
    default:
      return stage.scripts.some(scriptMoves);
  }
}

function scriptMoves(script: Script): boolean {
  return script.chains.some((chain) =>
    [chain.first, ...chain.rest.map(({ pipeline }) => pipeline)].some(({ stages }) =>
      stages.some(mayMove),
    ),
  );
}
