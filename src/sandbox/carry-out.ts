import { homedir } from "node:os";

import { diskFiles } from "../host/files.ts";
import type { Question } from "../host/ready-launch.ts";
import { VERSION } from "../host/version.ts";
import { failed } from "../model/problem.ts";
import type { Outcome } from "../model/problem.ts";
import type { RunLimits } from "./limits.ts";
import { runInside } from "./run.ts";
import type { RunQuery, RunResult } from "./run.ts";
import { runServers } from "./servers.ts";
import type { ServerPlan } from "./servers.ts";
import { openWorld } from "./world.ts";
import type { World } from "./world.ts";

/** A session that a person has agreed to have carried out. */
export interface RunOrder extends Pick<RunQuery, "engine" | "steps" | "agree" | "done" | "signal"> {
  /** The workspace folder, resolved. */
  readonly root: string;
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
}

/** Carries out a session in a sandbox of its own: the one composition of a run, for every front end. The error, for people, says why there is no sandbox. */
export async function carryOut(order: RunOrder): Promise<Outcome<CarriedOut>> {
  const { root, servers: plan, limits, path, toolServer, node } = order;
  const home = await diskFiles.real(homedir());
  const opened = await openWorld({ workspace: root, home, path, limits, toolServer, node });
  if (failed(opened)) return opened;
  const world = opened.value;
  try {
    if ((await order.go?.(world)) === false) {
      await world.close();
      return { error: "nobody has agreed to it" };
    }
    const servers = await runServers(plan, {
      root,
      home,
      world,
      ask: (server, question) => order.value(server, question),
    });
    const { engine, steps, signal } = order;
    const result = await runInside({
      ...{ engine, steps, world, path, servers, limits, signal, version: VERSION },
      agree: (step) => order.agree(step),
      done: (step) => order.done?.(step),
    });
    return { value: { result, world } };
  } catch (error) {
    await world.close();
    throw error;
  }
}
