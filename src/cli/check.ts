import { diskFiles } from "../host/files.ts";
import type { Finding } from "../lint/finding.ts";
import type { Persona } from "../lint/rule.ts";
import type { Severity } from "../model/problem.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { fromCommandLine, openWorkspace } from "./open.ts";
import { oneOf, readOptions } from "./options.ts";
import { Places } from "./places.ts";
import { printFindings } from "./print-findings.ts";
import { Refusal } from "./refusal.ts";

const SEVERITIES = ["error", "warning", "info", "hint"] as const;
const PERSONAS = ["regular", "pedantic", "auditor"] as const;

/** `ambit check`: findings over the policies and scenarios under the paths. */
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
  const files = await documentsUnder(workspace, positionals.length === 0 ? ["."] : positionals);
  const texts = new Map<string, string>();
  const findings: Finding[] = [];
  for (const file of files) {
    const found = await workspace.inspect(file);
    if (!("findings" in found))
      throw new Refusal(
        `\`${file}\` cannot be read: ${"missing" in found ? "there is no such file" : found.unreadable}`,
        3,
      );
    for (const [name, text] of found.texts) texts.set(name, text);
    findings.push(...found.findings.filter(({ persona: whose }) => concerns(whose, persona)));
  }
  const places = new Places((file) => texts.get(file) ?? "");
  process.stdout.write(
    format === "json"
      ? asJson(findings, places, files.length)
      : printFindings(findings, places, files.length),
  );
  return findings.some(({ severity }) => reaches(severity, failOn)) ? 1 : 0;
}

async function documentsUnder(
  workspace: Workspace,
  paths: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const given of paths) {
    const path = fromCommandLine(given);
    if (!(await diskFiles.exists(path))) throw new Refusal(`there is no \`${given}\``, 3);
    const below = await workspace.documents(path);
    if (below.length > 0) found.push(...below);
    else if (/\.ya?ml$/.test(path)) found.push(path);
  }
  return [...new Set(found)];
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
  return `${JSON.stringify({ findings: rows, files }, null, 2)}\n`;
}
