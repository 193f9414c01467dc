import type { ToolCall } from "../model/call.ts";
import type { Problem } from "../model/problem.ts";
import type { Subject } from "../model/subject.ts";
import type { Bounds, DeadLink, Engine } from "../engine/engine.ts";
import { kept } from "../engine/kept.ts";
import { contextFor } from "./context.ts";
import { foldFindings } from "./fold.ts";
import type { LintOptions } from "./options.ts";
import type { Finding } from "./finding.ts";
import type { LintRule, Report } from "./rule.ts";
import { waive } from "./waive.ts";

/** Findings, and witnesses that the engine did not confirm: each of those is a defect of its rule, and is never shown. */
export interface LintResult {
  readonly findings: readonly Finding[];
  /** What the document's own waivers hide. */
  readonly waived: readonly Finding[];
  readonly unconfirmed: readonly { readonly code: string; readonly witness: ToolCall }[];
}

/** Checks one document; `bounds.main` is the document, and its links count for what is allowed. */
export function lint(bounds: Bounds, engine: Engine, options: LintOptions): LintResult {
  const subject = bounds.main;
  const context = contextFor(bounds, engine, options);
  const problems = [
    ...subject.problems,
    ...(bounds.deadLinks ?? []).map((one) => ofDeadLink(one, subject)),
  ];
  const findings = problems.map((problem) => ofProblem(problem, subject.file));
  const unconfirmed: { code: string; witness: ToolCall }[] = [];
  const own = subject.format === "ambit";
  const marked = new Set<string>(subject.marks?.map(({ kind }) => kind));
  for (const rule of about(options.rules)[own ? "policies" : "agents"]) {
    if (rule.ofMarks === true && !marked.has(rule.id)) continue;
    for (const report of rule.check(context)) {
      const { witness } = report;
      if (witness !== undefined && context.decide(witness).decision !== "allow")
        unconfirmed.push({ code: rule.id, witness });
      else findings.push(ofReport(rule, report, subject, options));
    }
  }
  const { findings: left, waived } = waive(findings, subject, idsOf(options.rules));
  const sorted = left.toSorted(byPlace);
  return { findings: own ? sorted : foldFindings(sorted), waived, unconfirmed };
}

const about = kept((rules: readonly LintRule[]) => ({
  policies: rules.filter((rule) => rule.about !== "agents"),
  agents: rules.filter((rule) => rule.about !== "policies"),
}));

const idsOf = kept((rules: readonly LintRule[]) => new Set(rules.map(({ id }) => id)));

function byPlace(a: Finding, b: Finding): number {
  return a.range.start - b.range.start || (a.code < b.code ? -1 : 1);
}

function ofDeadLink({ at, reason }: DeadLink, subject: Subject): Problem {
  const message = `${reason}; until it can be read, every call is denied`;
  return { code: "broken-link", severity: "error", message, range: subject.locate({ path: at }) };
}

/** A problem of a document as a finding. */
export function ofProblem(problem: Problem, file: string): Finding {
  const { code, severity, message, range, suggestion } = problem;
  const base = { code, severity, message, range, file, related: [], fixes: [] } as const;
  const found: Finding = { ...base, confidence: "high", persona: "regular" };
  return suggestion === undefined ? found : { ...found, suggestion };
}

function ofReport(rule: LintRule, report: Report, subject: Subject, options: LintOptions): Finding {
  const related = (report.related ?? []).map((one) =>
    "at" in one ? { file: subject.file, range: subject.locate(one.at), message: one.message } : one,
  );
  const found: Finding = {
    code: rule.id,
    severity: report.severity ?? rule.severity,
    confidence: rule.confidence,
    persona: rule.persona,
    message: messageOf(rule, report, subject),
    file: subject.file,
    range: subject.locate(report.at),
    at: report.at,
    related,
    // What rules change is written in Ambit's own language.
    fixes: subject.format === "ambit" ? (report.fixes ?? []) : [],
    ...(rule.secret === undefined ? {} : { secret: rule.secret }),
    ...(report.meant === undefined ? {} : { suggestion: report.meant }),
  };
  return report.witness === undefined
    ? found
    : { ...found, witness: options.placed(report.witness) };
}

/** The advice at the end of a message is in the words of Ambit's own language, unless the rule is about the files of agents. */
function messageOf(rule: LintRule, { message }: Report, { format }: Subject): string {
  const advice = message.lastIndexOf("; ");
  return format === "ambit" || rule.about === "agents" || advice < 0
    ? message
    : message.slice(0, advice);
}
