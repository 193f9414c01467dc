import type { Finding } from "../lint/finding.ts";
import type { Severity } from "../model/problem.ts";
import { shown } from "../model/shown.ts";
import { callWords } from "../workspace/words.ts";
import type { Places } from "./places.ts";

/**
 * Findings as workflow commands of GitHub Actions, one a line: they become annotations of the changed lines. Source of form and escapes:
 * GitHub's documentation of workflow commands and `actions/toolkit` (`packages/core/src/command.ts`), checked 2026-11-21.
 */
export function printGithub(findings: readonly Finding[], places: Places): string {
  return findings.map((finding) => `${annotation(finding, places)}\n`).join("");
}

function annotation(finding: Finding, places: Places): string {
  const { file, line, column, endLine, endColumn } = places.of(finding.file, finding.range);
  const properties = [
    ["file", file],
    ["line", String(line)],
    ["endLine", String(endLine)],
    // GitHub refuses columns where the lines differ.
    ...(line === endLine
      ? [
          ["col", String(column)],
          ["endColumn", String(Math.max(endColumn, column))],
        ]
      : []),
    ["title", `Ambit: ${finding.code}`],
  ] as const;
  const words = properties.map(([name, value = ""]) => `${name}=${property(shown(value))}`);
  return `::${COMMANDS[finding.severity]} ${words.join(",")}::${data(wordsOf(finding))}`;
}

const COMMANDS = {
  error: "error",
  warning: "warning",
  info: "notice",
  hint: "notice",
} as const satisfies Readonly<Record<Severity, string>>;

function wordsOf({ message, witness }: Finding): string {
  const call = witness === undefined ? [] : [`It permits: ${callWords(witness)}`];
  return [shown(message), ...call].join("\n");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
