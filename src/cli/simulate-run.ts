import { fileURLToPath } from "node:url";

import { diskFiles } from "../host/files.ts";
import { workspaceSecrets } from "../host/workspace-secrets.ts";
import { failed } from "../model/problem.ts";
import { redactor } from "../model/redact.ts";
import { shown } from "../model/shown.ts";
import { auditWords } from "../sandbox/audit/words.ts";
import { carryOut } from "../sandbox/carry-out.ts";
import type { CarriedOut } from "../sandbox/carry-out.ts";
import { RUN_LIMITS } from "../sandbox/limits.ts";
import type { RunResult } from "../sandbox/run.ts";
import { closedLines } from "../sandbox/network/closed-lines.ts";
import { networkPlan } from "../sandbox/network/plan.ts";
import type { Openings } from "../sandbox/network/openings.ts";
import { serversOf } from "../sandbox/servers.ts";
import type { SessionResult, Step, StepResult } from "../simulation/run.ts";
import { callWords, count } from "../workspace/words.ts";
import type { LoadedPolicy } from "../workspace/workspace.ts";
import { applyChanges } from "./apply-run.ts";
import { untilInterrupted } from "./interrupt.ts";
import type { ClausePlaces } from "./places.ts";
import { isMissed } from "./print-steps.ts";
import { runJson, runText } from "./print-run.ts";
import { Refusal } from "./refusal.ts";
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
  /** Arguments of calls in the audit: keyed hashes alone, or readable too. */
  readonly details: "hashed" | "readable";
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
  const redact = redactor(await workspaceSecrets(root));
  const network = networkPlan(run.policy.engine, run.steps[0]);
  const lines = [...planLines(run, root, network), ...plan.lines].map(redact);
  await consent(lines, person, run.consent);
  const limits = { ...RUN_LIMITS, callMs: run.callMs };
  return untilInterrupted(async (signal) => {
    const ran = await carryOut({
      ...{ policy: run.policy, name: run.name, details: run.details },
      ...{ root, steps: run.steps, servers: plan, limits, signal },
      ahead: { first: run.steps[0], calls: run.steps.length },
      path: process.env["PATH"] ?? "",
      toolServer: fileURLToPath(new URL("./cli-tools.js", import.meta.url)),
      node: process.execPath,
      agree: (step) => agree(step, run.answer, person),
      value: async (_server, { text, how }) => person?.ask(text, how),
    });
    if (failed(ran)) throw unavailable(ran.error);
    const { world, redact: redactAll } = ran.value;
    try {
      const code = report(run, ran.value);
      if (run.after === "offer" && person !== undefined)
        await applyChanges(world, person, redactAll);
      return code;
    } finally {
      await world.close();
    }
  });
}

function report(run: InsideRun, { result, world, network, audit }: CarriedOut): number {
  const { layers, leftOut } = world;
  const where = { layers, leftOut, audit, open: network.open, closed: network.closed };
  process.stdout.write(
    run.format === "json"
      ? runJson(result, where, run.places)
      : runText(run.name, result, where, run.places),
  );
  if (audit.fault !== undefined) throw new Refusal(auditWords(audit), 3);
  const isBad = ({ step, outcome }: RunResult["steps"][number]): boolean =>
    isMissed(step) ||
    ("remarks" in outcome && outcome.remarks.some(({ kind }) => kind === "denied"));
  return result.steps.some(isBad) ? 1 : 0;
}

function planLines(
  { dry, answer }: InsideRun,
  root: string,
  { open, closed }: Openings,
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
    `nothing was run: ${why}. Without \`--run\` the calls are decided all the same`,
    3,
  );
}
