import { text as streamText } from "node:stream/consumers";

import type { Explanation } from "../engine/explanation.ts";
import type { ToolCall } from "../model/call.ts";
import { failed } from "../model/problem.ts";
import type { LoadedPolicy, Workspace } from "../workspace/workspace.ts";
import { isDecision, readCall } from "./call.ts";
import type { GivenCall } from "./call.ts";
import { CIRCUMSTANCES, circumstancesOf } from "./circumstances.ts";
import { explanationJson } from "./explanation-json.ts";
import { printMatrix } from "./matrix.ts";
import { fromCommandLine } from "./given-path.ts";
import { folderOption, openPolicy, openWorkspace } from "./open.ts";
import { oneOf, readOptions } from "./options.ts";
import { clausePlaces, documentPlaces } from "./places.ts";
import { printExplanation } from "./print-explanation.ts";
import { Refusal } from "./refusal.ts";

/** `ambit explain`: the decision for one call or several, and why. */
export async function explainCalls(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args, {
    policy: { type: "string", multiple: true },
    call: { type: "string" },
    expect: { type: "string" },
    folder: { type: "string" },
    format: { type: "string" },
    all: { type: "boolean" },
    ...CIRCUMSTANCES,
  });
  const { policy: policies = [], call: given, expect } = values;
  const all = values.all === true;
  if (all && policies.length > 0)
    throw new Refusal(
      "`--all` asks every agent of the folder, and `--policy` one; take one of them",
      2,
    );
  if (!all && policies.length === 0)
    throw new Refusal("name a policy with `--policy FILE`, or ask every agent with `--all`", 2);
  if (given === undefined)
    throw new Refusal("give a call with `--call JSON`, or `--call -` for standard input", 2);
  if (positionals[0] !== undefined)
    throw new Refusal(`\`${positionals[0]}\` is too much; a policy is named with \`--policy\``, 2);
  if (expect !== undefined && !isDecision(expect))
    throw new Refusal(`\`--expect\` is one of allow, ask, deny, not \`${expect}\``, 2);
  const format = oneOf("format", values.format, ["text", "json"]);
  const calls = await readCalls(given);
  const workspace = await openWorkspace();
  if (all) {
    const folder = (await folderOption(values.folder)) ?? fromCommandLine(".");
    const options = circumstancesOf(values);
    const plain = calls.map(({ call }) => call);
    const words = await printMatrix(workspace, { folder, calls: plain, options, format });
    return expect !== undefined && words.some((word) => word !== expect) ? 1 : 0;
  }
  const policy = await openPolicy(workspace, policies, circumstancesOf(values));
  const places = clausePlaces(policy);
  const documents = documentPlaces(policy);
  const explained = explainAll(calls, workspace, policy, await folderOption(values.folder));
  for (const { call, explanation, problems } of explained) {
    const print = format === "json" ? explanationJson : printExplanation;
    process.stdout.write(
      print(
        call,
        { ...explanation, problems: [...explanation.problems, ...problems] },
        places,
        documents,
      ),
    );
  }
  return expect !== undefined &&
    explained.some(({ explanation }) => explanation.decision !== expect)
    ? 1
    : 0;
}

async function readCalls(given: string): Promise<readonly GivenCall[]> {
  if (given === "-" && process.stdin.isTTY)
    process.stderr.write("ambit: reading calls from the terminal, one a line; end with ctrl-d\n");
  const lines = given === "-" ? (await standardInput()).split("\n") : [given];
  const calls = lines.flatMap((line, at) => {
    if (given === "-" && line.trim() === "") return [];
    const call = readCall(line);
    if (failed(call))
      throw new Refusal(given === "-" ? `line ${at + 1}: ${call.error}` : call.error, 3);
    return [call.value];
  });
  // Not 0: a check that was given nothing has found nothing out.
  if (calls.length === 0) throw new Refusal("standard input holds no call", 3);
  return calls;
}

async function standardInput(): Promise<string> {
  try {
    return (await streamText(process.stdin)).replace(/^\ufeff/, "");
  } catch (error) {
    throw new Refusal(`standard input cannot be read: ${String(error)}`, 3);
  }
}

interface Explained {
  readonly call: ToolCall;
  readonly explanation: Explanation;
  readonly problems: Explanation["problems"];
}

/** Calls with the same session id are decided in one session: what one of them has read is seen by the next. */
function explainAll(
  calls: readonly GivenCall[],
  workspace: Workspace,
  policy: LoadedPolicy,
  folder: string | undefined,
): readonly Explained[] {
  const sessions = new Map<string, readonly string[]>();
  return calls.map(({ call, session }) => {
    const before = session === undefined ? [] : (sessions.get(session) ?? []);
    const seen = [...new Set([...before, ...(call.session?.seen ?? [])])];
    const known = call.session !== undefined || session !== undefined;
    const placed = workspace.place(
      {
        ...call,
        ...(known ? { session: { seen } } : {}),
        context: {
          ...(folder === undefined ? {} : { workspace: folder }),
          ...call.context,
        },
      },
      policy,
    );
    const verdict = policy.engine.decide(placed);
    if (session !== undefined && verdict.decision !== "deny")
      sessions.set(session, [...seen, ...policy.engine.labels(verdict)]);
    return {
      call: placed,
      explanation: workspace.explain(placed, policy),
      problems: filledIn(call, known, placed),
    };
  });
}

function filledIn(call: ToolCall, known: boolean, placed: ToolCall): Explanation["problems"] {
  const { workspace = "", cwd = "", home = "", dialect = "" } = placed.context ?? {};
  const filled = [
    ...(call.now === undefined ? [`the clock (${placed.now ?? ""})`] : []),
    ...(call.context?.workspace === undefined ? [`the workspace (${workspace})`] : []),
    ...(call.context?.cwd === undefined ? [`the folder (${cwd})`] : []),
    ...(call.context?.home === undefined ? [`the home (${home})`] : []),
    ...(placed.tool === "shell" && call.context?.dialect === undefined
      ? [`the dialect (${dialect})`]
      : []),
    ...(known ? [] : ["a fresh session"]),
  ];
  return filled.length === 0
    ? []
    : [{ code: "filled-in", message: `the call left out, and was given: ${filled.join(", ")}` }];
}
