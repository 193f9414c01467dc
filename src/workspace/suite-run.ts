import type { SuiteCase } from "../policy/suite-case.ts";
import type { Suite } from "../policy/suite.ts";
import type { SuiteResult } from "../simulation/suite.ts";
import { whyNoPolicy } from "./inspection.ts";
import { folderOf, joinPath } from "./paths.ts";
import { openPolicy } from "./session.ts";
import type { NoSession } from "./session.ts";
import type { LoadedPolicy, LoadedSuite, Workspace } from "./workspace.ts";

/** A test suite that was run. */
export interface SuiteRun {
  readonly suite: Suite;
  readonly policy: LoadedPolicy;
  readonly result: SuiteResult;
  /** Every file whose change may change the result. */
  readonly links: readonly string[];
}

/** A test suite, or the `wanted` cases of it, run against the policy that it names; or why it cannot be. Nothing is executed. */
export async function runSuiteFile(
  workspace: Workspace,
  path: string,
  wanted: (testCase: SuiteCase, index: number) => boolean = () => true,
): Promise<SuiteRun | NoSession> {
  const open = await openSuite(workspace, path);
  if ("problem" in open) return open;
  const { suite, policy } = open;
  const cases = suite.cases.filter(wanted);
  return { ...open, result: workspace.test({ ...suite, cases }, policy) };
}

/** A test suite with the policy that it names; or why it cannot be run. */
export async function openSuite(
  workspace: Workspace,
  path: string,
): Promise<Omit<SuiteRun, "result"> | NoSession> {
  const loaded = await workspace.suite(path);
  if (!("suite" in loaded)) {
    const why = "missing" in loaded ? "there is no such file" : loaded.unreadable;
    return { problem: `the test suite cannot be read: ${why}`, links: [path] };
  }
  const { suite, links } = loaded;
  const written = suite.policy?.path ?? "";
  const fault = suite.broken ? faultOf(loaded) : whyNoPolicy(written, "there");
  if (fault !== undefined) return { problem: fault, links };
  const policy = await openPolicy(workspace, policyFileOf(suite), written);
  if (!("engine" in policy)) return { ...policy, links: [...links, ...policy.links] };
  return { suite, policy, links: [...links, ...policy.links] };
}

function faultOf({ findings }: LoadedSuite): string {
  const error = findings.find(({ severity }) => severity === "error");
  return `the test suite is broken: ${error?.message ?? "it cannot be read"}`;
}

function policyFileOf({ file, policy }: Suite): string {
  return joinPath(folderOf(file), policy?.path ?? "", undefined);
}
