import type { CancellationToken } from "vscode-languageserver";

import { diskFiles } from "../../host/files.ts";
import { failed } from "../../model/problem.ts";
import { shown } from "../../model/shown.ts";
import { FORGET_RUN, RAN_CALL, RUN } from "../../protocol/run.ts";
import type { RunParams, RunResult } from "../../protocol/run.ts";
import { isInside } from "../../workspace/paths.ts";
import { runCall, runScenario } from "../../workspace/session.ts";
import type { NoSession, Session } from "../../workspace/session.ts";
import type { ServerGround } from "../server.ts";
import { isVirtual, pathOf } from "../uris.ts";
import { consentOf } from "./run-consent.ts";
import { RunChanges } from "./run-changes.ts";
import { personBehind } from "./run-person.ts";
import { MOST_CALLS, callShower, shownRun } from "./shown-run.ts";

const DEFECT = "this is a defect of Ambit; its log says more";

/** What is said beside each reason why nothing is run. */
const STILL = "The calls are decided all the same";

/**
 * Serves runs in the sandbox: one at a time. The copy that the last one has left goes with the next one, with `FORGET_RUN`, or with the server.
 * `toolServer` is the program of our tools, one file.
 */
export function serveRuns(ground: ServerGround, toolServer: string): void {
  const { connection, fence } = ground;
  const changes = new RunChanges();
  let running: AbortController | undefined;
  let ended: Promise<unknown> = Promise.resolve();
  changes.serve(ground);
  connection.onRequest<RunResult, never>(
    RUN,
    async (params: RunParams, token: CancellationToken) => {
      if (running !== undefined) return { problem: "another session is being run" };
      const cancel = new AbortController();
      running = cancel;
      token.onCancellationRequested(() => cancel.abort());
      const work = fence("a run", () =>
        carryOutSession(params, ground, { toolServer, changes, signal: cancel.signal }),
      );
      ended = work;
      try {
        return (await work) ?? { problem: DEFECT };
      } finally {
        running = undefined;
      }
    },
  );
  connection.onRequest(FORGET_RUN, async () => {
    if (running === undefined) await fence("the end of a run", () => changes.keep(undefined));
    return null;
  });
  ground.onEnd(async () => {
    running?.abort();
    await ended;
    await changes.keep(undefined);
  });
}

async function carryOutSession(
  { subject }: RunParams,
  ground: ServerGround,
  bounds: Bounds,
): Promise<RunResult> {
  if (!ground.isTrusted())
    return {
      problem: `the workspace is not trusted, and a run carries out what its files say; trust the workspace to run them. ${STILL}`,
    };
  const session = await sessionOf(subject, ground);
  if ("problem" in session) return { problem: shown(session.problem) };
  const root = await rootToRun(session, ground);
  if (typeof root !== "string") return root;
  await bounds.changes.keep(undefined);
  return run(session, root, ground, bounds);
}

function sessionOf(
  subject: RunParams["subject"],
  { workspace }: ServerGround,
): Promise<Session | NoSession> {
  if (subject.kind === "scenario") return runScenario(workspace, pathOf(subject.uri));
  const { policy, tool, args } = subject;
  return runCall(workspace, pathOf(policy), { tool, args });
}

/** The folder that is copied: that of the policy, where it is one of those that are open, or in one. */
async function rootToRun(
  { policy }: Session,
  { folders }: ServerGround,
): Promise<string | { readonly problem: string }> {
  if (isVirtual(policy.root))
    return { problem: `the workspace is on no disk of this machine. ${STILL}` };
  const root = await diskFiles.real(policy.root);
  const open = await Promise.all(folders().map((folder) => diskFiles.real(folder)));
  if (open.some((folder) => isInside(root, folder))) return root;
  return {
    problem: `the policy belongs to the workspace ${shown(root)}, which is not open; open that folder, or use \`ambit simulate --run\``,
  };
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
  const name = session.scenario?.name;
  // Only who runs something needs the sandbox's code.
  const { carryOut } = await import("../../sandbox/carry-out.ts");
  const { findNode } = await import("../../sandbox/find-node.ts");
  const { RUN_LIMITS } = await import("../../sandbox/limits.ts");
  const { serversOf } = await import("../../sandbox/servers.ts");
  const path = process.env["PATH"] ?? "";
  const own = "electron" in process.versions ? undefined : process.execPath;
  const node = await findNode({ path, workspace: root, own });
  if (failed(node)) return { problem: `nothing was run: ${shown(node.error)}. ${STILL}` };
  const servers = await serversOf(dry, root);
  const show = callShower(policy, client);
  const person = personBehind(connection, policy, signal);
  let count = 0;
  const ran = await carryOut({
    ...{ policy, name, root, steps, servers, limits: RUN_LIMITS, path, signal },
    details: "hashed",
    ...{ toolServer },
    node: node.value,
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
  const { result, world, audit } = ran.value;
  await changes.keep(world);
  const { notes, ...rest } = await shownRun(result, world, show);
  const { auditWords } = await import("../../sandbox/audit/words.ts");
  return { run: { ...rest, notes: [...notes, auditWords(audit)] } };
}
