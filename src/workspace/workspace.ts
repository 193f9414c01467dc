import { compile } from "../engine/engine.ts";
import type { Engine, World } from "../engine/engine.ts";
import { explain } from "../engine/explain.ts";
import type { Explanation } from "../engine/explain.ts";
import type { Finding } from "../lint/finding.ts";
import { lint, ofProblem } from "../lint/lint.ts";
import type { LintResult } from "../lint/lint.ts";
import type { ToolCall } from "../model/call.ts";
import { readScenario } from "../policy/scenario.ts";
import type { Scenario } from "../policy/scenario.ts";
import { RULES } from "../rules/index.ts";
import { runSession } from "../simulation/run.ts";
import type { SessionResult } from "../simulation/run.ts";
import { Documents } from "./load.ts";
import type { Loaded, Unreadable } from "./load.ts";
import { nameOf } from "./paths.ts";
import type { Ports } from "./ports.ts";

/** What is known of one policy: its documents, its engine, what it is judged against. */
export interface LoadedPolicy extends Loaded {
  readonly engine: Engine;
}

/** A scenario, and what is wrong with it. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly findings: readonly Finding[];
}

/** Policies, scenarios and what is found in them. The command line and the editor both stand on it, so they never disagree. */
export class Workspace {
  readonly #ports: Ports;
  readonly #documents: Documents;
  readonly #world: World;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#documents = new Documents(ports);
    const { grammars, resolver } = ports;
    this.#world = resolver === undefined ? { grammars } : { grammars, resolver };
  }

  /** A policy, ready to decide; several paths hold together, as with `extends`. */
  async policy(paths: readonly string[]): Promise<LoadedPolicy | Unreadable> {
    const loaded = await this.#documents.load(paths);
    return "bounds" in loaded ? { ...loaded, engine: compile(loaded.bounds, this.#world) } : loaded;
  }

  /** Everything found in a policy; and what a test must see: witnesses that the engine did not confirm. */
  check(policy: LoadedPolicy): LintResult {
    const placed = (call: ToolCall): ToolCall => this.place(call, policy);
    return lint(policy.bounds, policy.engine, {
      rules: RULES,
      world: this.#world,
      now: this.#ports.now(),
      placed,
    });
  }

  /** A call with all that a caller may leave out filled in. */
  place(call: ToolCall, policy: Loaded): ToolCall {
    const { home } = this.#ports;
    const workspace = call.context?.workspace ?? policy.root;
    const context = {
      workspace,
      cwd: workspace,
      dialect: "bash",
      ...(home === undefined ? {} : { home }),
      ...call.context,
    };
    return { session: { seen: [] }, now: this.#ports.now(), ...call, context };
  }

  /** A scenario, and what is wrong with it. */
  async scenario(path: string): Promise<LoadedScenario | Unreadable> {
    const file = await this.#ports.files.read(path);
    if (!("text" in file)) return file;
    const scenario = readScenario(file.text, path);
    return { scenario, findings: scenario.problems.map((problem) => ofProblem(problem, path)) };
  }

  /** The calls of a scenario against a policy, in order, in one session. */
  simulate(scenario: Scenario, policy: LoadedPolicy): SessionResult {
    const now = scenario.now ?? this.#ports.now();
    const steps = scenario.steps.map((step) => ({
      ...step,
      call: this.place({ now, ...step.call }, policy),
    }));
    return runSession(policy.engine, steps);
  }

  /** Decides a call and says why. */
  explain(call: ToolCall, policy: LoadedPolicy): Explanation {
    return explain(policy.engine, this.place(call, policy));
  }

  /** The policies below a folder, sorted. */
  async policies(folder: string): Promise<readonly string[]> {
    const found = await this.#ports.files.find(folder, isPolicyName);
    return found.toSorted();
  }
}

/** Is this the name of a policy? */
export function isPolicyName(path: string): boolean {
  const name = nameOf(path);
  return name === "ambit.yaml" || name.endsWith(".ambit.yaml");
}

/** Is this the name of a scenario? */
export function isScenarioName(path: string): boolean {
  return nameOf(path).endsWith(".ambit-scenario.yaml");
}
