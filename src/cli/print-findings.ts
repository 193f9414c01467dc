import type { Finding } from "../lint/finding.ts";
import type { Severity } from "../model/problem.ts";
import { keptByText } from "../model/kept-by-text.ts";
import { shown, shownShort } from "../model/shown.ts";
import type { Places } from "./places.ts";
import { styleFor } from "./style.ts";
import type { Style } from "./style.ts";
import { callWords, count } from "../workspace/words.ts";

/** How many files were checked, and how many findings their waivers hide. */
export interface Counts {
  readonly files: number;
  readonly waived: number;
}

/** Findings for people: the place, what it is, the line, a call that shows it; and a sum. */
export function printFindings(
  findings: readonly Finding[],
  places: Places,
  counts: Counts,
  stream: NodeJS.WriteStream,
): string {
  const style = styleFor(stream);
  const lineOf = ({ file, range }: Finding): string => `${places.of(file, range).line} ${file}`;
  // What is printed lands in logs.
  const secret = new Set(findings.filter((one) => one.secret === true).map(lineOf));
  const isSecret = (one: Finding): boolean => secret.size > 0 && secret.has(lineOf(one));
  const blocks = findings.map((finding) =>
    block(finding, places, style, isSecret(finding) ? "hidden" : "shown"),
  );
  return [...blocks, sum(findings, counts, style), ""].join("\n");
}

function block(
  finding: Finding,
  places: Places,
  style: Style,
  sourceLine: "shown" | "hidden",
): string {
  const { file, line, column, endLine, endColumn } = places.of(finding.file, finding.range);
  const head = `${style.bold(`${shownFile(file)}:${line}:${column}`)} ${colour(style, finding.severity)(finding.severity)} ${shown(finding.message)} ${style.dim(`[${finding.code}]`)}`;
  const gutter = String(line).padStart(5);
  const source = places.lineText(finding.file, finding.range);
  const before = columns(source.slice(0, column - 1));
  const marked = source.slice(column - 1, endLine === line ? endColumn - 1 : undefined);
  const width = Math.min(Math.max(columns(marked), 1), MOST_COLUMNS - before);
  const frame = [
    `${style.dim(`${gutter} |`)} ${shownShort(source, MOST_COLUMNS)}`,
    ...(width > 0
      ? [
          `${style.dim("      |")} ${" ".repeat(before)}${colour(style, finding.severity)("^".repeat(width))}`,
        ]
      : []),
  ];
  const lines = [head, ...(sourceLine === "hidden" ? [] : frame)];
  if (finding.witness)
    lines.push(`${style.dim("      =")} it permits: ${style.bold(callWords(finding.witness))}`);
  for (const related of finding.related) {
    const at = places.of(related.file, related.range);
    lines.push(
      `${style.dim("      =")} ${shownFile(at.file)}:${at.line}: ${shown(related.message)}`,
    );
  }
  for (const fix of finding.fixes)
    lines.push(`${style.dim("      =")} fix${fix.safe ? "" : " (to review)"}: ${shown(fix.title)}`);
  return `${lines.join("\n")}\n`;
}

/** Of one file there is much to say. */
const shownFile = keptByText(shown, { most: 100 });

/** Lines are cut here. */
const MOST_COLUMNS = 160;

/** The columns that a text takes once unseen characters are written out; Chinese, Japanese and Korean characters take two each. */
function columns(text: string): number {
  const line = shown(text.slice(0, MOST_COLUMNS + 1));
  if (ASCII.test(line)) return line.length;
  return (
    Array.from(line).length +
    (line.match(WIDE)?.length ?? 0) -
    (line.match(/\p{Mn}/gu)?.length ?? 0)
  );
}

const ASCII = /^[ -~]*$/;

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/gu;

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

function sum(findings: readonly Finding[], { files, waived }: Counts, style: Style): string {
  const hidden = waived === 0 ? "" : style.dim(` (${waived} waived)`);
  const where = `in ${count(files, "file")}${hidden}`;
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
