import type { Connection } from "vscode-languageserver";
import type { LanguageService, Simulated } from "../language/service.ts";
import { SIMULATE, SIMULATE_CALL, SIMULATION_CHANGED } from "../protocol/simulate.ts";
import type { SimulateCallParams, SimulateParams, SimulateResult } from "../protocol/simulate.ts";
import { isInside } from "../workspace/paths.ts";
import type { Fence } from "./fence.ts";
import { pathOf } from "./uris.ts";

/** Answers simulations, and tells the client when the last one may have another result. */
export class Simulations {
  readonly #connection: Connection;
  readonly #fence: Fence;
  /** What the last simulation depends on. */
  #links: readonly string[] = [];
  #telling = false;

  constructor(connection: Connection, service: LanguageService, fence: Fence) {
    this.#connection = connection;
    this.#fence = fence;
    connection.onRequest<SimulateResult, never>(SIMULATE, ({ uri, explain = [] }: SimulateParams) =>
      this.#answer(() => service.simulate(pathOf(uri), explain)),
    );
    connection.onRequest<SimulateResult, never>(
      SIMULATE_CALL,
      ({ policy, call }: SimulateCallParams) =>
        this.#answer(() => service.simulateCall(pathOf(policy), call)),
    );
  }

  /** Files or folders have changed. Several changes at once are told as one. */
  changed(paths: readonly string[]): void {
    if (this.#links.some((link) => paths.some((path) => isInside(link, path)))) this.#tell();
  }

  /** Catalogs were written, also some that were not there. */
  catalogsChanged(): void {
    if (this.#links.length > 0) this.#tell();
  }

  #tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    setTimeout(() => {
      this.#telling = false;
      void this.#connection.sendNotification(SIMULATION_CHANGED);
    }, 0);
  }

  async #answer(work: () => Promise<Simulated>): Promise<SimulateResult> {
    const simulated = await this.#fence("a simulation", work);
    if (simulated === undefined) return { problem: "this is a defect of Ambit; its log says more" };
    this.#links = simulated.links;
    return simulated.result;
  }
}
