import { openCopy } from "./copy.ts";
import { openOverlay } from "./overlay.ts";
import { failed } from "../model/problem.ts";
import type { Outcome } from "../model/problem.ts";
import type { Ground, Runner } from "./throw-away.ts";

/** Makes the throw-away workspace in the folder of the run: an overlay where the machine lets a user mount one, else a copy. */
export async function openGround(
  workspace: string,
  scratch: string,
  runner: Runner,
): Promise<Outcome<Ground>> {
  if (runner.is === "nobody") return openCopy(workspace, scratch, runner);
  const overlay = await openOverlay(workspace, scratch);
  return failed(overlay) ? openCopy(workspace, scratch, runner) : overlay;
}
