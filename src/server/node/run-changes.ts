import { failed } from "../../model/problem.ts";
import { shown } from "../../model/shown.ts";
import { isShape, isText } from "../../protocol/guards.ts";
import { APPLY_CHANGE, RUN_CHANGE } from "../../protocol/run.ts";
import type { ApplyChangeResult, RunChange, RunChangeParams } from "../../protocol/run.ts";
import type { Offer } from "../../sandbox/apply.ts";
import type { World } from "../../sandbox/world.ts";
import { DEFECT } from "../fence.ts";
import type { ServerGround } from "../server.ts";

const GONE = "the throw-away copy is gone; run the session again";

/** The copy that the last run has left, whose files are shown and, one by one, taken over. */
export class RunChanges {
  #world: World | undefined;
  /** As each was shown last: only that is taken over. */
  readonly #offers = new Map<string, Offer>();

  /** From now on this is the last run; the copy of the one before goes. */
  async keep(world: World | undefined): Promise<void> {
    const before = this.#world;
    this.#world = world;
    this.#offers.clear();
    await before?.close();
  }

  /** Answers what is asked about it. */
  serve({ connection, fence, isTrusted }: ServerGround): void {
    connection.onRequest<RunChange, never>(
      RUN_CHANGE,
      async (params: unknown): Promise<RunChange> => {
        if (!isChangeParams(params)) return { problem: GONE };
        const result = await fence("a change of a run", () => this.#show(params.path));
        return result ?? { problem: DEFECT };
      },
    );
    connection.onRequest<ApplyChangeResult, never>(
      APPLY_CHANGE,
      async (params: unknown): Promise<ApplyChangeResult> => {
        if (!isChangeParams(params) || !isTrusted()) return { problem: GONE };
        const result = await fence("applying a change", () => this.#apply(params.path));
        return result ?? { problem: DEFECT };
      },
    );
  }

  async #show(path: string): Promise<RunChange> {
    const world = this.#world;
    if (world === undefined) return { problem: GONE };
    const { changesOf, offerOf } = await import("../../sandbox/apply.ts");
    const change = (await changesOf(world)).find((one) => one.path === path);
    if (change === undefined) return { problem: "the run has left it as it was" };
    const offer = await offerOf(change, world);
    if ("why" in offer) return { problem: shown(offer.why) };
    if (world === this.#world) this.#offers.set(path, offer);
    const { before, after, warning } = offer;
    return {
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      ...(warning === undefined ? {} : { warning }),
    };
  }

  async #apply(path: string): Promise<ApplyChangeResult> {
    const [world, offer] = [this.#world, this.#offers.get(path)];
    if (world === undefined || offer === undefined) return { problem: GONE };
    const { applyOffer } = await import("../../sandbox/apply.ts");
    const done = await applyOffer(offer, world.workspace);
    if (failed(done)) return { problem: shown(done.error) };
    this.#offers.delete(path);
    return {};
  }
}

const isChangeParams = isShape<RunChangeParams>({ path: isText(10_000) });
