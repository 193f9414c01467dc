import type { Decision, ToolCall } from "../model/call.ts";
import { isObject, own, sameJson } from "../model/json.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { SymbolicPath } from "../model/place.ts";
import { checkCallTool } from "./check-call.ts";
import { isEmptyList, isEmptyMap, readEntries, readItems, wrongType } from "./fields.ts";
import { readCallFields } from "./read-call.ts";
import { toJson } from "./read-json.ts";
import type { Report } from "./report.ts";
import type { Spot } from "./spot.ts";
import type { CaseReading, ExpectedCall } from "./suite-case.ts";

/** What a case has besides `each` to say of its calls. */
export const MATRIX_KEYS = [
  ...["tool", "agent", "args", "cwd", "context", "now"],
  ...["allow", "ask"],
] as const;

/** More calls of one case are not made, nor of combinations of more arguments. */
const MOST_CALLS = 1000;
const MOST_ARGUMENTS = 20;

/** Reads the calls of a case with `each`: every combination of the values, and what should become of it. */
export function readMatrix(
  fields: ReadonlyMap<string, Spot>,
  reading: CaseReading,
): readonly ExpectedCall[] {
  const { report, catalog } = reading;
  const each = fields.get("each");
  const toolSpot = fields.get("tool");
  const own = new Map([...fields].filter(([key]) => key !== "session"));
  const common = each && readCallFields(own, each, report);
  if (common !== undefined) checkCallTool(common.tool, toolSpot, report, catalog);
  const axes = each === undefined ? [] : readAxes(each, report);
  const listed = [...readListed("allow", fields, report), ...readListed("ask", fields, report)];
  if (each === undefined || common === undefined) return [];
  for (const { name, spot } of axes)
    if (Object.hasOwn(common.args, name))
      report.error(
        "case-mismatch",
        spot.keyRange ?? spot.range,
        `\`${name}\` stands in \`args\` too; leave it out in one of them`,
      );
  const count = axes.reduce((product, { values }) => product * values.length, 1);
  const tooMany = excess(axes.length, count, listed.length, reading.left);
  if (tooMany !== undefined) {
    report.error("too-many-calls", each.keyRange ?? each.range, tooMany);
    return [];
  }
  reading.left -= count;
  const calls = combinations(axes).map((values) => callOf(values, common, each.path));
  return expectations(calls, listed, report);
}

/** What there is too much of. */
function excess(axes: number, calls: number, listed: number, left: number): string | undefined {
  if (axes > MOST_ARGUMENTS) return `\`each\` takes at most ${MOST_ARGUMENTS} arguments`;
  if (calls > MOST_CALLS)
    return `\`each\` gives more than ${MOST_CALLS} calls; make several cases of it`;
  if (listed > MOST_CALLS) return `\`allow\` and \`ask\` list more than ${MOST_CALLS} calls`;
  if (calls <= left) return undefined;
  return "with this case the suite has too many calls; make several files of it";
}

/** An argument and its values. */
interface Axis {
  readonly name: string;
  readonly spot: Spot;
  readonly values: readonly AxisValue[];
}

interface AxisValue {
  readonly name: string;
  readonly value: Json;
  readonly at: SymbolicPath;
}

function readAxes(each: Spot, report: Report): readonly Axis[] {
  if (isEmptyMap(each))
    report.error("empty-list", each.range, "`each` lists the values of at least one argument");
  return [...(readEntries(each, "`each`", report) ?? [])].map(([name, spot]) => {
    if (isEmptyList(spot))
      report.error("empty-list", spot.range, `\`${name}\` has no value, so no call would be made`);
    const items = readItems(spot, `\`${name}\` of \`each\``, report) ?? [];
    const values = items.map((item) => ({
      name,
      value: toJson(item.node, item.node.range, report),
      at: item.path,
    }));
    return { name, spot, values };
  });
}

/** Calls that are named by some of their arguments. */
interface Listed {
  readonly expect: Decision;
  readonly args: JsonObject;
  readonly spot: Spot;
}

function readListed(
  expect: "allow" | "ask",
  fields: ReadonlyMap<string, Spot>,
  report: Report,
): readonly Listed[] {
  const spot = fields.get(expect);
  if (spot === undefined) return [];
  if (isEmptyList(spot)) {
    const message = `an empty list says nothing; leave \`${expect}\` out`;
    report.error("empty-list", spot.range, message);
  }
  return (readItems(spot, `\`${expect}\``, report) ?? []).flatMap((item) => {
    const args = toJson(item.node, item.node.range, report);
    if (isObject(args)) return [{ expect, args, spot: item }];
    wrongType(item, `a call is named by some of its arguments, as a mapping`, report);
    return [];
  });
}

/** Every choice of one value of each axis; the last axis changes first. */
function combinations(axes: readonly Axis[]): readonly (readonly AxisValue[])[] {
  return axes.reduce<readonly (readonly AxisValue[])[]>(
    (rows, { values }) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );
}

type PlacedCall = Pick<ExpectedCall, "call" | "at">;

function callOf(values: readonly AxisValue[], common: ToolCall, each: SymbolicPath): PlacedCall {
  // `fromEntries` defines properties: `__proto__` is a name like any other.
  const args = Object.fromEntries([
    ...Object.entries(common.args),
    ...values.map(({ name, value }) => [name, value] as const),
  ]);
  const [only, ...others] = values;
  const at = only === undefined || others.length > 0 ? each : only.at;
  return { call: { ...common, args }, at };
}

/** What is not listed must be denied. */
function expectations(
  calls: readonly PlacedCall[],
  listed: readonly Listed[],
  report: Report,
): readonly ExpectedCall[] {
  const used = new Set<Listed>();
  const result = calls.map((one): ExpectedCall => {
    const naming = listed.filter(({ args }) => namesCall(args, one.call.args));
    for (const name of naming) used.add(name);
    const [first] = naming;
    const other = naming.find(({ expect }) => expect !== first?.expect);
    if (other !== undefined) {
      const message = "a call of `each` is named under `allow` and under `ask`; name it in one";
      report.error("case-mismatch", other.spot.range, message);
    }
    return { ...one, expect: first?.expect ?? "deny" };
  });
  for (const { spot, expect } of listed.filter((one) => !used.has(one))) {
    const message = `no call of \`each\` has these arguments, so \`${expect}\` says nothing of any; list their values under \`each\``;
    report.error("case-mismatch", spot.range, message);
  }
  return result;
}

/** Are these some of the arguments of a call? */
export function namesCall(part: JsonObject, args: JsonObject): boolean {
  return Object.entries(part).every(([name, value]) => {
    const given = own(args, name);
    return given !== undefined && sameJson(given, value);
  });
}
