import { homedir } from "node:os";

import { diskFiles } from "../host/files.ts";
import type { Question } from "../host/ready-launch.ts";
import { VERSION } from "../host/version.ts";
import { workspaceSecrets } from "../host/workspace-secrets.ts";
import { textDigest } from "../model/digest.ts";
import { failed } from "../model/problem.ts";
import type { Outcome } from "../model/problem.ts";
import { redactor } from "../model/redact.ts";
import type { Redact } from "../model/redact.ts";
import type { Step } from "../simulation/run.ts";
import { documentsOf } from "../workspace/inspection.ts";
import type { LoadedPolicy } from "../workspace/workspace.ts";
import { openJournal } from "./audit/journal.ts";
import type { AuditQuery, AuditSummary } from "./audit/journal.ts";
import type { RunLimits } from "./limits.ts";
import type { Openings } from "./network/openings.ts";
import { networkPlan } from "./network/plan.ts";
import { runInside } from "./run.ts";
import type { RunQuery, RunResult } from "./run.ts";
import { runServers } from "./servers.ts";
import type { ServerPlan } from "./servers.ts";
import { openWorld } from "./world.ts";
import type { World } from "./world.ts";

/** A session of which the calls may come one by one. */
export interface SessionAhead {
  /** A call at whose moment it is judged what of the network is open; absent: nothing is. */
  readonly first: Step | undefined;
  /** How many calls there are at most. */
  readonly calls: number;
}

/** A session that a person has agreed to have carried out. */
export interface RunOrder extends Pick<RunQuery, "steps" | "agree" | "done" | "signal"> {
  readonly policy: LoadedPolicy;
  /** What is known of the session before it begins. */
  readonly ahead: SessionAhead;
  /** The name of the session, where it has one. */
  readonly name: string | undefined;
  /** The workspace folder, resolved. */
  readonly root: string;
  /** Are arguments of calls readable in the audit? */
  readonly details: AuditQuery["details"];
  /** The servers that its calls name. */
  readonly servers: ServerPlan;
  readonly limits: RunLimits;
  /** `PATH` of the person. */
  readonly path: string;
  /** The program of our tool server, and the Node to run it with. */
  readonly toolServer: string;
  readonly node: string;
  /** The sandbox stands, and nothing of the session has run in it: go on? Absent: a person has agreed before. */
  go?(world: World): Promise<boolean>;
  /** Asks a person for what the definition of a server leaves open. */
  value(server: string, question: Question): Promise<string | undefined>;
}

/** What became of it, and where: the throw-away copy stays until whoever ordered the run closes the world. */
export interface CarriedOut {
  readonly result: RunResult;
  readonly world: World;
  /** What of the network was open. */
  readonly network: Openings;
  /** Where each decision and effect was written down. */
  readonly audit: AuditSummary;
  /** Takes the secrets that became known out of a text. */
  readonly redact: Redact;
}

/**
 * Carries out a session in a sandbox of its own, and writes it down: the one composition of a run, for every front end. The error, for people,
 * says why nothing was run.
 */
export async function carryOut(order: RunOrder): Promise<Outcome<CarriedOut>> {
  const { root, limits, path, toolServer, node } = order;
  const home = await diskFiles.real(homedir());
  const network = networkPlan(order.policy.engine, order.ahead.first);
  const opened = await openWorld({
    ...{ workspace: root, home, path, limits, toolServer, node },
    ...(network.query === undefined ? {} : { network: network.query }),
  });
  if (failed(opened)) return { error: `there is no sandbox here: ${opened.error}` };
  const world = opened.value;
  try {
    const agreed = (await order.go?.(world)) !== false;
    const done = agreed ? await runIn(world, home, order) : { error: "nobody has agreed to it" };
    if (!failed(done)) return { value: { ...done.value, network } };
    await world.close();
    return done;
  } catch (error) {
    await world.close();
    throw error;
  }
}

async function runIn(
  world: World,
  home: string,
  order: RunOrder,
): Promise<Outcome<Omit<CarriedOut, "network">>> {
  const { root, policy, servers: plan, steps, limits, path, signal } = order;
  const secrets = [...(await workspaceSecrets(root))];
  const servers = await runServers(plan, {
    ...{ root, home, world },
    ask: (server, question) => order.value(server, question),
    secret: (one) => secrets.push(one),
  });
  const redact = redactor(secrets);
  const journal = await openJournal(auditOf(order, redact), world);
  if (failed(journal)) return { error: `the audit cannot be written: ${journal.error}` };
  let result: RunResult | undefined;
  let audit: AuditSummary;
  try {
    result = await runInside({
      ...{ engine: policy.engine, steps, world, path, servers, limits, signal, version: VERSION },
      ...{ redact, journal: journal.value },
      agree: (step) => order.agree(step),
      done: (step) => order.done?.(step),
    });
  } finally {
    audit = await journal.value.end(result);
  }
  return { value: { result, world, audit, redact } };
}

function auditOf({ root, name, policy, ahead, details }: RunOrder, redact: Redact): AuditQuery {
  const documents = documentsOf(policy.bounds);
  return {
    ...{ workspace: root, scenario: name, agent: policy.bounds.main.principal.id },
    policies: documents.map(({ file, text }) => ({ file, sha256: textDigest(text) })),
    ...{ calls: ahead.calls, details, redact, version: VERSION },
  };
}
