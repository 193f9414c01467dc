import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";

import type { Finding } from "../lint/finding.ts";
import type { Range } from "../model/place.ts";
import type { Severity } from "../model/problem.ts";
import { shown } from "../model/shown.ts";
import { DESCRIBED_RULES } from "../workspace/described-rules.ts";
import { callWords } from "../workspace/words.ts";
import { toJson } from "./json.ts";
import type { Places } from "./places.ts";
import { VERSION } from "../host/version.ts";

/** Findings as a SARIF 2.1.0 log (OASIS standard, 27 March 2020), one run; paths are relative to the current folder where they lie below it. */
export function printSarif(findings: readonly Finding[], places: Places): string {
  const codes = [
    ...new Set([...DESCRIBED_RULES.map(({ id }) => id), ...findings.map(({ code }) => code)]),
  ];
  const run = {
    tool: {
      driver: {
        name: "Ambit",
        semanticVersion: VERSION,
        rules: codes.map((code) => descriptor(code)),
      },
    },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { SRCROOT: { description: { text: "The folder of the check." } } },
    results: findings.map((finding) => result(finding, codes.indexOf(finding.code), places)),
  };
  const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0" };
  return `${toJson({ ...log, runs: [run] }, 2)}\n`;
}

/** A rule of ours, or the code of a problem of a document. */
function descriptor(code: string): unknown {
  const rule = DESCRIBED_RULES.find(({ id }) => id === code);
  if (rule === undefined) return { id: code };
  const { id, summary, severity, confidence, persona } = rule;
  return {
    id,
    shortDescription: { text: `${summary}.` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { precision: confidence, persona, tags: ["security", "least-privilege"] },
  };
}

const LEVELS = {
  error: "error",
  warning: "warning",
  info: "note",
  hint: "note",
} as const satisfies Readonly<Record<Severity, string>>;

function result(finding: Finding, ruleIndex: number, places: Places): unknown {
  const { code, severity, confidence, persona, message, witness, related } = finding;
  const call = witness === undefined ? "" : ` It permits: ${callWords(witness)}`;
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: words(`${shown(message)}.${call}`) },
    locations: [{ physicalLocation: location(finding.file, finding.range, places) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((one, id) => ({
            id,
            message: { text: words(shown(one.message)) },
            physicalLocation: location(one.file, one.range, places),
          })),
        }),
    properties: {
      confidence,
      persona,
      ...(witness === undefined ? {} : { witness: { tool: witness.tool, args: witness.args } }),
    },
  };
}

/** A text in which nothing is a link: SARIF reads `[words](target)` as one (3.11.6). */
function words(text: string): string {
  return text.includes("](") ? text.replaceAll(/[\\[\]]/g, "\\$&") : text;
}

function location(path: string, range: Range, places: Places): unknown {
  const { file, line, column, endLine, endColumn } = places.of(path, range);
  return {
    artifactLocation: isAbsolute(file)
      ? { uri: pathToFileURL(file).href }
      : { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "SRCROOT" },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}
