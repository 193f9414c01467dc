import { setTimeout as sleep } from "node:timers/promises";

import type { Engine } from "../engine/engine.ts";
import { LIMITS } from "../mcp/limits.ts";
import { openSession } from "../mcp/session.ts";
import type { CallResult, ServerSession } from "../mcp/session.ts";
import type { Decision, ToolCall } from "../model/call.ts";
import { own } from "../model/json.ts";
import type { JsonObject } from "../model/json.ts";
import type { StdioLaunch } from "../model/launch.ts";
import { failed } from "../model/problem.ts";
import type { Outcome } from "../model/problem.ts";
import type { Redact } from "../model/redact.ts";
import { toolDigest } from "../model/tool-catalog.ts";
import { startSession } from "../simulation/run.ts";
import type { Step, StepResult } from "../simulation/run.ts";
import { errandFor } from "./carrier.ts";
import type { Errand } from "./carrier.ts";
import { EffectWatch, reachedFor } from "./effects.ts";
import type { Effects } from "./effects.ts";
import type { Answer, Journal } from "./journal.ts";
import { LAUNCH_ENV } from "./launch-env.ts";
import type { RunLimits } from "./limits.ts";
import { missingProgramWords } from "./missing-program.ts";
import { hostGate } from "./network/host-gate.ts";
import { whyClosed } from "./network/why-closed.ts";
import { RELAY_PORT } from "./network/way-out.ts";
import { heldAgainstAnnotations, heldAgainstPolicy } from "./remarks.ts";
import type { RunOutcome } from "./outcome.ts";
import { redactedEffects, redactedOutcome, redactedStep } from "./redacted.ts";
import type { ServerNeeds } from "./server-needs.ts";
import { TraceLog } from "./trace-log.ts";
import type { Inside, World } from "./world.ts";

/** An MCP server that calls name: how it is started, or why it is not, for people. */
export type RunServer =
  | {
      readonly launch: StdioLaunch;
      readonly needs: ServerNeeds;
      /** What was accepted of its tools, by name; absent where nobody has recorded any. */
      readonly accepted?: ReadonlyMap<string, string>;
    }
  | { readonly refused: string };

/** All that a run needs. */
export interface RunQuery {
  readonly engine: Engine;
  /** In order; each is asked for when the one before is through. */
  readonly steps: Iterable<Step> | AsyncIterable<Step>;
  readonly world: World;
  /** `PATH` of the person, to say where a program is that is missing inside. */
  readonly path: string;
  readonly servers: ReadonlyMap<string, RunServer>;
  readonly limits: RunLimits;
  /** Is a call that the policy asks about to be carried out? */
  agree(step: StepResult): Promise<boolean>;
  /** Hears of each call as it is through. */
  done?(result: RunStep): void;
  readonly signal: AbortSignal;
  readonly version: string;
  /** Takes secrets out of all that is said of the run. */
  readonly redact: Redact;
  readonly journal?: Journal;
}

/** A call, as it was decided and what became of it. */
export interface RunStep {
  readonly step: StepResult;
  readonly outcome: RunOutcome;
}

/** A session that was carried out. */
export interface RunResult {
  readonly steps: readonly RunStep[];
  readonly counts: Readonly<Record<Decision, number>>;
  /** What servers did when they started, by their names, where it is more than reading. */
  readonly starts: ReadonlyMap<string, Effects>;
}

/** The relay inside, as what is reached for is recorded. */
const RELAY = `127.0.0.1:${RELAY_PORT}`;

/**
 * What a server of others may still do once it has answered, in milliseconds. Our own tools answer last; and what was done before an answer
 * is in the record before it, as no system call that is recorded returns earlier.
 */
const LINGER_MS = 40;

/** How often is looked at how much was written, in milliseconds. */
const LOOK_MS = 1_000;

/** Decides a session call by call and carries out, inside the world, what is allowed or agreed to. */
export async function runInside(query: RunQuery): Promise<RunResult> {
  const run = new Run(query);
  try {
    return await run.all();
  } finally {
    await run.close();
  }
}

/** A server inside, and the record of what it does. */
interface Open {
  readonly session: ServerSession;
  readonly log: TraceLog | undefined;
}

class Run {
  readonly #query: RunQuery;
  readonly #open = new Map<string, Open>();
  readonly #starts = new Map<string, Effects>();
  readonly #watch: EffectWatch;

  constructor(query: RunQuery) {
    this.#query = query;
    const { world, servers } = query;
    const seen = [...servers.values()].flatMap((one) => ("needs" in one ? one.needs.visible : []));
    const programs = [...world.programs, ...seen.map(({ at }) => at)];
    const { ground, workspace, home } = world;
    this.#watch = new EffectWatch({ ground, workspace, home, programs });
  }

  async all(): Promise<RunResult> {
    const { engine, steps, redact, journal, done } = this.#query;
    const session = startSession(engine);
    const counts = { allow: 0, ask: 0, deny: 0 };
    const results: RunStep[] = [];
    for await (const one of steps) {
      const step = session.decide(one);
      counts[step.verdict.decision]++;
      const at = results.length + 1;
      const outcome = await this.#carryOut(step, at);
      await journal?.done(at, outcome);
      // What did not reach a tool has shown the session nothing; what may have, has.
      if (outcome.kind !== "denied" && outcome.kind !== "declined") session.follow(step);
      const told = { step: redactedStep(step, redact), outcome: redactedOutcome(outcome, redact) };
      results.push(told);
      done?.(told);
    }
    return { steps: results, counts, starts: this.#starts };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map(({ session }) => session.close()));
  }

  async #carryOut(step: StepResult, at: number): Promise<RunOutcome> {
    const { journal, signal } = this.#query;
    const { verdict, call } = step;
    const errand = errandFor(verdict.tool, call);
    const answer = "nobody" in errand || signal.aborted ? undefined : await this.#answer(step);
    const kept = await journal?.decided(at, step, answer);
    if (verdict.decision === "deny") return { kind: "denied" };
    if ("nobody" in errand) return { kind: "not-run", why: errand.nobody };
    const closed = errand.tool === "web.fetch" ? this.#closed(errand.args, call) : undefined;
    if (closed !== undefined) return { kind: "not-run", why: closed };
    if (answer === "no") return { kind: "declined" };
    if (signal.aborted) return { kind: "not-run", why: "the run was interrupted" };
    if (kept !== undefined && failed(kept)) return { kind: "not-run", why: kept.error };
    const { network } = this.#query.world;
    network?.during(call);
    try {
      const open = await this.#serverFor(errand);
      if (failed(open)) return { kind: "not-run", why: open.error };
      return await this.#call(step, errand, open.value);
    } finally {
      network?.during(undefined);
    }
  }

  /** Why a request is not made: the network is open for whole hosts only. */
  #closed(args: JsonObject, call: ToolCall): string | undefined {
    const { engine, world } = this.#query;
    const [url, method = "GET"] = [own(args, "url"), own(args, "method")];
    if (typeof url !== "string" || typeof method !== "string") return "it names no address";
    const why = whyClosed(hostGate(engine), { url, method }, call);
    return world.network === undefined ? (why ?? "the sandbox has no network") : why;
  }

  async #answer(step: StepResult): Promise<Answer> {
    if (step.verdict.decision !== "ask") return undefined;
    const { redact } = this.#query;
    return (await this.#query.agree(redactedStep(step, redact))) ? "yes" : "no";
  }

  async #call(step: StepResult, { server, tool, args }: Errand, open: Open): Promise<RunOutcome> {
    const { engine, path, world } = this.#query;
    const { session, log } = open;
    const began = performance.now();
    const answer = await this.#bounded(session, tool, args);
    const ms = Math.round(performance.now() - began);
    if (log !== undefined && server !== undefined) await sleep(LINGER_MS);
    const effects = withoutOurs(await this.#look(log), tool, args);
    const definition = session.tools.find(({ name }) => name === tool);
    const remarks = [
      ...heldAgainstPolicy(engine, step.call, effects),
      ...(server === undefined ? [] : heldAgainstAnnotations(definition, effects)),
    ];
    const digest =
      server === undefined || definition === undefined
        ? {}
        : { definition: toolDigest(definition) };
    const aftermath = { ms, ...digest, effects, remarks };
    if (failed(answer)) return { kind: "failed", why: answer.error, ...aftermath };
    const result = answer.value;
    const hint = result.isError
      ? await missingProgramWords(result.text, path, world.sees)
      : undefined;
    const hinted = hint === undefined ? {} : { hint };
    return { kind: "done", result, ...hinted, ...aftermath };
  }

  /** What was done since the last look. Connections to our own relay say less than the requests that came through it. */
  async #look(log: TraceLog | undefined): Promise<Effects> {
    const effects = await this.#watch.next(log);
    const { network: proxy } = this.#query.world;
    if (proxy === undefined) return effects;
    const network = effects.network?.filter((address) => address !== RELAY);
    return { ...effects, network, requests: proxy.take() };
  }

  /** Ends the server when the call takes too long or writes too much: what it started in the background ends with it. */
  async #bounded(
    session: ServerSession,
    tool: string,
    args: JsonObject,
  ): Promise<Outcome<CallResult>> {
    const { world, limits } = this.#query;
    const over = new AbortController();
    const look = setInterval(() => {
      void world.ground.changes().then(({ bytes }) => {
        if (bytes <= limits.written) return;
        over.abort();
        return session.close();
      });
    }, LOOK_MS);
    try {
      const answer = await session.call(tool, args, limits.callMs);
      const size = Math.round(limits.written / 1024 / 1024);
      return over.signal.aborted ? { error: `was ended: it wrote more than ${size} MB` } : answer;
    } finally {
      clearInterval(look);
    }
  }

  /** The server of a call, whose tool is, at every call, as somebody has accepted it. */
  async #serverFor({ server, tool }: Errand): Promise<Outcome<Open>> {
    const { servers, world } = this.#query;
    const known = this.#open.get(server ?? "");
    const running = known?.session.ended === false ? known : undefined;
    if (server === undefined)
      return running === undefined ? this.#start("", world.toolServer) : { value: running };
    const one = servers.get(server);
    if (one === undefined)
      return { error: `no server \`${server}\` is configured in the workspace` };
    if ("refused" in one) return { error: one.refused };
    const { launch, needs, accepted } = one;
    const { env, visible } = needs;
    const argv = [...movedTo(launch.cwd), launch.command, ...launch.args];
    const open =
      running === undefined
        ? await this.#start(server, { name: server, argv, env, visible })
        : { value: running };
    if (failed(open)) return { error: `the server \`${server}\` ${open.error}` };
    const changed = changedTool(tool, open.value.session, accepted);
    return changed === undefined ? open : { error: changed };
  }

  async #start(key: string, inside: Inside): Promise<Outcome<Open>> {
    const { world, limits, signal, version, path, redact, journal } = this.#query;
    const { command, args, log } = await world.start(inside);
    const launch: StdioLaunch = { kind: "stdio", command, args, env: new Map() };
    const session = await openSession(launch, {
      ...{ folder: world.workspace, inherited: LAUNCH_ENV, signal, version },
      startMs: limits.startMs,
      limits: { ...LIMITS, output: limits.file, messages: 1_000_000 },
      redact,
    });
    if (failed(session)) {
      const hint = await missingProgramWords(session.error, path, world.sees);
      return { error: hint === undefined ? session.error : `${session.error}; ${hint}` };
    }
    const open = { session: session.value, log: log === undefined ? undefined : new TraceLog(log) };
    this.#open.set(key, open);
    // What it did until now belongs to no call.
    const effects = await this.#look(open.log);
    if (key !== "") await journal?.started(key, effects);
    if (key !== "" && isTelling(effects)) this.#starts.set(key, redactedEffects(effects, redact));
    return { value: open };
  }
}

/** Words before a program that runs in another folder than the workspace's. */
function movedTo(folder: string | undefined): readonly string[] {
  if (folder === undefined) return [];
  return ["/bin/sh", "-c", 'cd "$1" || exit; shift; exec "$@"', "sh", folder];
}

/** Why a tool is not the one that somebody has accepted. */
function changedTool(
  tool: string,
  session: ServerSession,
  accepted: ReadonlyMap<string, string> | undefined,
): string | undefined {
  const now = session.tools.find(({ name }) => name === tool);
  if (now === undefined) return `the server has no tool \`${tool}\``;
  if (accepted === undefined || accepted.get(tool) === toolDigest(now)) return undefined;
  return `\`${tool}\` is not as it was accepted: \`ambit tools sync\` and \`ambit tools accept\` show what differs`;
}

/** The shell that our own tool starts for every command says nothing of the call. */
function withoutOurs(effects: Effects, tool: string, { command }: JsonObject): Effects {
  const [first, ...programs] = effects.programs ?? [];
  const isOurs = tool === "shell" && first !== undefined && /^\/bin\/(ba)?sh -c /.test(first);
  return isOurs && typeof command === "string" ? { ...effects, programs } : effects;
}

function isTelling(effects: Effects): boolean {
  const { created, changed, deleted } = effects;
  return created.length + changed.length + deleted.length + (reachedFor(effects)?.length ?? 0) > 0;
}
