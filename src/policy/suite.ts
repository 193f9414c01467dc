import type { Place, Range } from "../model/place.ts";
import type { Problem } from "../model/problem.ts";
import type { Link } from "../model/subject.ts";
import type { ToolCatalog } from "../model/tool-catalog.ts";
import { readInstant } from "./date.ts";
import { readFields, readItems, readText } from "./fields.ts";
import { readCase } from "./read-case.ts";
import { readVersion } from "./read-head.ts";
import { Report } from "./report.ts";
import { rootSpot } from "./spot.ts";
import type { Spot } from "./spot.ts";
import type { SuiteCase } from "./suite-case.ts";
import { locator } from "./yaml/locate.ts";
import { parseDocument } from "./yaml/parse-document.ts";

/** A `*.ambit-test.yaml`. */
export interface Suite {
  /** Absolute path. */
  readonly file: string;
  /** What the file held when it was read. */
  readonly text: string;
  /** The policy that is tested, as written: relative to the folder of the file. */
  readonly policy?: Link;
  /** RFC 3339. */
  readonly now?: string;
  /** The cases that could be read. */
  readonly cases: readonly SuiteCase[];
  readonly problems: readonly Problem[];
  /** Something in it is wrong: it does not test what its author meant. */
  readonly broken: boolean;
  locate(place: Place): Range;
}

/** More calls are not made of the cases with `each` of one suite. */
const MOST_CALLS = 20_000;

/** Reads a `*.ambit-test.yaml`; `catalog` finds tools that a server does not have. Never throws; what is wrong is a problem. */
export function readSuite(text: string, file: string, catalog?: ToolCatalog): Suite {
  const document = parseDocument(text);
  const report = new Report(document.problems);
  const root = document.root === undefined ? undefined : rootSpot(document.root);
  const keys = ["ambit-test", "policy", "now", "cases"];
  const fields =
    (root && readFields(root, keys, "a test suite", report)) ?? new Map<string, Spot>();
  readVersion("ambit-test", fields, report);
  const start = root?.range ?? { start: 0, end: 0 };
  const [policySpot, nowSpot, casesSpot] = [
    fields.get("policy"),
    fields.get("now"),
    fields.get("cases"),
  ];
  if (policySpot === undefined)
    report.error("missing-key", start, "a test suite names the `policy` that it tests");
  if (casesSpot === undefined)
    report.error("missing-key", start, "a test suite lists what it tests under `cases`");
  const policy = policySpot && readText(policySpot, "`policy`", report);
  const now = nowSpot && readInstant(nowSpot, "`now`", report);
  const items = casesSpot && readItems(casesSpot, "`cases`", report);
  const reading = { report, catalog, left: MOST_CALLS };
  const cases = (items ?? []).flatMap((item) => readCase(item, reading) ?? []);
  return {
    file,
    text,
    ...(policy === undefined ? {} : { policy: { path: policy, at: ["policy"] } }),
    ...(now === undefined ? {} : { now }),
    cases,
    problems: report.problems(),
    broken: report.errors > 0,
    locate: locator(document.root),
  };
}
