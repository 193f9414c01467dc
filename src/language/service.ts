import type { CodeAction, Diagnostic, Range } from "vscode-languageserver-types";
import type { Explanation } from "../engine/explanation.ts";
import type { ToolCall } from "../model/call.ts";
import type { CreateCaseResult } from "../protocol/cases.ts";
import type { SimulateResult } from "../protocol/simulate.ts";
import type {
  ExpectDecidedParams,
  ExpectDecidedResult,
  RunSuiteParams,
  RunSuiteResult,
  SuiteItem,
} from "../protocol/suites.ts";
import type { DocumentKind, Inspection } from "../workspace/inspection.ts";
import { runCall, runCalls, runScenario } from "../workspace/session.ts";
import type { NoSession, Session } from "../workspace/session.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Client } from "./client.ts";
import { agentCodeActions, codeActions } from "./code-actions.ts";
import { createCase } from "./create-case.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { expectDecided } from "./expect-decided.ts";
import { longText } from "./simulation-details.ts";
import { simulatedSession } from "./simulation.ts";
import { suiteItem, suiteResult } from "./suites.ts";

/** A document as the editor shows it. */
export interface CheckedDocument {
  readonly diagnostics: readonly Diagnostic[];
  /** Every file whose change may change the diagnostics. */
  readonly links: readonly string[];
  /** Defects of our own rules, in words for the log. */
  readonly defects: readonly string[];
}

/** A scenario of the workspace. */
export interface ListedScenario {
  readonly path: string;
  readonly name?: string;
}

/** What became of a simulation. */
export interface Simulated {
  readonly result: SimulateResult;
  /** Every file whose change may change the result. */
  readonly links: readonly string[];
}

/** What was simulated: a scenario, or a call by a policy. */
export type CaseSubject =
  | { readonly scenario: string }
  | { readonly policy: string; readonly calls: readonly ToolCall[] };

/** The features of the editor over one workspace. Every answer is made from the files as they are when it is asked for. */
export interface LanguageService {
  /** What is found in a document; `undefined` when it cannot be read. */
  check(path: string, kind: DocumentKind | undefined): Promise<CheckedDocument | undefined>;
  codeActions(
    path: string,
    kind: DocumentKind | undefined,
    range: Range,
  ): Promise<readonly CodeAction[]>;
  /** A scenario judged by the policy that it names, or why that cannot be; everything is said of the calls at `explain`, from 0. */
  simulate(path: string, explain: readonly number[]): Promise<Simulated>;
  /** One call judged by a policy, with everything about it. */
  simulateCall(policy: string, call: ToolCall): Promise<Simulated>;
  /** Calls judged by a policy in one session; everything is said of those at `explain`, from 0. */
  simulateCalls(
    policy: string,
    calls: readonly ToolCall[],
    title: string,
    explain: readonly number[],
  ): Promise<Simulated>;
  /** A simulated call as a case of a test suite, or of a new one beside its policy. */
  createCase(
    subject: CaseSubject,
    index: number,
    suite: string | undefined,
  ): Promise<CreateCaseResult>;
  /** Scenarios with their names. */
  scenarios(paths: readonly string[]): Promise<readonly ListedScenario[]>;
  /** Test suites with their cases. */
  suites(paths: readonly string[]): Promise<readonly SuiteItem[]>;
  /** What becomes of the cases of a suite. */
  runSuite(path: string, what: Pick<RunSuiteParams, "only" | "coverage">): Promise<RunSuiteResult>;
  /** The change by which a suite expects what is decided of a failed call of a matrix. */
  expectDecided(path: string, what: Omit<ExpectDecidedParams, "uri">): Promise<ExpectDecidedResult>;
}

/** Makes the features of the editor. */
export function createLanguageService(workspace: Workspace, client: Client): LanguageService {
  const inspect = async (
    path: string,
    kind: DocumentKind | undefined,
  ): Promise<Inspection | undefined> => {
    const found = await workspace.inspect(path, kind);
    return "findings" in found ? found : undefined;
  };
  const simulated = (session: Session | NoSession, steps: readonly number[]): Simulated => {
    const { links } = session;
    if ("problem" in session) return { result: { problem: longText(session.problem) }, links };
    const explain = (call: ToolCall): Explanation => workspace.explain(call, session.policy);
    return { result: simulatedSession(session, client, { steps, explain }), links };
  };
  return {
    check: async (path, kind) => {
      const found = await inspect(path, kind);
      return found && checkedDocument(found, client);
    },
    codeActions: async (path, kind, range) => {
      const found = await inspect(path, kind);
      if (found === undefined) return [];
      const document = { uri: client.uriOf(path), text: found.texts.get(path) ?? "" };
      const offered = kind === "agent" ? agentCodeActions : codeActions;
      return offered(diagnosticsOf(found, client), range, document);
    },
    simulate: async (path, explain) => simulated(await runScenario(workspace, path), explain),
    simulateCall: async (policy, call) =>
      simulated(await runCall(workspace, policy, call, client.assumed()), [0]),
    simulateCalls: async (policy, calls, title, explain) =>
      simulated(await runCalls(workspace, policy, calls, title, client.assumed()), explain),
    createCase: async (subject, index, suite) => {
      const session =
        "scenario" in subject
          ? await runScenario(workspace, subject.scenario)
          : await runCalls(workspace, subject.policy, subject.calls);
      if ("problem" in session) return { problem: longText(session.problem) };
      return createCase(workspace, client, session, index, suite);
    },
    scenarios: (paths) => Promise.all(paths.map((path) => listed(path, workspace))),
    suites: (paths) => Promise.all(paths.map((path) => suiteItem(workspace, client, path))),
    runSuite: (path, what) => suiteResult(workspace, client, path, what),
    expectDecided: (path, what) => expectDecided(workspace, client, path, what),
  };
}

function checkedDocument(found: Inspection, client: Client): CheckedDocument {
  return {
    diagnostics: diagnosticsOf(found, client).map(({ diagnostic }) => diagnostic),
    links: found.links,
    defects: found.unconfirmed.map(
      ({ code, witness }) =>
        `\`${code}\` has a witness that is not allowed: ${JSON.stringify(witness)}`,
    ),
  };
}

async function listed(path: string, workspace: Workspace): Promise<ListedScenario> {
  const loaded = await workspace.scenario(path);
  const name = "scenario" in loaded ? loaded.scenario.name : undefined;
  return name === undefined ? { path } : { path, name };
}
