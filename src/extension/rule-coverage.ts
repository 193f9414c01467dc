import * as vscode from "vscode";
import type { CoveredRule } from "../protocol/suites.ts";
import { rangeOf } from "./suite-tree.ts";

/** The coverage of policies by their rules: one that decided a call is covered. Several runs of one policy add up. */
export function ruleCoverage(
  rules: readonly CoveredRule[],
): readonly (readonly [vscode.FileCoverage, vscode.FileCoverageDetail[]])[] {
  const files = new Map<string, Map<string, CoveredRule>>();
  for (const rule of rules) {
    const file = files.get(rule.uri) ?? new Map<string, CoveredRule>();
    const key = JSON.stringify(rule.range);
    const decided = rule.decided + (file.get(key)?.decided ?? 0);
    files.set(rule.uri, file.set(key, { ...rule, decided }));
  }
  return [...files].map(([uri, byPlace]) => {
    const details = [...byPlace.values()].map(
      ({ decided, range }) => new vscode.StatementCoverage(decided, rangeOf(range)),
    );
    return [vscode.FileCoverage.fromDetails(vscode.Uri.parse(uri), details), details];
  });
}
