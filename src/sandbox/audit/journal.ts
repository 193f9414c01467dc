import { randomBytes } from "node:crypto";

import type { JsonObject } from "../../model/json.ts";
import { failed } from "../../model/problem.ts";
import type { Outcome } from "../../model/problem.ts";
import type { Redact } from "../../model/redact.ts";
import type { StepResult } from "../../simulation/run.ts";
import type { Effects } from "../effects.ts";
import type { Answer, Journal } from "../journal.ts";
import type { RunOutcome } from "../outcome.ts";
import type { RunResult } from "../run.ts";
import { AuditLog, newestHead } from "./log.ts";
import { auditKey, auditPlaces, makePlaces } from "./places.ts";
import type { AuditPlaces } from "./places.ts";
import { decisionRecord, effectsRecord, fromRoot, outcomeRecord } from "./records.ts";
import type { RecordStyle } from "./records.ts";

/** What is to be known of a run besides its calls. */
export interface AuditQuery {
  /** The workspace folder, resolved. */
  readonly workspace: string;
  readonly scenario: string | undefined;
  /** The agent that the policy is for, where it names one. */
  readonly agent: string | undefined;
  /** The documents that decide, each with the SHA-256 of its text. */
  readonly policies: readonly { readonly file: string; readonly sha256: string }[];
  readonly calls: number;
  readonly details: RecordStyle["details"];
  readonly redact: Redact;
  readonly version: string;
  readonly places?: AuditPlaces;
}

/** What is in force while it runs. */
export interface AuditWorld {
  readonly layers: readonly string[];
  readonly records: "all" | "changes";
}

/** Where a run was written down. */
export interface AuditSummary {
  readonly file: string;
  readonly records: number;
  /** Why it does not go to the end, for people. */
  readonly fault?: string;
}

/** Begins to write down a run. The error, for people, says why that cannot be: then there is to be no run. */
export async function openJournal(
  query: AuditQuery,
  world: AuditWorld,
): Promise<Outcome<AuditJournal>> {
  const { places = auditPlaces(), workspace, redact, details } = query;
  try {
    const made = await makePlaces(places, workspace);
    if (failed(made)) return made;
    const key = await auditKey(places);
    if (failed(key)) return key;
    const before = await newestHead(places);
    const log = await AuditLog.create(places, runName());
    const journal = new AuditJournal(log, { key: key.value, details, redact, root: workspace });
    await log.append({
      ...{ time: new Date().toISOString(), kind: "start", ambit: query.version, mode: "run" },
      ...{ workspace: redact(workspace), calls: query.calls },
      ...(query.scenario === undefined ? {} : { scenario: redact(query.scenario) }),
      ...(query.agent === undefined ? {} : { agent: redact(query.agent) }),
      policies: query.policies.map(({ file, sha256 }) => ({
        ...{ file: redact(fromRoot(file, workspace)), sha256 },
      })),
      ...{ layers: world.layers, recorded: world.records, details },
      ...(before === undefined ? {} : { follows: { ...before } }),
    });
    return { value: journal };
  } catch (error) {
    return { error: wordsOf(error) };
  }
}

/** Writes down what a run decides and does. */
export class AuditJournal implements Journal {
  readonly #log: AuditLog;
  readonly #style: RecordStyle;
  #fault: string | undefined;

  constructor(log: AuditLog, style: RecordStyle) {
    this.#log = log;
    this.#style = style;
  }

  async decided(at: number, step: StepResult, answer: Answer): Promise<Outcome<undefined>> {
    const record = decisionRecord(at, step, answer, this.#style);
    await this.#append(record);
    // A call that is carried out is on the disk before it is; the others come with the next one.
    if (record["through"] === true) await this.#try(() => this.#log.keep());
    return this.#fault === undefined
      ? { value: undefined }
      : { error: `the audit cannot be written: ${this.#fault}` };
  }

  async started(server: string, effects: Effects): Promise<void> {
    const { redact } = this.#style;
    const record = { server: redact(server), effects: effectsRecord(effects, this.#style) };
    await this.#append({ kind: "server", ...record });
  }

  async done(at: number, outcome: RunOutcome): Promise<void> {
    const record = outcomeRecord(at, outcome, this.#style);
    if (record !== undefined) await this.#append(record);
  }

  /** Ends the log; without a result the run was broken off. */
  async end(result: RunResult | undefined): Promise<AuditSummary> {
    if (result !== undefined) await this.#append({ kind: "end", counts: { ...result.counts } });
    await this.#try(() => this.#log.keep());
    await this.#try(() => this.#log.close());
    const { file, records } = this.#log;
    return { file, records, ...(this.#fault === undefined ? {} : { fault: this.#fault }) };
  }

  /** After a record that could not be written no other one follows: the chain ends there. */
  async #append(record: JsonObject): Promise<void> {
    if (this.#fault !== undefined) return;
    await this.#try(() => this.#log.append({ time: new Date().toISOString(), ...record }));
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#fault ??= wordsOf(error);
    }
  }
}

/** Names in the order of time, and no two alike. */
function runName(): string {
  const time = new Date().toISOString().replace(/[-:.]/g, "");
  return `${time}-${randomBytes(4).toString("hex")}`;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
