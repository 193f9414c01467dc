import type { Finding } from "../lint/finding.ts";
import type { Severity } from "../model/problem.ts";
import { shown, shownShort } from "../model/shown.ts";
import type { Places } from "./places.ts";
import { styleFor } from "./style.ts";
import type { Style } from "./style.ts";
import { callWords, count } from "../workspace/words.ts";

/** Findings for people: the place, what it is, the line, a call that shows it; and a sum. */
export function printFindings(findings: readonly Finding[], places: Places, files: number): string {
  const style = styleFor(process.stdout);
  const blocks = findings.map((finding) => block(finding, places, style));
  return [...blocks, sum(findings, files, style), ""].join("\n");
}

function block(finding: Finding, places: Places, style: Style): string {
  const { file, line, column, endLine, endColumn } = places.of(finding.file, finding.range);
  const head = `${style.bold(`${shown(file)}:${line}:${column}`)} ${colour(style, finding.severity)(finding.severity)} ${shown(finding.message)} ${style.dim(`[${finding.code}]`)}`;
  const gutter = String(line).padStart(5);
  const source = places.lineText(finding.file, finding.range);
  const width = Math.max((endLine === line ? endColumn : source.length + 1) - column, 1);
  const lines = [
    head,
    `${style.dim(`${gutter} |`)} ${shownShort(source, 160)}`,
    ...(column <= 150
      ? [
          `${style.dim("      |")} ${" ".repeat(column - 1)}${colour(style, finding.severity)("^".repeat(Math.min(width, 100)))}`,
        ]
      : []),
  ];
  if (finding.witness)
    lines.push(`${style.dim("      =")} it permits: ${style.bold(callWords(finding.witness))}`);
  for (const related of finding.related) {
    const at = places.of(related.file, related.range);
    lines.push(`${style.dim("      =")} ${shown(at.file)}:${at.line}: ${shown(related.message)}`);
  }
  for (const fix of finding.fixes)
    lines.push(`${style.dim("      =")} fix${fix.safe ? "" : " (to review)"}: ${shown(fix.title)}`);
  return `${lines.join("\n")}\n`;
}

function colour(style: Style, severity: Severity): (text: string) => string {
  switch (severity) {
    case "error":
      return style.red;
    case "warning":
      return style.yellow;
    case "info":
    case "hint":
      return style.blue;
  }
}

function sum(findings: readonly Finding[], files: number, style: Style): string {
  const where = `in ${count(files, "file")}`;
  if (findings.length === 0)
    return style.green(files === 0 ? "no policy found" : `nothing found ${where}`);
  const parts = (["error", "warning", "info", "hint"] as const)
    .map((severity) => ({
      severity,
      number: findings.filter((finding) => finding.severity === severity).length,
    }))
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) =>
      colour(style, severity)(severity === "info" ? `${number} info` : count(number, severity)),
    );
  return `${parts.join(", ")} ${where}`;
}
