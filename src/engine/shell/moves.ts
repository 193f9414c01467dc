import type { Script, Stage } from "./tree.ts";

/** May the stage leave the shell in another folder? */
export function mayMove(stage: Stage): boolean {
  switch (stage.kind) {
    case "simple": {
      const program = stage.words[0];
      return program !== undefined && (!program.known || MOVING.has(program.text));
    }
    case "function":
    case "coproc":
      return mayMove(stage.body);
    case "test":
    case "arithmetic":
      return false;
    default:
      return stage.scripts.some(scriptMoves);
  }
}

const MOVING = new Set([
  "cd",
  "pushd",
  "popd",
  "chdir",
  "eval",
  "source",
  ".",
  "builtin",
  "command",
  "trap",
  "exec",
  "fg",
]);

function scriptMoves(script: Script): boolean {
  return script.chains.some((chain) =>
    [chain.first, ...chain.rest.map(({ pipeline }) => pipeline)].some(({ stages }) =>
      stages.some(mayMove),
    ),
  );
}
