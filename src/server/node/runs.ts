import type { CancellationToken } from "vscode-languageserver";

import { failed } from "../../model/problem.ts";
import { shown } from "../../model/shown.ts";
import { FORGET_RUN, RAN_CALL, RUN } from "../../protocol/run.ts";
import type { RunParams, RunResult } from "../../protocol/run.ts";
import { runCall, runCalls, runScenario } from "../../workspace/session.ts";
import type { NoSession, Session } from "../../workspace/session.ts";
import { DEFECT } from "../fence.ts";
import type { ServerGround } from "../server.ts";
import { pathOf } from "../uris.ts";
import { consentOf } from "./run-consent.ts";
import { serveLive } from "./live.ts";
import { RunChanges } from "./run-changes.ts";
import { personBehind } from "./run-person.ts";
import { NOT_TRUSTED, STILL, placeOfRun, rootToRun } from "./run-place.ts";
import { MOST_CALLS, callShower, shownRun } from "./shown-run.ts";
import { Turn } from "./turn.ts";

const BUSY = { problem: "another session is being run" };

/**
 * Serves runs in the sandbox: one at a time. The copy that the last one has left goes with the next one, with `FORGET_RUN`, or with the server.
 * `toolServer` is the program of our tools, one file.
 */
export function serveRuns(ground: ServerGround, toolServer: string): void {
  const { connection, fence } = ground;
  const changes = new RunChanges();
  const turn = new Turn();
  changes.serve(ground);
  connection.onRequest<RunResult, never>(
    RUN,
    async (params: RunParams, token: CancellationToken) => {
      const result = await turn.take(async (cancel) => {
        token.onCancellationRequested(() => cancel.abort());
        const bounds = { toolServer, changes, signal: cancel.signal };
        return (
          (await fence("a run", () => carryOutSession(params, ground, bounds))) ?? {
            problem: DEFECT,
          }
        );
      });
      return result ?? BUSY;
    },
  );
  serveLive(ground, { toolServer, changes, turn });
  connection.onRequest(FORGET_RUN, async () => {
    if (!turn.isTaken) await fence("the end of a run", () => changes.keep(undefined));
    return null;
  });
  ground.onEnd(async () => {
    await turn.end();
    await changes.keep(undefined);
  });
}

async function carryOutSession(
  { subject }: RunParams,
  ground: ServerGround,
  bounds: Bounds,
): Promise<RunResult> {
  if (!ground.isTrusted()) return { problem: NOT_TRUSTED };
  const session = await sessionOf(subject, ground);
  if ("problem" in session) return { problem: shown(session.problem) };
  const root = await rootToRun(session.policy, ground);
  if (typeof root !== "string") return root;
  await bounds.changes.keep(undefined);
  return run(session, root, ground, bounds);
}

function sessionOf(
  subject: RunParams["subject"],
  { workspace }: ServerGround,
): Promise<Session | NoSession> {
  if (subject.kind === "scenario") return runScenario(workspace, pathOf(subject.uri));
  if (subject.kind === "calls")
    return runCalls(workspace, pathOf(subject.policy), subject.calls, subject.title);
  const { policy, tool, args } = subject;
  return runCall(workspace, pathOf(policy), { tool, args });
}

interface Bounds {
  readonly toolServer: string;
  readonly changes: RunChanges;
  readonly signal: AbortSignal;
}

async function run(
  session: Session,
  root: string,
  ground: ServerGround,
  { toolServer, changes, signal }: Bounds,
): Promise<RunResult> {
  const { connection, client } = ground;
  const { policy, steps, result: dry } = session;
  const name = session.scenario?.name ?? session.title;
  // Only who runs something needs the sandbox's code.
  const { carryOut } = await import("../../sandbox/carry-out.ts");
  const { RUN_LIMITS } = await import("../../sandbox/limits.ts");
  const { serversOf } = await import("../../sandbox/servers.ts");
  const place = await placeOfRun(root);
  if (failed(place)) return { problem: `nothing was run: ${shown(place.error)}. ${STILL}` };
  const servers = await serversOf(dry, root);
  const show = callShower(policy, client);
  const person = personBehind(connection, policy, signal);
  let count = 0;
  const ran = await carryOut({
    ...{ policy, name, root, steps, servers, limits: RUN_LIMITS, signal },
    ...{ details: "hashed", toolServer, ...place.value },
    ahead: { first: steps[0], calls: steps.length },
    go: (world) => person.go(consentOf(dry, root, servers, world)),
    agree: (step) => person.agree(step),
    value: (server, question) => person.value(server, question),
    done: (step) => {
      if (count < MOST_CALLS) void connection.sendNotification(RAN_CALL, show(step, count));
      count++;
    },
  });
  if (failed(ran)) {
    if (person.declined()) return { declined: true };
    return {
      problem: `nothing was run: ${shown(ran.error)}. ${STILL}`,
    };
  }
  await changes.keep(ran.value.world);
  return { run: await shownRun(ran.value, show) };
}
