import type { CancellationToken } from "vscode-languageserver";

import { failed } from "../../model/problem.ts";
import { isObject } from "../../model/json.ts";
import type { Outcome } from "../../model/problem.ts";
import { shown } from "../../model/shown.ts";
import { LIVE_CALL, LIVE_END, LIVE_OPEN } from "../../protocol/live.ts";
import type { LiveAnswer, LiveCallParams, LiveParams, LiveResult } from "../../protocol/live.ts";
import type { RunResult } from "../../protocol/run.ts";
import type { CarriedOut } from "../../sandbox/carry-out.ts";
import type { RunStep } from "../../sandbox/run.ts";
import { openPolicy } from "../../workspace/session.ts";
import type { LoadedPolicy } from "../../workspace/workspace.ts";
import { DEFECT } from "../fence.ts";
import type { ServerGround } from "../server.ts";
import { pathOf } from "../uris.ts";
import { answerFor } from "./live-answer.ts";
import { liveConsent } from "./run-consent.ts";
import { liveTools } from "./live-tools.ts";
import type { LiveTools } from "./live-tools.ts";
import type { RunChanges } from "./run-changes.ts";
import { personBehind } from "./run-person.ts";
import { NOT_TRUSTED, STILL, placeOfRun, rootToRun } from "./run-place.ts";
import { callShower, shownRun } from "./shown-run.ts";
import type { ShowCall } from "./shown-run.ts";
import { StepQueue } from "./step-queue.ts";
import type { Turn } from "./turn.ts";

/** What live sessions share with other runs. */
export interface LiveBounds {
  /** The program of our tools, one file. */
  readonly toolServer: string;
  readonly changes: RunChanges;
  readonly turn: Turn;
}

/** Serves sessions whose calls a model makes, one call after the other. It reaches tools only through here: every call is decided first. */
export function serveLive(ground: ServerGround, bounds: LiveBounds): void {
  const { connection, fence } = ground;
  let live: LiveSession | undefined;
  connection.onRequest<LiveResult, never>(
    LIVE_OPEN,
    async (params: LiveParams, token: CancellationToken) => {
      const session = new LiveSession(ground, bounds);
      token.onCancellationRequested(() => session.stop());
      const result = await fence("a live session", () => session.open(params));
      live = result !== undefined && "tools" in result ? session : undefined;
      return result ?? { problem: DEFECT };
    },
  );
  connection.onRequest<LiveAnswer, never>(
    LIVE_CALL,
    async (params: LiveCallParams, token: CancellationToken) => {
      const session = live;
      token.onCancellationRequested(() => session?.stop());
      const answer = await fence("a live call", async () => session?.call(params));
      return answer ?? { text: "The session is over." };
    },
  );
  connection.onRequest<RunResult, never>(LIVE_END, async (): Promise<RunResult> => {
    const result = await fence("the end of a live session", async () => live?.end());
    live = undefined;
    return result ?? { problem: "the session is over" };
  });
}

class LiveSession {
  readonly #ground: ServerGround;
  readonly #bounds: LiveBounds;
  readonly #steps = new StepQueue();
  #policy: LoadedPolicy | undefined;
  #tools: LiveTools | undefined;
  #show: ShowCall | undefined;
  #left = 0;
  #count = 0;
  #cancel: AbortController | undefined;
  #over = false;
  #ended: Promise<Outcome<CarriedOut> | undefined> = Promise.resolve(undefined);
  /** Hears of the call that is on its way, of which there is one at most. */
  #heard: ((step: RunStep | undefined) => void) | undefined;

  constructor(ground: ServerGround, bounds: LiveBounds) {
    this.#ground = ground;
    this.#bounds = bounds;
  }

  /** Asks the person, with the sandbox standing. It then goes on until it is ended or stopped. */
  async open(params: LiveParams): Promise<LiveResult> {
    const { isTrusted, workspace, client } = this.#ground;
    if (!isTrusted()) return { problem: NOT_TRUSTED };
    const file = pathOf(params.policy);
    const policy = await openPolicy(workspace, file, file);
    if (!("engine" in policy)) return { problem: shown(policy.problem) };
    const root = await rootToRun(policy, this.#ground);
    if (typeof root !== "string") return root;
    const place = await placeOfRun(root);
    if (failed(place)) return { problem: `nothing was started: ${shown(place.error)}. ${STILL}` };
    this.#policy = policy;
    this.#show = callShower(policy, client);
    this.#left = params.budget;
    const tools = await liveTools(root);
    this.#tools = tools;
    return new Promise((resolve, reject) => {
      const opened = { resolve, reject };
      const taken = this.#bounds.turn.take(async (cancel) => {
        this.#cancel = cancel;
        await this.#bounds.changes.keep(undefined);
        this.#ended = this.#run(params, policy, root, { ...place.value, cancel, tools, opened });
        return this.#ended;
      });
      void taken.then(
        (ran) => {
          if (ran === undefined) opened.resolve({ problem: "another session is being run" });
          else if (failed(ran)) opened.resolve({ problem: refusal(ran.error) });
          this.#leave();
        },
        (error: unknown) => {
          opened.reject(error);
          this.#leave();
        },
      );
    });
  }

  /** Decides a call, and carries it out if it may. */
  async call({ tool, input }: LiveCallParams): Promise<LiveAnswer> {
    const name = this.#tools?.names.get(tool);
    const [policy, show] = [this.#policy, this.#show];
    if (name === undefined) return { text: `There is no tool ${shown(tool)}.` };
    if (policy === undefined || show === undefined || !isObject(input))
      return { text: "The arguments are no object." };
    if (this.#over) return { text: "The session is over." };
    if (this.#heard !== undefined) return { text: "One call at a time." };
    if (this.#left <= 0) return { text: "The budget of calls is used up." };
    this.#left--;
    const call = { tool: name, args: input };
    const heard = new Promise<RunStep | undefined>((resolve) => (this.#heard = resolve));
    this.#steps.push({ call: this.#ground.workspace.place(call, policy) });
    const step = await heard;
    this.#heard = undefined;
    if (step === undefined) return { text: "The session is over." };
    return { text: answerFor(step), ran: show(step, this.#count++), call };
  }

  /** No more calls come: its servers end, and its copy stays as the last run's. */
  async end(): Promise<RunResult> {
    this.#steps.close();
    const ran = await this.#ended;
    if (ran === undefined || failed(ran) || this.#show === undefined)
      return { problem: "there was no session" };
    return { run: await shownRun(ran.value, this.#show) };
  }

  stop(): void {
    this.#cancel?.abort();
  }

  #leave(): void {
    this.#over = true;
    this.#heard?.(undefined);
  }

  async #run(
    params: LiveParams,
    policy: LoadedPolicy,
    root: string,
    { cancel, tools, opened, path, node }: Opening,
  ): Promise<Outcome<CarriedOut>> {
    const { carryOut } = await import("../../sandbox/carry-out.ts");
    const { RUN_LIMITS } = await import("../../sandbox/limits.ts");
    const { planServers } = await import("../../sandbox/servers.ts");
    const servers = await planServers(tools.servers, root);
    const { signal } = cancel;
    const { connection, workspace } = this.#ground;
    const person = personBehind(connection, policy, signal);
    const first = { call: workspace.place({ tool: "shell", args: {} }, policy) };
    signal.addEventListener("abort", () => this.#steps.close(), { once: true });
    const ran = await carryOut({
      ...{ policy, root, steps: this.#steps, servers, limits: RUN_LIMITS, signal, path, node },
      ...{ name: "a language model", details: "hashed", ahead: { first, calls: params.budget } },
      toolServer: this.#bounds.toolServer,
      go: async (world) => {
        const goes = await person.go(liveConsent(params, root, { tools, servers, world }));
        opened.resolve(goes ? { tools: tools.tools } : { declined: true });
        return goes;
      },
      agree: (step) => person.agree(step),
      value: (server, question) => person.value(server, question),
      done: (step) => this.#heard?.(step),
    });
    if (!failed(ran)) await this.#bounds.changes.keep(ran.value.world);
    return ran;
  }
}

interface Opening {
  readonly cancel: AbortController;
  readonly tools: LiveTools;
  readonly opened: { resolve(result: LiveResult): void };
  readonly path: string;
  readonly node: string;
}

function refusal(why: string): string {
  return `nothing was started, as there is no sandbox here: ${shown(why)}. ${STILL}`;
}
