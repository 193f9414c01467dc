import { checkCallTool } from "./check-call.ts";
import { isEmptyList, readFields, readItems, readText, readWord, wrongType } from "./fields.ts";
import { readCall } from "./read-call.ts";
import { MATRIX_KEYS, readMatrix } from "./read-matrix.ts";
import type { Report } from "./report.ts";
import type { Spot } from "./spot.ts";
import type { CaseReading, ExpectedCall, SuiteCase } from "./suite-case.ts";

const FORMS = ["call", "each", "session"] as const;
const KEYS = ["name", "call", "expect", "each", ...MATRIX_KEYS, "session", "equivalents"];
const DECISIONS = ["allow", "ask", "deny"] as const;

/** Reads a case of a suite; nothing where something in it is wrong. */
export function readCase(spot: Spot, reading: CaseReading): SuiteCase | undefined {
  const { report } = reading;
  const before = report.errors;
  const fields = readFields(spot, KEYS, "a case", report);
  if (fields === undefined) return undefined;
  const nameSpot = fields.get("name");
  if (nameSpot === undefined)
    report.error("missing-key", spot.range, "a case says under `name` what it is about");
  const name = nameSpot && readText(nameSpot, "`name`", report);
  const form = formOf(fields, spot, report);
  const equivalents = readFlag(fields.get("equivalents"), report);
  if (form !== undefined) checkKeys(fields, report);
  const call = fields.get("call");
  const session = fields.get("session");
  const calls = [
    ...(call === undefined ? [] : readExpected(spot, fields, "a case", reading)),
    ...(fields.has("each") ? readMatrix(fields, reading) : []),
    ...(session === undefined ? [] : readSession(session, reading)),
  ];
  if (name === undefined || form === undefined || report.errors > before) return undefined;
  return { name, form, equivalents, calls, at: spot.path };
}

function formOf(
  fields: ReadonlyMap<string, Spot>,
  spot: Spot,
  report: Report,
): SuiteCase["form"] | undefined {
  const [form, ...others] = FORMS.filter((key) => fields.has(key));
  if (form === undefined) {
    const message =
      "a case has a `call` with `expect`, a `tool` with `each`, or a `session` of several calls";
    report.error("missing-key", spot.range, message);
  }
  for (const other of others) {
    const message = `a case is one thing: \`${form ?? ""}\` or \`${other}\`; make it two cases`;
    report.error("two-forms", fields.get(other)?.keyRange ?? spot.range, message);
  }
  return form;
}

/** Keys that say something only beside another. */
function checkKeys(fields: ReadonlyMap<string, Spot>, report: Report): void {
  const needs = (key: string, other: string, message: string): void => {
    const spot = fields.get(key);
    if (spot !== undefined && !fields.has(other))
      report.error("missing-key", spot.keyRange ?? spot.range, message);
  };
  needs("expect", "call", "`expect` says what should become of a `call`, and there is none");
  for (const key of MATRIX_KEYS)
    needs(key, "each", `\`${key}\` belongs to \`each\`, and there is none; a \`call\` has its own`);
}

function readFlag(spot: Spot | undefined, report: Report): boolean {
  if (spot === undefined) return false;
  if (spot.node.kind === "scalar" && typeof spot.node.value === "boolean") return spot.node.value;
  wrongType(spot, "`equivalents` is `true` or `false`", report);
  return false;
}

function readSession(spot: Spot, reading: CaseReading): readonly ExpectedCall[] {
  const { report } = reading;
  if (isEmptyList(spot))
    report.error("empty-list", spot.range, "a session of no calls tests nothing");
  return (readItems(spot, "`session`", report) ?? []).flatMap((item) => {
    const fields = readFields(item, ["call", "expect"], "a step", report);
    if (fields !== undefined && !fields.has("call"))
      report.error("missing-key", item.range, "a step has a `call`");
    return fields === undefined ? [] : readExpected(item, fields, "a step", reading);
  });
}

/** The `call` and `expect` of a mapping. */
function readExpected(
  spot: Spot,
  fields: ReadonlyMap<string, Spot>,
  what: string,
  { report, catalog }: CaseReading,
): readonly ExpectedCall[] {
  const [callSpot, expectSpot] = [fields.get("call"), fields.get("expect")];
  if (expectSpot === undefined) {
    const message = `${what} says under \`expect\` what should become of its call`;
    report.error("missing-key", callSpot?.keyRange ?? spot.range, message);
  }
  const call = callSpot && readCall(callSpot, report);
  if (call !== undefined) checkCallTool(call.tool, callSpot, report, catalog);
  const expect = expectSpot && readWord(expectSpot, DECISIONS, "`expect`", report);
  return call === undefined || expect === undefined ? [] : [{ call, expect, at: spot.path }];
}
