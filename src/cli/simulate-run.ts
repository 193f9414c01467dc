import { homedir } from "node:os";
import { fileURLToPath } from "node:url";

import { diskFiles } from "../host/files.ts";
import { VERSION } from "../host/version.ts";
import { failed } from "../model/problem.ts";
import { shown } from "../model/shown.ts";
import { networkPlan } from "./run-network.ts";
import type { NetworkPlan } from "./run-network.ts";
import { RUN_LIMITS } from "../sandbox/limits.ts";
import { runInside } from "../sandbox/run.ts";
import type { RunResult } from "../sandbox/run.ts";
import { openWorld } from "../sandbox/world.ts";
import type { SessionResult, Step, StepResult } from "../simulation/run.ts";
import { callWords, count } from "../workspace/words.ts";
import type { LoadedPolicy } from "../workspace/workspace.ts";
import { applyChanges } from "./apply-run.ts";
import { untilInterrupted } from "./interrupt.ts";
import type { ClausePlaces } from "./places.ts";
import { isMissed } from "./print-steps.ts";
import { closedLines, runJson, runText } from "./print-run.ts";
import type { RunPlace } from "./print-run.ts";
import { Refusal } from "./refusal.ts";
import { runServers, serversOf } from "./run-servers.ts";
import { terminal } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

/** What a person wants of a run. */
export interface RunWishes {
  /** To calls that the policy asks about; `ask`: the person at the terminal says it each time, without one it is no. */
  readonly answer: "ask" | "yes" | "no";
  readonly consent: "ask" | "yes";
  readonly callMs: number;
  /** What becomes of the changes: each is offered to the person at the terminal, or all are forgotten. */
  readonly after: "offer" | "forget";
}

/** A scenario to carry out. */
export interface InsideRun extends RunWishes {
  readonly name: string | undefined;
  readonly policy: LoadedPolicy;
  readonly steps: readonly Step[];
  /** The same session, decided and not carried out. */
  readonly dry: SessionResult;
  readonly places: ClausePlaces;
  readonly format: "text" | "json";
}

/** Carries out, in the sandbox, what the policy allows, once a person has agreed. Without isolation nothing is carried out. */
export async function simulateInside(run: InsideRun): Promise<number> {
  const root = await diskFiles.real(run.policy.root);
  const person = terminal();
  if (run.after === "offer" && person === undefined)
    throw new Refusal("`--apply` asks about each file, and there is no terminal to ask on", 2);
  const plan = await serversOf(run.dry, root);
  const network = networkPlan(run.policy.engine, run.dry);
  await consent([...planLines(run, root, network), ...plan.lines], person, run.consent);
  const limits = { ...RUN_LIMITS, callMs: run.callMs };
  return untilInterrupted(async (signal) => {
    const path = process.env["PATH"] ?? "";
    const home = await diskFiles.real(homedir());
    const opened = await openWorld({
      ...{ workspace: root, home, path, limits, node: process.execPath },
      toolServer: fileURLToPath(new URL("./cli-tools.js", import.meta.url)),
      ...(network.query === undefined ? {} : { network: network.query }),
    });
    if (failed(opened)) throw unavailable(opened.error);
    const world = opened.value;
    try {
      const servers = await runServers(plan, { root, home, world, person });
      const result = await runInside({
        ...{ engine: run.policy.engine, steps: run.steps, world, path, servers },
        ...{ limits, signal, version: VERSION },
        agree: (step) => agree(step, run.answer, person),
      });
      const code = report(run, result, {
        layers: world.layers,
        leftOut: world.leftOut,
        ...network,
      });
      if (run.after === "offer" && person !== undefined) await applyChanges(world, person);
      return code;
    } finally {
      await world.close();
    }
  });
}

function report(run: InsideRun, result: RunResult, place: RunPlace): number {
  process.stdout.write(
    run.format === "json"
      ? runJson(result, place, run.places)
      : runText(run.name, result, place, run.places),
  );
  const isBad = ({ step, outcome }: RunResult["steps"][number]): boolean =>
    isMissed(step) ||
    ("remarks" in outcome && outcome.remarks.some(({ kind }) => kind === "denied"));
  return result.steps.some(isBad) ? 1 : 0;
}

function planLines(
  { dry, answer }: InsideRun,
  root: string,
  { open, closed }: NetworkPlan,
): readonly string[] {
  const { allow, ask } = dry.counts;
  const answers = {
    ask: "asked about one by one",
    yes: "answered with yes",
    no: "answered with no",
  };
  return [
    `runs in a sandbox, on a throw-away copy of ${shown(root)} and ${open.length === 0 ? "without network" : `with network to ${open.map(shown).join(" and ")} only`}:`,
    ...closedLines(closed).map((line) => `  ${line}`),
    `  ${count(allow, "call")} that ${allow === 1 ? "is" : "are"} allowed; ${count(ask, "call")} to ask about, ${answers[answer]}`,
    ...dry.steps
      .filter(({ verdict }) => verdict.decision !== "deny")
      .map(({ call, verdict }) => `  ${verdict.decision.padEnd(5)} ${callWords(call)}`),
  ];
}

/** Without a terminal and `--yes`, nothing at all is started. */
async function consent(
  lines: readonly string[],
  person: Terminal | undefined,
  how: "ask" | "yes",
): Promise<void> {
  if (how === "yes") return;
  process.stderr.write(`${lines.join("\n")}\n`);
  if (person === undefined)
    throw new Refusal("nothing was run: agree on a terminal, or with `--yes`", 2);
  if (!(await person.confirm("run this?"))) throw new Refusal("nothing was run", 2);
}

async function agree(
  step: StepResult,
  answer: RunWishes["answer"],
  person: Terminal | undefined,
): Promise<boolean> {
  if (answer !== "ask") return answer === "yes";
  return (await person?.confirm(`the policy asks: ${callWords(step.call)}?`)) === true;
}

function unavailable(why: string): Refusal {
  return new Refusal(
    `nothing was run, as there is no sandbox here: ${why}. Without \`--run\` the calls are decided all the same`,
    3,
  );
}
