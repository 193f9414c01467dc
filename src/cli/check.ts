import type { Finding } from "../lint/finding.ts";
import type { Persona } from "../lint/rule.ts";
import type { Severity } from "../model/problem.ts";
import { documentsUnder, Unread } from "./documents-under.ts";
import { toJson } from "./json.ts";
import { openWorkspace } from "./open.ts";
import { oneOf, readOptions } from "./options.ts";
import { Places } from "./places.ts";
import { printFindings } from "./print-findings.ts";

const SEVERITIES = ["error", "warning", "info", "hint"] as const;
const PERSONAS = ["regular", "pedantic", "auditor"] as const;

/** `ambit check`: findings over the policies, scenarios and test suites under the paths. */
export async function check(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args, {
    format: { type: "string" },
    "fail-on": { type: "string" },
    persona: { type: "string" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const failOn = oneOf("fail-on", values["fail-on"], [...SEVERITIES, "never"]);
  const persona = oneOf("persona", values.persona, PERSONAS);
  const workspace = await openWorkspace();
  const unread = new Unread();
  const files = await documentsUnder(
    workspace,
    positionals.length === 0 ? ["."] : positionals,
    unread,
  );
  const texts = new Map<string, string>();
  const findings: Finding[] = [];
  let read = 0;
  for (const [file, given] of files) {
    const found = await workspace.inspect(file);
    if (!("findings" in found)) {
      unread.add(given, "missing" in found ? "there is no such file" : found.unreadable);
      continue;
    }
    read++;
    for (const [name, text] of found.texts) texts.set(name, text);
    findings.push(...found.findings.filter(({ persona: whose }) => concerns(whose, persona)));
  }
  const places = new Places((file) => texts.get(file) ?? "");
  process.stdout.write(
    format === "json"
      ? asJson(findings, places, read)
      : printFindings(findings, places, read, process.stdout),
  );
  if (unread.count > 0) return 3;
  return findings.some(({ severity }) => reaches(severity, failOn)) ? 1 : 0;
}

function concerns(persona: Persona, wanted: Persona): boolean {
  return PERSONAS.indexOf(persona) <= PERSONAS.indexOf(wanted);
}

function reaches(severity: Severity, failOn: Severity | "never"): boolean {
  return failOn !== "never" && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
}

function asJson(findings: readonly Finding[], places: Places, files: number): string {
  const rows = findings.map((finding) => {
    const { code, severity, confidence, persona, message, witness, related, fixes } = finding;
    const { tool, args } = witness ?? {};
    return {
      code,
      severity,
      confidence,
      persona,
      message,
      ...places.of(finding.file, finding.range),
      ...(witness === undefined ? {} : { witness: { tool, args } }),
      ...(related.length === 0
        ? {}
        : {
            related: related.map((one) => ({
              file: places.of(one.file, one.range).file,
              line: places.of(one.file, one.range).line,
              message: one.message,
            })),
          }),
      ...(fixes.length === 0 ? {} : { fixes: fixes.map(({ title, safe }) => ({ title, safe })) }),
    };
  });
  return `${toJson({ findings: rows, files }, 2)}\n`;
}
