import { onlyChanged } from "../model/edit.ts";
import { LineIndex } from "../model/place.ts";
import { expectListed } from "../policy/expect-listed.ts";
import type { ExpectDecidedParams, ExpectDecidedResult } from "../protocol/suites.ts";
import { runSuiteFile } from "../workspace/suite-run.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Client } from "./client.ts";
import { lspRange } from "./ranges.ts";
import { placing } from "./simulation.ts";
import { caseIds, failureText } from "./suites.ts";

/** The change by which a suite expects what is decided of the call of a matrix that failed with this message. */
export async function expectDecided(
  workspace: Workspace,
  client: Client,
  path: string,
  { id, message }: Omit<ExpectDecidedParams, "uri">,
): Promise<ExpectDecidedResult> {
  const loaded = await workspace.suite(path);
  const ids = "suite" in loaded ? caseIds(loaded.suite) : [];
  const run = await runSuiteFile(workspace, path, (_, index) => ids[index] === id);
  if ("problem" in run) return { problem: run.problem };
  const placed = placing(run.policy, client);
  const failed = run.result.cases
    .filter(({ testCase }) => testCase.form === "each")
    .flatMap(({ testCase, calls }) => calls.map((call) => ({ testCase, call })))
    .find(
      ({ call }) =>
        call.step.verdict.decision !== call.expected.expect &&
        failureText(call, placed) === message,
    );
  if (failed === undefined)
    return { problem: "the expectation has changed since; run the test again" };
  const { testCase, call } = failed;
  const { text } = run.suite;
  const { args } = call.expected.call;
  const change = { at: testCase.at, args, expect: call.step.verdict.decision };
  const after = expectListed(text, change);
  if (after === undefined)
    return { problem: "`allow` and `ask` of the case cannot be changed so; change them by hand" };
  const { range, newText } = onlyChanged(text, after);
  return { range: lspRange(range, new LineIndex(text)), newText };
}
