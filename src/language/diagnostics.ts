import { DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-types";
import type { Diagnostic, DiagnosticRelatedInformation } from "vscode-languageserver-types";
import type { Finding } from "../lint/finding.ts";
import type { Severity } from "../model/problem.ts";
import { shown } from "../model/shown.ts";
import { RULES } from "../rules/index.ts";
import type { Inspection } from "../workspace/inspection.ts";
import { callWords } from "../workspace/words.ts";
import type { Client } from "./client.ts";
import { lspRange } from "./ranges.ts";
import { underSettings } from "./settings.ts";
import { Texts } from "./texts.ts";

/** A finding, and how the editor shows it. */
export interface ShownFinding {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
}

/** What the editor shows of a document, in the words and places of the command line; where nothing is set, what that prints without options. */
export function diagnosticsOf(inspection: Inspection, client: Client): ShownFinding[] {
  const { findings, texts } = inspection;
  const lines = new Texts(texts);
  const settings = client.settings();
  return findings
    .flatMap((finding) => underSettings(finding, settings, inspection) ?? [])
    .map((finding) => ({ finding, diagnostic: toDiagnostic(finding, lines, client) }));
}

function toDiagnostic(finding: Finding, texts: Texts, client: Client): Diagnostic {
  const { code, severity, file, range } = finding;
  const page = PAGES.has(code) ? client.pages : undefined;
  const tags = TAGS.get(code);
  const related = relatedTo(finding, texts, client);
  const message = [shown(finding.message)];
  if (!client.showsRelated) message.push(...related.map((one) => one.message));
  return {
    range: lspRange(range, texts.lines(file)),
    severity: SEVERITIES[severity],
    source: "ambit",
    code,
    message: message.join("\n"),
    ...(page === undefined ? {} : { codeDescription: { href: `${page}${code}.md` } }),
    ...(tags === undefined ? {} : { tags: [...tags] }),
    ...(client.showsRelated && related.length > 0 ? { relatedInformation: related } : {}),
  };
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const PAGES: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

/** Findings about text that could go without changing a decision: the editor shows it faded. */
const TAGS: ReadonlyMap<string, readonly DiagnosticTag[]> = new Map([
  ["redundant-rule", [DiagnosticTag.Unnecessary]],
  ["expired-grant", [DiagnosticTag.Unnecessary]],
]);

/** The call that shows it, then the places that belong to it. */
function relatedTo(
  { witness, related, file, range }: Finding,
  texts: Texts,
  client: Client,
): DiagnosticRelatedInformation[] {
  const at = (path: string, place: Finding["range"]) => ({
    uri: client.uriOf(path),
    range: lspRange(place, texts.lines(path)),
  });
  const shows =
    witness === undefined
      ? []
      : [{ location: at(file, range), message: `it permits: ${callWords(witness)}` }];
  const places = related.map((one) => ({
    location: at(one.file, one.range),
    message: shown(one.message),
  }));
  return [...shows, ...places];
}
