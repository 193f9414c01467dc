import type { ToolCall } from "../model/call.ts";
import { LineIndex } from "../model/place.ts";
import { addCase, newSuite } from "../policy/add-case.ts";
import type { NewCase } from "../policy/add-case.ts";
import type { CreateCaseResult } from "../protocol/cases.ts";
import type { StepResult } from "../simulation/run.ts";
import { folderOf, nameOf } from "../workspace/paths.ts";
import type { Session } from "../workspace/session.ts";
import { callWords } from "../workspace/words.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Client } from "./client.ts";
import { lspRange } from "./ranges.ts";

/** A call of a session as a case with its present decision: in a suite that there is, or in a new one beside the policy. */
export async function createCase(
  workspace: Workspace,
  client: Client,
  session: Session,
  index: number,
  suite: string | undefined,
): Promise<CreateCaseResult> {
  const step = session.result.steps[index];
  if (step === undefined) return { problem: "there is no such call any more" };
  const one = caseOf(session, step, index);
  if (suite === undefined) return inNewSuite(workspace, client, session, one);
  const text = await workspace.text(suite);
  const edit = text === undefined ? undefined : addCase(text, one);
  if (text === undefined || edit === undefined)
    return { problem: "no case can be added to this test suite: it cannot be read, or is broken" };
  const range = lspRange(edit.range, new LineIndex(text));
  return { uri: client.uriOf(suite), isNew: false, range, newText: edit.newText };
}

/** The call as its author wrote it, with what the session had seen by then. */
function caseOf({ scenario }: Session, { call, verdict }: StepResult, index: number): NewCase {
  const written: ToolCall = scenario?.steps[index]?.call ?? { tool: call.tool, args: call.args };
  const now = written.now ?? scenario?.now;
  const seen = call.session?.seen ?? [];
  const name = `${WORDS[verdict.decision]}: ${callWords(call)}`;
  const { session: _, ...rest } = written;
  const placed: ToolCall = {
    ...rest,
    ...(seen.length === 0 ? {} : { session: { seen } }),
    ...(now === undefined ? {} : { now }),
  };
  return { name, call: placed, expect: verdict.decision };
}

const WORDS = { allow: "allowed", ask: "asked", deny: "denied" } as const;

async function inNewSuite(
  workspace: Workspace,
  client: Client,
  { policy }: Session,
  one: NewCase,
): Promise<CreateCaseResult> {
  const { file } = policy.bounds.main;
  const name = nameOf(file);
  const base = /^(.+)\.ambit\.ya?ml$/.exec(name)?.[1] ?? "policy";
  const pathOf = (number: number): string =>
    `${folderOf(file)}/${base}${number === 1 ? "" : `-${number}`}.ambit-test.yaml`;
  let number = 1;
  while (await workspace.exists(pathOf(number))) number++;
  const start = { line: 0, character: 0 };
  return {
    uri: client.uriOf(pathOf(number)),
    isNew: true,
    range: { start, end: start },
    newText: newSuite(`./${name}`, one),
  };
}
