import { compile } from "../engine/engine.ts";
import type { Engine, World } from "../engine/engine.ts";
import { explain } from "../engine/explain.ts";
import type { Explanation } from "../engine/explain.ts";
import type { Finding } from "../lint/finding.ts";
import { lint, ofProblem } from "../lint/lint.ts";
import type { LintResult } from "../lint/lint.ts";
import type { Decision, ToolCall } from "../model/call.ts";
import { readPolicy } from "../policy/read-policy.ts";
import { readScenario } from "../policy/scenario.ts";
import type { Scenario } from "../policy/scenario.ts";
import { RULES } from "../rules/index.ts";
import { runSession } from "../simulation/run.ts";
import type { SessionResult } from "../simulation/run.ts";
import { documentsOf, kindOf } from "./inspection.ts";
import type { DocumentKind, Inspection } from "./inspection.ts";
import { Documents } from "./load.ts";
import type { Loaded, Unreadable } from "./load.ts";
import { folderOf, joinPath, placedIn } from "./paths.ts";
import type { Overlooked, Ports } from "./ports.ts";
import { rootOf } from "./root.ts";
import { Surroundings } from "./surroundings.ts";

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
    if (!("bounds" in loaded)) return loaded;
    return { ...loaded, engine: compile(loaded.bounds, this.#worldOf(loaded)) };
  }

  /** Everything found in a policy; and what a test must see: witnesses that the engine did not confirm. */
  check(policy: LoadedPolicy): LintResult {
    const placed = (call: ToolCall): ToolCall => this.place(call, policy);
    return lint(policy.bounds, policy.engine, {
      rules: RULES,
      world: this.#worldOf(policy),
      now: this.#ports.now(),
      catalog: policy.catalog,
      placed,
    });
  }

  /** A call with all that a caller may leave out filled in. */
  place(call: ToolCall, policy: Pick<Loaded, "root">): ToolCall {
    const { home } = this.#ports;
    const { workspace = policy.root, cwd } = call.context ?? {};
    const context = {
      workspace,
      dialect: "bash",
      ...(home === undefined ? {} : { home }),
      ...call.context,
      cwd: cwd === undefined ? workspace : placedIn(workspace, cwd, home),
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

  /** Everything found in a document, whatever its kind; a policy, where its name does not say. */
  async inspect(
    path: string,
    kind: DocumentKind = kindOf(path) ?? "policy",
  ): Promise<Inspection | Unreadable> {
    if (kind === "scenario") return this.#inspectScenario(path);
    const policy = await this.policy([path]);
    if (!("engine" in policy)) return policy;
    const texts = new Map(documentsOf(policy.bounds).map(({ file, text }) => [file, text]));
    return { ...this.check(policy), links: policy.links, texts };
  }

  #worldOf({ facts }: Loaded): World {
    return { ...this.#world, facts };
  }

  async #inspectScenario(path: string): Promise<Inspection | Unreadable> {
    const loaded = await this.scenario(path);
    if (!("scenario" in loaded)) return loaded;
    const { scenario } = loaded;
    const texts = new Map([[path, scenario.text]]);
    const policy = scenario.policy && joinPath(folderOf(path), scenario.policy.path, undefined);
    const links = policy === undefined ? [path] : [path, policy];
    const found = { unconfirmed: [], links, texts };
    if (policy === undefined || (await this.exists(policy))) {
      return { ...found, findings: loaded.findings };
    }
    return { ...found, findings: [...loaded.findings, withoutPolicy(scenario)] };
  }

  /** What a file holds; `undefined` where it cannot be read. */
  async text(path: string): Promise<string | undefined> {
    const file = await this.#ports.files.read(path);
    return "text" in file ? file.text : undefined;
  }

  /** What is there around a document. */
  async surroundings(path: string): Promise<Surroundings> {
    return new Surroundings(await rootOf(path, this.#ports), this.#ports);
  }

  /** What a policy that stands alone says of calls, here and now: to try out what is being written. */
  trial(policy: string, root: string): (call: ToolCall) => Decision {
    const main = readPolicy(policy, { file: `${root}/ambit.yaml` });
    const bounds = { main, extended: [], ceilings: [] };
    const engine = compile(bounds, { grammars: this.#world.grammars });
    return (call) => engine.decide(this.place(call, { root })).decision;
  }

  /** Is there such a file? */
  async exists(path: string): Promise<boolean> {
    return this.#ports.files.exists(path);
  }

  /** The policies and scenarios below a folder, sorted. */
  async documents(folder: string, overlooked?: Overlooked): Promise<readonly string[]> {
    const isOne = (path: string): boolean => kindOf(path) !== undefined;
    const found = await this.#ports.files.find(folder, isOne, overlooked);
    return found.toSorted();
  }
}

function withoutPolicy(scenario: Scenario): Finding {
  const { file, policy } = scenario;
  const message = `\`${policy?.path ?? ""}\` does not exist; name the policy that the calls are decided by`;
  const range = scenario.locate({ path: policy?.at ?? [] });
  return ofProblem({ code: "broken-link", severity: "error", message, range }, file);
}
