import type { Decision } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import { own, sameJson } from "../model/json.ts";
import type { Json } from "../model/json.ts";
import type { SymbolicPath } from "../model/place.ts";
import type { ExpectedCall } from "../policy/suite-case.ts";
import type { YamlNode } from "../policy/yaml/tree.ts";
import type { StepResult } from "../simulation/run.ts";
import type { DocumentKind } from "../workspace/inspection.ts";
import { runScenario } from "../workspace/session.ts";
import { runSuiteFile } from "../workspace/suite-run.ts";
import type { LoadedPolicy, Workspace } from "../workspace/workspace.ts";
import { nodeAt } from "./rule-node.ts";

/** A call of a scenario or test suite as it is decided now. */
export interface DecidedCall {
  readonly expect: Decision | undefined;
  readonly step: StepResult;
  /** Other spellings that are allowed although the call is denied. */
  readonly slipped: readonly StepResult[];
}

/** The calls that a place is about, and what decided them. */
export interface Decided {
  readonly calls: readonly DecidedCall[];
  readonly policy: LoadedPolicy;
}

/** A place in a document of calls. */
export interface CallPlace {
  readonly workspace: Workspace;
  readonly file: string;
  readonly kind: DocumentKind;
  readonly root: YamlNode | undefined;
  readonly path: SymbolicPath;
}

/**
 * What becomes of the calls that a place is about: of a step its own; of a case all that it makes, or those with the value of `each`, or with
 * the arguments under `allow` or `ask`, that stand there. Nothing elsewhere, and where the document cannot be run.
 */
export async function decidedAt(place: CallPlace): Promise<Decided | undefined> {
  const { workspace, file, kind, path } = place;
  const [list, index] = path;
  if (typeof index !== "number") return undefined;
  if (kind === "scenario" && list === "steps") {
    const session = await runScenario(workspace, file);
    if ("problem" in session) return undefined;
    const at = session.scenario?.steps.findIndex((step) => step.at[1] === index) ?? -1;
    const step = session.result.steps[at];
    if (step === undefined) return undefined;
    return { calls: [{ expect: step.expect, step, slipped: [] }], policy: session.policy };
  }
  if (kind !== "test" || list !== "cases") return undefined;
  const run = await runSuiteFile(workspace, file, (one) => one.at[1] === index);
  if ("problem" in run) return undefined;
  const isMeant = filterOf(place);
  const calls = run.result.cases
    .flatMap((one) => one.calls)
    .filter(({ expected }) => isMeant(expected))
    .map(({ expected, step, slipped }) => ({ expect: expected.expect, step, slipped }));
  return { calls, policy: run.policy };
}

/** The rules that decided the calls, each once. */
export function decidingRules({ calls }: Decided): readonly Clause[] {
  return [...new Set(calls.flatMap(({ step }) => step.verdict.rules))];
}

/** Which calls of its case a place is about. */
function filterOf({ root, path }: CallPlace): (call: ExpectedCall) => boolean {
  const [, , key, name, item] = path;
  if (key === "session" && typeof name === "number") return ({ at }) => at[3] === name;
  if (key === "each" && typeof name === "string" && typeof item === "number") {
    const value = jsonOf(nodeAt(root, path.slice(0, 5)));
    return ({ call }) => holds(call.args, new Map([[name, value]]));
  }
  if ((key === "allow" || key === "ask") && typeof name === "number") {
    const listed = nodeAt(root, path.slice(0, 4));
    const entries = listed?.kind === "map" ? listed.entries : [];
    const wanted = new Map(entries.map((one) => [one.key, jsonOf(one.value)]));
    return ({ call }) => holds(call.args, wanted);
  }
  return () => true;
}

function holds(args: ExpectedCall["call"]["args"], wanted: ReadonlyMap<string, Json>): boolean {
  return [...wanted].every(([name, value]) => {
    const given = own(args, name);
    return given !== undefined && sameJson(given, value);
  });
}

function jsonOf(node: YamlNode | undefined): Json {
  switch (node?.kind) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(jsonOf);
    case "map":
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, jsonOf(value)]));
    default:
      return null;
  }
}
