import { AnalysisCache } from "../analysis/desk.ts";
import { NO_HINTS } from "../analysis/hints.ts";
import type { Hints } from "../analysis/hints.ts";
import { compile } from "../engine/engine.ts";
import type { Engine, World } from "../engine/engine.ts";
import { explain } from "../engine/explain.ts";
import type { Explanation } from "../engine/explanation.ts";
import { underConfig, waiverFaults } from "../lint/configure.ts";
import type { Configured } from "../lint/configure.ts";
import type { Finding } from "../lint/finding.ts";
import { lint, ofProblem } from "../lint/lint.ts";
import type { LintResult } from "../lint/lint.ts";
import type { Peer } from "../lint/rule.ts";
import type { Decision, ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import type { ConfigWaiver } from "../model/config.ts";
import type { Persona } from "../model/level.ts";
import { readPolicy } from "../policy/read-policy.ts";
import { readScenario } from "../policy/scenario.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";
import type { Scenario } from "../policy/scenario.ts";
import { readSuite } from "../policy/suite.ts";
import type { Suite } from "../policy/suite.ts";
import { RULES } from "../rules/index.ts";
import { coverageOf } from "../simulation/coverage.ts";
import type { RuleCoverage } from "../simulation/coverage.ts";
import { runSession } from "../simulation/run.ts";
import type { SessionResult, Step } from "../simulation/run.ts";
import { runSuite } from "../simulation/suite.ts";
import type { SuiteResult } from "../simulation/suite.ts";
import { AgentFiles, USUAL_AGENT } from "./agent-files.ts";
import type { AgentOptions, AgentReading } from "./agent-files.ts";
import { Configurations, configuredFolder, fileConfig } from "./configuration.ts";
import { unmetExpectations } from "./expectations.ts";
import { HintSource } from "./hint-source.ts";
import { documentsOf, kindOf, whyNoPolicy, withoutPolicy } from "./inspection.ts";
import type { DocumentKind, Inspection } from "./inspection.ts";
import { listFiles } from "./list-files.ts";
import { Documents } from "./load.ts";
import type { Loaded, Unreadable } from "./load.ts";
import { folderOf, joinPath, placedIn } from "./paths.ts";
import { peersOf } from "./peers.ts";
import type { Peers } from "./peers.ts";
import type { Overlooked, Ports } from "./ports.ts";
import { ReachCounter } from "./reach.ts";
import type { FileList, Pace, Reach } from "./reach.ts";
import { rootOf } from "./root.ts";
import { Surroundings } from "./surroundings.ts";

/** What is known of one policy: its documents, its engine, what it is judged against. */
export interface LoadedPolicy extends Loaded {
  readonly engine: Engine;
  /** Present where an agent's own files decide. */
  readonly agent?: AgentReading;
}

/** What was found in a policy under its configuration. */
export interface ConfiguredPolicy extends Configured {
  readonly links: readonly string[];
  /** What files of other agents held that findings speak of. */
  readonly texts: ReadonlyMap<string, string>;
  readonly persona?: Persona;
}

/** A scenario, and what is wrong with it. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly findings: readonly Finding[];
}

/** A test suite, and what is wrong with it. */
export interface LoadedSuite {
  readonly suite: Suite;
  readonly findings: readonly Finding[];
  /** Every file whose change may change the findings. */
  readonly links: readonly string[];
}

/** Policies, scenarios, test suites and what is found in them. The command line and the editor both stand on it, so they never disagree. */
export class Workspace {
  readonly #ports: Ports;
  readonly #documents: Documents;
  readonly #agents: AgentFiles;
  readonly #world: World;
  readonly #configurations: Configurations;
  readonly #hints: HintSource;
  readonly #counter = new ReachCounter();
  /** By folder, until files come or go. */
  readonly #lists = new Map<string, Promise<FileList>>();
  /** What was analysed, by the folder that it was judged against. */
  readonly #caches = new Map<string, AnalysisCache>();

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#documents = new Documents(ports);
    this.#agents = new AgentFiles(ports);
    this.#configurations = new Configurations(ports.files);
    this.#hints = new HintSource(ports.files, (root) => this.#around(root));
    const { grammars, resolver } = ports;
    this.#world = resolver === undefined ? { grammars } : { grammars, resolver };
  }

  /** A policy, ready to decide; several paths hold together, as with `extends`. */
  async policy(
    paths: readonly string[],
    options: AgentOptions = USUAL_AGENT,
  ): Promise<LoadedPolicy | Unreadable> {
    const [path] = paths;
    if (path !== undefined && kindOf(path) === "agent") {
      if (paths.length > 1)
        return { unreadable: "the file of an agent is not decided together with other policies" };
      const catalogs = await this.#documents.catalogs(path);
      return this.#agents.load(path, this.#world, catalogs, options);
    }
    const loaded = await this.#documents.load(paths);
    if (!("bounds" in loaded)) return loaded;
    return { ...loaded, engine: compile(loaded.bounds, this.worldOf(loaded)) };
  }

  /** Everything found in a policy, with calls of what there is; and what a test must see: witnesses that the engine did not confirm. */
  check(policy: LoadedPolicy, hints: Hints = NO_HINTS, peers: readonly Peer[] = []): LintResult {
    const now = this.#ports.now();
    const placed = (call: ToolCall): ToolCall => this.place({ now, ...call }, policy);
    return lint(policy.bounds, policy.engine, {
      rules: RULES,
      world: this.worldOf(policy),
      now,
      catalog: policy.catalogs.tools,
      placed,
      cache: this.#cacheOf(policy),
      ...{ hints, peers },
    });
  }

  #cacheOf({ root }: Loaded): AnalysisCache {
    const cache = this.#caches.get(root) ?? new AnalysisCache();
    this.#caches.set(root, cache);
    return cache;
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
    return { session: { seen: [] }, ...call, now: call.now ?? this.#ports.now(), context };
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
    return runSession(policy.engine, this.steps(scenario, policy));
  }

  /** The calls of a scenario with all that it leaves out filled in. */
  steps(scenario: Scenario, policy: Pick<Loaded, "root">): readonly Step[] {
    const now = scenario.now ?? this.#ports.now();
    const placed = (call: ToolCall): ToolCall => this.place({ now, ...call }, policy);
    return scenario.steps.map((step) => ({ ...step, call: placed(step.call) }));
  }

  /** A test suite, and what is wrong with it. */
  async suite(path: string): Promise<LoadedSuite | Unreadable> {
    const file = await this.#ports.files.read(path);
    if (!("text" in file)) return file;
    const { tools, texts } = await this.#documents.catalogs(path);
    const suite = readSuite(file.text, path, tools);
    const findings = suite.problems.map((problem) => ofProblem(problem, path));
    return { suite, findings, links: [path, ...texts.keys()] };
  }

  /** The cases of a test suite against a policy. */
  test(suite: Suite, policy: LoadedPolicy): SuiteResult {
    const now = suite.now ?? this.#ports.now();
    return runSuite(policy.engine, suite.cases, (call) => this.place({ now, ...call }, policy));
  }

  /** How far the calls of suites exercise the rules of the policy that decided them. */
  coverage(policy: LoadedPolicy, results: readonly SuiteResult[]): readonly RuleCoverage[] {
    return coverageOf(policy.engine, results);
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
    if (kind === "test") return this.#inspectSuite(path);
    if (kind === "config") return this.#inspectConfig(path);
    const policy = await this.policy([path]);
    if (!("engine" in policy)) return policy;
    const documents = documentsOf(policy.bounds).map(({ file, text }) => [file, text] as const);
    const { id } = policy.bounds.main.principal;
    const { links, persona, texts: others, ...result } = await this.configured(policy);
    const texts = new Map([...others, ...documents, ...policy.catalogs.texts]);
    const found = { ...result, links: [...policy.links, ...links], texts };
    return {
      ...found,
      ...(id === undefined ? {} : { agent: id }),
      ...(persona === undefined ? {} : { persona }),
    };
  }

  /** Everything found in a policy as its configuration wants it reported; `links` are all files that could be that. */
  async configured(policy: LoadedPolicy): Promise<ConfiguredPolicy> {
    const { file, text } = policy.bounds.main;
    const { config, links } = await this.#configurations.of(file, policy.root);
    const hinted = await this.#hints.of(policy.root, policy.catalogs.accepted, file);
    const others = await this.#peersOf(policy);
    const read = { links: [...links, ...hinted.links, ...others.links], texts: others.texts };
    const found = this.check(policy, hinted.hints, others.peers);
    if (config === undefined) return { ...found, used: new Set(), ...read };
    const here = underConfig(found, fileConfig(config, file, text), this.#ports.now());
    return {
      ...here,
      ...read,
      ...(config.persona === undefined ? {} : { persona: config.persona }),
    };
  }

  #peersOf(policy: LoadedPolicy): Promise<Peers> {
    return peersOf(policy, {
      files: async (root) => (await this.#list(root)).files,
      load: (path) => this.policy([path]),
      placed: (call) => this.place({ now: this.#ports.now(), ...call }, policy),
    });
  }

  async #inspectConfig(path: string): Promise<Inspection | Unreadable> {
    const file = await this.#ports.files.read(path);
    if (!("text" in file)) return file;
    const config = this.#configurations.read(path, file.text);
    const used = new Set<ConfigWaiver>();
    const lost = new Set(config.waivers);
    const links = new Set([path]);
    for (const name of new Set(config.waivers.map((waiver) => waiver.file))) {
      const target = `${configuredFolder(config)}${name}`;
      links.add(target);
      const isPolicy = ["policy", "agent"].includes(kindOf(target) ?? "policy");
      const policy = isPolicy && (await this.policy([target]));
      if (policy === false || !("engine" in policy)) continue;
      for (const link of policy.links) links.add(link);
      const about = fileConfig(config, target, policy.bounds.main.text);
      for (const { waiver } of about.waivers) lost.delete(waiver);
      const found = underConfig(this.check(policy), about, this.#ports.now());
      for (const waiver of found.used) used.add(waiver);
    }
    const faults = waiverFaults(config, used, lost, this.#ports.now());
    const problems = config.problems.map((problem) => ofProblem(problem, path));
    const findings = [...problems, ...faults].toSorted((a, b) => a.range.start - b.range.start);
    const texts = new Map([[path, file.text]]);
    return { findings, waived: [], unconfirmed: [], links: [...links], texts };
  }

  /** What a policy is compiled with. */
  worldOf({ facts, catalogs: { accepted } }: Pick<Loaded, "facts" | "catalogs">): World {
    return { ...this.#world, facts, accepted };
  }

  async #inspectScenario(path: string): Promise<Inspection | Unreadable> {
    const loaded = await this.scenario(path);
    if (!("scenario" in loaded)) return loaded;
    const { scenario } = loaded;
    const found = await this.#inspectCalls(scenario, loaded.findings, [path]);
    const policy = scenario.broken ? undefined : await this.#policyOf(scenario);
    if (policy === undefined) return found;
    const unmet = unmetExpectations(scenario, policy, this.simulate(scenario, policy));
    const texts = documentsOf(policy.bounds).map(({ file, text }) => [file, text] as const);
    return {
      ...found,
      findings: [...found.findings, ...unmet].toSorted((a, b) => a.range.start - b.range.start),
      links: [...new Set([...found.links, ...policy.links])],
      texts: new Map([...found.texts, ...texts]),
    };
  }

  /** The policy that decides the calls of a document, where that can be read. */
  async #policyOf({ file, policy }: Scenario): Promise<LoadedPolicy | undefined> {
    if (policy === undefined || whyNoPolicy(policy.path, "there") !== undefined) return undefined;
    const loaded = await this.policy([joinPath(folderOf(file), policy.path, undefined)]);
    return "engine" in loaded ? loaded : undefined;
  }

  async #inspectSuite(path: string): Promise<Inspection | Unreadable> {
    const loaded = await this.suite(path);
    if (!("suite" in loaded)) return loaded;
    return this.#inspectCalls(loaded.suite, loaded.findings, loaded.links);
  }

  /** What is found in a document of calls, which names the policy that decides them. */
  async #inspectCalls(
    document: Scenario | Suite,
    findings: readonly Finding[],
    links: readonly string[],
  ): Promise<Inspection> {
    const { file, text, policy } = document;
    const found = { waived: [], unconfirmed: [], links, texts: new Map([[file, text]]) };
    if (policy === undefined) return { ...found, findings };
    const path = joinPath(folderOf(file), policy.path, undefined);
    const isThere = await this.exists(path);
    const reason = whyNoPolicy(policy.path, isThere ? "there" : "missing");
    const dead = reason === undefined ? [] : [withoutPolicy(document, reason)];
    return { ...found, links: [...links, path], findings: [...findings, ...dead] };
  }

  /** What a file holds; `undefined` where it cannot be read. */
  async text(path: string): Promise<string | undefined> {
    const file = await this.#ports.files.read(path);
    return "text" in file ? file.text : undefined;
  }

  /** The tree of a document as it is now, whatever its kind; an empty one where it cannot be read. Asked again, the same as long as the text is. */
  async tree(path: string): Promise<YamlDocument> {
    return this.#documents.tree(path);
  }

  /** What is there around a document. */
  async surroundings(path: string): Promise<Surroundings> {
    return this.#around(await rootOf(path, this.#ports));
  }

  #around(root: string): Surroundings {
    return new Surroundings(root, this.#ports, (folder) => this.#documents.catalogFiles(folder));
  }

  /** What a policy that stands alone says of calls, here and now: to try out what is being written. */
  trial(policy: string, root: string): (call: ToolCall) => Decision {
    const main = readPolicy(policy, { file: `${root}/ambit.yaml` });
    const bounds = { main, extended: [], ceilings: [] };
    const engine = compile(bounds, { grammars: this.#world.grammars });
    return (call) => engine.decide(this.place(call, { root })).decision;
  }

  /** What the rules of a policy for which `wanted` holds are about here. `undefined` where the pace said to stop. */
  async reach(
    policy: LoadedPolicy,
    wanted: (rule: Clause) => boolean,
    pace: Pace,
  ): Promise<ReadonlyMap<Clause, Reach> | undefined> {
    const { root } = policy;
    const list = await this.#list(root);
    const servers = await this.#around(root).tools();
    const tools = [...servers].flatMap(([server, all]) =>
      all.map(({ name }) => `mcp:${server}/${name}`),
    );
    const { context = {}, now = "" } = this.place({ tool: "file.read", args: {} }, policy);
    const found = new Map<Clause, Reach>();
    for (const rule of policy.engine.rules.filter(({ clause }) => wanted(clause))) {
      const reach = await this.#counter.of(rule, { list, tools, context, now }, pace);
      if (reach === undefined) return undefined;
      found.set(rule.clause, reach);
    }
    return found;
  }

  /** Files have come or gone: they are listed anew when somebody asks. */
  filesChanged(): void {
    this.#lists.clear();
    this.#hints.clear();
  }

  #list(root: string): Promise<FileList> {
    const before = this.#lists.get(root);
    if (before !== undefined) return before;
    const list = listFiles(root, this.#ports.files);
    this.#lists.set(root, list);
    return list;
  }

  /** Is there such a file? */
  async exists(path: string): Promise<boolean> {
    return this.#ports.files.exists(path);
  }

  /** The policies, scenarios, test suites and configurations below a folder, sorted. */
  async documents(folder: string, overlooked?: Overlooked): Promise<readonly string[]> {
    const isOne = (path: string): boolean => kindOf(path) !== undefined;
    const found = await this.#ports.files.find(folder, isOne, overlooked);
    return found.toSorted();
  }
}
